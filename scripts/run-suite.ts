/**
 * Runs D samples in DTrace's naming from any folder:
 *
 *     npm run suite -- [--jobs N] [--triggers DIR] [--show] [--all] [--flags WORDS] [-x opt=value]... DIR|FILE...
 *
 * (`--all`: also those that can only be compiled) and prints one line per sample that does not pass, then the counts.
 */
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  findSamples,
  type Outcome,
  readSample,
  runSample,
  type Sample,
} from '../compat-tests/suite.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '2' },
    triggers: { type: 'string' },
    show: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    flags: { type: 'string', default: '' },
    x: { type: 'string', short: 'x', multiple: true, default: [] },
  },
});

const samples = positionals.flatMap((p) =>
  statSync(p).isDirectory() ? findSamples(p, values.all) : [readSample(p)],
);
const suite = {
  dtrace: new URL('../dtrace', import.meta.url).pathname,
  extra: [...values.x.map((option) => `-x${option}`), ...values.flags.split(' ').filter(Boolean)],
  triggers: values.triggers,
};
const counts = new Map<Outcome['kind'], number>();
const queue = [...samples];
await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
const failed = counts.get('fail') ?? 0;
console.log([...counts].map(([kind, n]) => `${n} ${kind}`).join(', '));
process.exitCode = failed > 0 ? 1 : 0;

async function worker(): Promise<void> {
  for (let sample = queue.shift(); sample; sample = queue.shift())
    report(sample, await runSample(sample, suite));
}

function report(sample: Sample, { kind, reason, output }: Outcome): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (kind === 'pass') return;
  console.log(`${kind.toUpperCase()} ${sample.path}: ${reason}`);
  if (values.show && kind === 'fail')
    console.log(`--- expected\n${sample.expected ?? '(nothing)'}\n--- output\n${output}\n---`);
}
