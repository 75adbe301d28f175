import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cost, meter } from './cost.ts';
import { LARGE } from './large.ts';
import { progress } from './progress.ts';
import type { Result } from './result.ts';
import { type Command, commandOf, ROOT, SHORTEST, type Tool } from './tools.ts';

const TICKING_MS = 2000;
const RAW = 'tracepoint:raw_syscalls:sys_enter,tracepoint:raw_syscalls:sys_exit';
const EACH = 'tracepoint:syscalls:sys_enter_*,tracepoint:syscalls:sys_exit_*';

const COUNT_ALL: Readonly<Record<Tool, string>> = {
  dtrace: 'syscall:::entry, syscall:::return { @[probefunc] = count(); } tick-2s { exit(0); }',
  bpftrace: `${RAW} { @[args->id] = count(); } interval:s:2 { exit(); }`,
};
const COUNT_EACH = `${EACH} { @[probe] = count(); } interval:s:2 { exit(); }`;

/** Runs the commands in turn, `runs` times: noise that comes and goes meets all of them. */
function alternate(runs: number, commands: Readonly<Record<string, Command>>): Costs {
  const costs = new Map<string, Cost[]>(Object.keys(commands).map((name) => [name, []]));
  for (let run = 1; run <= runs; run++) {
    for (const [name, command] of Object.entries(commands)) {
      progress(`${command.join(' ')} (${run} of ${runs})`);
      costs.get(name)?.push(meter.measure(command));
    }
  }
  return costs;
}

type Costs = ReadonlyMap<string, readonly Cost[]>;

function samples(costs: Costs, name: string, pick: (c: Cost) => number | undefined): number[] {
  return (costs.get(name) ?? []).map(pick).filter((n) => n !== undefined);
}

function commands(
  programs: Readonly<Record<Tool, string>>,
  bpftrace: boolean,
): Record<string, Command> {
  const peer = bpftrace ? { bpftrace: commandOf.bpftrace(programs.bpftrace) } : {};
  return { dtrace: commandOf.dtrace(programs.dtrace), ...peer };
}

/** From exec to the end of a program that does nothing, beside node doing nothing. */
export function benchStart(runs: number, bpftrace: boolean): Result[] {
  const node = 'node -e 0';
  const costs = alternate(runs, { ...commands(SHORTEST, bpftrace), [node]: ['node', '-e', '0'] });
  const row = (what: string, pick: (c: Cost) => number | undefined): Result => ({
    name: `\`${SHORTEST.dtrace}\`: ${what}`,
    dtrace: samples(costs, 'dtrace', pick),
    bpftrace: samples(costs, 'bpftrace', pick),
    others: { [node]: samples(costs, node, pick) },
  });
  return [
    row('wall, ms', (c) => c.wallMs),
    row('CPU, ms', (c) => c.cpuMs),
    row('peak memory, MB', (c) => c.peakMb),
  ];
}

/** Counting every syscall for two seconds. `slow`: also bpftrace with a tracepoint each. */
export function benchWhole(runs: number, bpftrace: boolean, slow: boolean): Result[] {
  const costs = alternate(runs, commands(COUNT_ALL, bpftrace));
  const name = `\`${COUNT_ALL.dtrace}\``;
  const beyond = (c: Cost): number => c.wallMs - TICKING_MS;
  const row = (what: string, pick: (c: Cost) => number | undefined): Result => ({
    name: `${name}: ${what}`,
    dtrace: samples(costs, 'dtrace', pick),
    bpftrace: samples(costs, 'bpftrace', pick),
  });
  const results = [
    row('beyond 2 s, ms (bpftrace: `raw_syscalls`)', beyond),
    row('peak memory, MB', (c) => c.peakMb),
  ];
  if (!slow || !bpftrace) return results;
  const each = alternate(1, { bpftrace: commandOf.bpftrace(COUNT_EACH) });
  const slowest = row('beyond 2 s, ms (bpftrace: a tracepoint each)', beyond);
  return [...results, { ...slowest, bpftrace: samples(each, 'bpftrace', beyond) }];
}

/** A script of 40 clauses: from exec to its programs loaded, attached and gone. */
export function benchLarge(runs: number): Result[] {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-bench-'));
  const script = join(folder, 'large.d');
  writeFileSync(script, LARGE);
  const node = 'node -e 0';
  const costs = alternate(runs, {
    dtrace: [`${ROOT}dtrace`, '-s', script],
    [node]: ['node', '-e', '0'],
  });
  rmSync(folder, { recursive: true });
  const lines = LARGE.split('\n').length;
  return [
    {
      name: `a script of ${lines} lines and 40 clauses, loaded: wall, ms`,
      dtrace: samples(costs, 'dtrace', (c) => c.wallMs),
      bpftrace: [],
      others: { [node]: samples(costs, node, (c) => c.wallMs) },
    },
  ];
}
