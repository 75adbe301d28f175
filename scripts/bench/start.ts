import { type Cost, meter } from './cost.ts';
import { progress } from './progress.ts';
import type { Result } from './result.ts';
import { type Command, commandOf, SHORTEST, type Tool } from './tools.ts';

const TICKING_MS = 2000;
const RAW = 'tracepoint:raw_syscalls:sys_enter,tracepoint:raw_syscalls:sys_exit';
const EACH = 'tracepoint:syscalls:sys_enter_*,tracepoint:syscalls:sys_exit_*';

const COUNT_ALL: Readonly<Record<Tool, string>> = {
  dtrace: 'syscall:::entry, syscall:::return { @[probefunc] = count(); } tick-2s { exit(0); }',
  bpftrace: `${RAW} { @[args->id] = count(); } interval:s:2 { exit(); }`,
};
const COUNT_EACH = `${EACH} { @[probe] = count(); } interval:s:2 { exit(); }`;

/** Runs the commands in turn, `runs` times: noise that comes and goes meets all of them. */
function alternate<K extends string>(runs: number, commands: Record<K, Command>): Record<K, Cost[]> {
  const names = Object.keys(commands) as K[];
  const costs = Object.fromEntries(names.map((n) => [n, []])) as unknown as Record<K, Cost[]>;
  for (let run = 1; run <= runs; run++) {
    for (const name of names) {
      progress(`${name}: ${commands[name].join(' ')} (${run} of ${runs})`);
      costs[name].push(meter.measure(commands[name]));
    }
  }
  return costs;
}

/** From exec to the end of a program that does nothing, beside node doing nothing. */
export function benchStart(runs: number): Result[] {
  const node = 'node -e 0';
  const costs = alternate(runs, {
    dtrace: commandOf.dtrace(SHORTEST.dtrace),
    bpftrace: commandOf.bpftrace(SHORTEST.bpftrace),
    [node]: ['node', '-e', '0'],
  });
  const row = (what: string, pick: (c: Cost) => number | undefined): Result => ({
    name: `\`${SHORTEST.dtrace}\`: ${what}`,
    dtrace: samples(costs.dtrace, pick),
    bpftrace: samples(costs.bpftrace, pick),
    others: { [node]: samples(costs[node], pick) },
  });
  return [
    row('wall, ms', (c) => c.wallMs),
    row('CPU, ms', (c) => c.cpuMs),
    row('peak memory, MB', (c) => c.peakMb),
  ];
}

/** Counting every syscall for two seconds. `slow`: also bpftrace with a tracepoint each, as the D says. */
export function benchWhole(runs: number, slow: boolean): Result[] {
  const { dtrace, bpftrace } = alternate(runs, {
    dtrace: commandOf.dtrace(COUNT_ALL.dtrace),
    bpftrace: commandOf.bpftrace(COUNT_ALL.bpftrace),
  });
  const beyond = (c: Cost): number => c.wallMs - TICKING_MS;
  const whole = `\`${COUNT_ALL.dtrace}\``;
  const ours = samples(dtrace, beyond);
  const raw = samples(bpftrace, beyond);
  const results = [
    { name: `${whole}: time beyond 2 s, ms; bpftrace on \`raw_syscalls\``, dtrace: ours, bpftrace: raw },
    {
      name: `${whole}: peak memory, MB`,
      dtrace: samples(dtrace, (c) => c.peakMb),
      bpftrace: samples(bpftrace, (c) => c.peakMb),
    },
  ];
  if (!slow) return results;
  const each = alternate(1, { bpftrace: commandOf.bpftrace(COUNT_EACH) }).bpftrace;
  const name = `${whole}: time beyond 2 s, ms; bpftrace on a tracepoint per syscall`;
  return [...results, { name, dtrace: ours, bpftrace: samples(each, beyond) }];
}

function samples(costs: readonly Cost[], pick: (c: Cost) => number | undefined): number[] {
  return costs.map(pick).filter((n) => n !== undefined);
}
