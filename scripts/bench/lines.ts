import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getppidLoop } from './loop.ts';
import { progress } from './progress.ts';
import type { Result } from './result.ts';
import { type Command, commandOf } from './tools.ts';
import { startTracer } from './tracer.ts';

const LINES = 1_000_000;
/** Empty turns of perl between two calls, tried in order until no line is lost. */
const SPINS = [0, 5, 10, 20, 40, 80, 160, 320];

const PRINT = {
  dtrace: commandOf.dtrace('syscall::getppid:entry { printf("%d %s\\n", pid, execname); }'),
  bpftrace: commandOf.bpftrace(
    'tracepoint:syscalls:sys_enter_getppid { printf("%d %s\\n", pid, comm); }',
  ),
};

interface Rate {
  /** Lines a second while the loop ran, as it came to them. */
  readonly perSecond: number;
  readonly lost: number;
}

interface Rates {
  readonly full: Rate[];
  readonly kept: Rate[];
  /** Index in SPINS of what was slow enough last time. */
  step: number;
}

/** How many lines a second reach a file: at full speed, and at the highest speed that loses none. */
export async function benchLines(runs: number, bpftrace: boolean): Promise<Result[]> {
  const dtrace: Rates = { full: [], kept: [], step: 0 };
  const peer: Rates = { full: [], kept: [], step: 0 };
  for (let run = 1; run <= runs; run++) {
    await measure(PRINT.dtrace, dtrace, `dtrace, ${run} of ${runs}`);
    if (bpftrace) await measure(PRINT.bpftrace, peer, `bpftrace, ${run} of ${runs}`);
  }
  const row = (name: string, pick: (r: Rates) => number[]): Result => ({
    name: `\`printf\` of ${LINES.toLocaleString('en-US')} lines: ${name}`,
    dtrace: pick(dtrace),
    bpftrace: pick(peer),
  });
  return [
    row('most lines a second without a loss', (r) => r.kept.map((k) => k.perSecond)),
    row('lines a second, loop at full speed', (r) => r.full.map((f) => f.perSecond)),
    row('lines lost at full speed, %', (r) => r.full.map((f) => (f.lost / LINES) * 100)),
  ];
}

async function measure(command: Command, rates: Rates, what: string): Promise<void> {
  progress(`printf: ${what}`);
  const full = await measureLines(command, 0);
  rates.full.push(full);
  if (full.lost === 0) {
    rates.kept.push(full);
    return;
  }
  for (rates.step = Math.max(rates.step, 1); rates.step < SPINS.length; rates.step++) {
    progress(`printf: ${what}, slower by ${SPINS[rates.step]}`);
    const slower = await measureLines(command, SPINS[rates.step] ?? 0);
    if (slower.lost > 0) continue;
    rates.kept.push(slower);
    return;
  }
}

async function measureLines(command: Command, spin: number): Promise<Rate> {
  const directory = mkdtempSync(join(tmpdir(), 'dtrace-bench-'));
  const output = join(directory, 'lines');
  try {
    const tracer = await startTracer(command, output);
    const loop = await getppidLoop(LINES, spin).finally(() => tracer.stop());
    const lines = countLines(readFileSync(output, 'latin1'), `${loop.pid} perl`);
    return { perSecond: lines / (loop.wallNs / 1e9), lost: LINES - lines };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** How many lines of a text are exactly this one. */
export function countLines(text: string, wanted: string): number {
  let count = 0;
  for (const line of text.split('\n')) if (line === wanted) count++;
  return count;
}
