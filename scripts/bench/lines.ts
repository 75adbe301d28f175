import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getppidLoop } from './loop.ts';
import { progress } from './progress.ts';
import type { Result } from './result.ts';
import { type Command, commandOf } from './tools.ts';
import { startTracer } from './tracer.ts';

const LINES = 1_000_000;
/** How often to try again more slowly, and by how much. */
const TRIES = 5;
const SLOWER = 1.3;
/** An empty turn of a loop in perl. */
const SPIN_NS = 25;

const PRINT = {
  dtrace: commandOf.dtrace('syscall::getppid:entry { printf("%d %s\\n", pid, execname); }'),
  bpftrace: commandOf.bpftrace(
    'tracepoint:syscalls:sys_enter_getppid { printf("%d %s\\n", pid, comm); }',
  ),
};

interface Rate {
  /** Lines a second while the loop ran, as they came out. */
  readonly perSecond: number;
  readonly lost: number;
  /** Of the lost, those that the tracer said were. */
  readonly reported: number;
  readonly nsPerCall: number;
}

interface Rates {
  readonly full: Rate[];
  readonly kept: Rate[];
}

/** How many lines a second reach a file: at full speed, and at the highest speed that loses none. */
export async function benchLines(runs: number, bpftrace: boolean): Promise<Result[]> {
  const dtrace: Rates = { full: [], kept: [] };
  const peer: Rates = { full: [], kept: [] };
  for (let run = 1; run <= runs; run++) {
    await measure(PRINT.dtrace, dtrace, `dtrace, ${run} of ${runs}`);
    if (bpftrace) await measure(PRINT.bpftrace, peer, `bpftrace, ${run} of ${runs}`);
  }
  const percent = (lines: number): number => (lines / LINES) * 100;
  const row = (name: string, pick: (r: Rates) => number[]): Result => ({
    name: `\`printf\` of ${LINES.toLocaleString('en-US')} lines: ${name}`,
    dtrace: pick(dtrace),
    bpftrace: pick(peer),
  });
  return [
    row('lines a second without a loss', (r) => r.kept.map((k) => k.perSecond)),
    row('lines a second, loop at full speed', (r) => r.full.map((f) => f.perSecond)),
    row('lost at full speed, %', (r) => r.full.map((f) => percent(f.lost))),
    row('lost without a word, %', (r) =>
      r.full.map((f) => percent(Math.max(0, f.lost - f.reported))),
    ),
  ];
}

/** At full speed, and if that loses lines, ever slower until it does not. */
async function measure(command: Command, rates: Rates, what: string): Promise<void> {
  progress(`printf: ${what}`);
  let rate = await measureLines(command, 0);
  rates.full.push(rate);
  let spin = 0;
  for (let attempt = 0; rate.lost > 0 && attempt < TRIES; attempt++) {
    spin += Math.ceil(((SLOWER - 1) * rate.nsPerCall) / SPIN_NS);
    progress(`printf: ${what}, slower by ${spin * SPIN_NS} ns a line`);
    rate = await measureLines(command, spin);
  }
  if (rate.lost === 0) rates.kept.push(rate);
}

async function measureLines(command: Command, spin: number): Promise<Rate> {
  const directory = mkdtempSync(join(tmpdir(), 'dtrace-bench-'));
  const output = join(directory, 'lines');
  try {
    const hasPrinted = (): boolean => readFileSync(output, 'latin1').includes(' perl\n');
    const tracer = await startTracer(command, output, hasPrinted);
    const loop = await getppidLoop(LINES, spin).catch(async (error) => {
      await tracer.stop();
      throw error;
    });
    const complaints = await tracer.stop();
    const text = readFileSync(output, 'latin1');
    const lines = countLines(text, `${loop.pid} perl`);
    const perSecond = lines / (loop.wallNs / 1e9);
    const reported = reportedLosses(`${complaints}\n${text}`);
    return { perSecond, lost: LINES - lines, reported, nsPerCall: loop.wallNs / LINES };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** How many lines of a text are exactly this one. */
export function countLines(text: string, wanted: string): number {
  return text.split('\n').filter((line) => line === wanted).length;
}

/** What either tool says it lost: `dtrace: 12 drops on CPU 0`, `Lost 12 events`. */
export function reportedLosses(text: string): number {
  const numbers = text.matchAll(/(\d+) drops? on CPU|^Lost (\d+) events/gm);
  return [...numbers].reduce((sum, [, ours, theirs]) => sum + Number(ours ?? theirs), 0);
}
