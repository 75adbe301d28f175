import { always, count, illumosElse, rate, size, toggle } from './row.ts';

const second = 1e9;

/** Options that setopt() may change while tracing runs. */
export const dynamicRows = {
  agghist: toggle('dynamic', 'aggregations by count() and sum() are bars of one chart'),
  aggpack: toggle('dynamic', 'distributions are one row for each key'),
  aggrate: rate('dynamic', illumosElse(second, 0), 'how often aggregations are read'),
  aggsortkey: toggle('dynamic', 'aggregations are sorted by key'),
  aggsortkeypos: count('dynamic', always(0), 'the key that counts first'),
  aggsortpos: count('dynamic', always(0), 'the aggregation of a printa() that counts first'),
  aggsortrev: toggle('dynamic', 'aggregations are sorted the other way round'),
  aggzoom: toggle('dynamic', 'the longest bar of a chart is as long as there is room'),
  flowindent: toggle('dynamic', 'indent by entry and return, as -F'),
  printsize: { ...size(always(8192), 'bytes that print() shows'), when: 'dynamic' as const },
  quiet: toggle('dynamic', 'print only what the program prints, as -q'),
  quietresize: toggle('dynamic', 'say nothing of sizes that are lowered'),
  rawbytes: toggle('dynamic', 'print memory as a dump even if it is text'),
  stackindent: count('dynamic', always(14), 'columns that stacks are indented by'),
  switchrate: rate('dynamic', illumosElse(second, 0), 'how often the trace buffer is read'),
} satisfies Readonly<Record<string, unknown>>;
