import { median, type Result, ratio } from './result.ts';

/** A Markdown table of medians, one row a result; what was not measured is `–`. */
export function markdown(first: string, results: readonly Result[]): string {
  const others = columnsOf(results, (r) => r.others);
  const notes = columnsOf(results, (r) => r.notes);
  const head = [first, 'dtrace', 'bpftrace', 'ratio', ...others, ...notes];
  const rows = results.map((r) => [
    r.name,
    number(median(r.dtrace)),
    number(median(r.bpftrace)),
    small(ratio(r)),
    ...others.map((column) => number(median(r.others?.[column] ?? []))),
    ...notes.map((column) => r.notes?.[column] ?? '–'),
  ]);
  const align = head.map((_, i) => (i === 0 || i >= head.length - notes.length ? '---' : '--:'));
  return [head, align, ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function columnsOf(
  results: readonly Result[],
  part: (r: Result) => Readonly<Record<string, unknown>> | undefined,
): string[] {
  return [...new Set(results.flatMap((r) => Object.keys(part(r) ?? {})))];
}

/** Three digits say all that a median of a few runs knows. */
export function number(value: number | undefined): string {
  if (value === undefined) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

function small(value: number | undefined): string {
  if (value === undefined) return '–';
  return value === 0 || value >= 0.1 ? value.toFixed(2) : value.toPrecision(2);
}

/** A bar would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
