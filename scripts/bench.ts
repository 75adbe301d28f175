/**
 * npm run bench: what tracing costs, beside bpftrace, as Markdown tables of medians. It measures and
 * never judges; the tables of README.md are its output.
 *
 *     npm run bench -- [--only start|large|whole|events|lines|<text in a case's name>] [--runs N] [--slow] [--json]
 */
import { parseArgs } from 'node:util';
import { meter } from './bench/cost.ts';
import { benchEvents } from './bench/events.ts';
import { floorMissing } from './bench/floor.ts';
import { benchLines } from './bench/lines.ts';
import { busyWarning, machineLine, nodeBurden } from './bench/machine.ts';
import { progressDone } from './bench/progress.ts';
import { median, type Result, ratio } from './bench/result.ts';
import { benchLarge, benchStart, benchWhole } from './bench/start.ts';
import { markdown } from './bench/table.ts';
import { missing } from './bench/tools.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    runs: { type: 'string' },
    slow: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

interface Section {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  readonly measure: (runs: number) => Result[] | Promise<Result[]>;
}

const sections: readonly Section[] = [
  { name: 'start', title: 'Start', runs: 11, measure: (n) => benchStart(n, peer) },
  { name: 'large', title: 'A large script', runs: 5, measure: benchLarge },
  {
    name: 'whole',
    title: 'A whole run',
    runs: 3,
    measure: (n) => benchWhole(n, peer, options.slow),
  },
  {
    name: 'events',
    title: 'An event',
    runs: 5,
    measure: (n) => benchEvents(n, { matches, floor: noFloor === undefined, bpftrace: peer }),
  },
  { name: 'lines', title: 'Lines', runs: 3, measure: (n) => benchLines(n, peer) },
];

const ours = missing('dtrace');
if (ours !== undefined) {
  console.error(`bench: dtrace does not run here: ${ours}`);
  process.exit(1);
}
const noPeer = missing('bpftrace');
const peer = noPeer === undefined;
const noFloor = floorMissing();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

const named = sections.filter((s) => s.name === options.only);
const chosen =
  named.length > 0 ? named : sections.filter((s) => options.only === '' || s.name === 'events');
const matches = (name: string): boolean => named.length > 0 || name.includes(options.only);

const facts = [
  `Machine: ${machineLine()}. CPU time and memory from ${meter.name}. Medians.`,
  peer ? undefined : `No bpftrace: ${noPeer}`,
  noFloor,
  nodeBurden(),
  busyWarning(),
].filter((line) => line !== undefined);
const report: object[] = [];
if (!options.json) console.log(facts.join('\n\n'));

for (const section of chosen) {
  const runs = Number(options.runs ?? section.runs);
  const results = await measured(section, runs);
  progressDone();
  if (options.json) report.push(...results.map((r) => withMedians(section, r)));
  else if (results.length > 0)
    console.log(`\n${markdown(`${section.title} (${runs} runs)`, results)}`);
}
if (options.json) console.log(JSON.stringify({ facts, results: report }, null, 2));

/** What goes wrong in one section must not cost the others. */
async function measured({ name, measure }: Section, runs: number): Promise<Result[]> {
  try {
    return await measure(runs);
  } catch (error) {
    console.error(`bench: ${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
    return [];
  }
}

function withMedians(section: Section, result: Result): object {
  const medians = { dtrace: median(result.dtrace), bpftrace: median(result.bpftrace) };
  return { section: section.name, ...result, medians, ratio: ratio(result) };
}
