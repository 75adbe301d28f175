import { type EventCase, eventCases } from './event-cases.ts';
import { startFloor } from './floor.ts';
import { enableStats, nsPerTurn, programStats } from './kernel-stats.ts';
import { getppidLoop } from './loop.ts';
import { progress } from './progress.ts';
import { median, type Result } from './result.ts';
import { commandOf } from './tools.ts';
import { startTracer } from './tracer.ts';

const CALLS = 500_000;

/** One way to answer a case, and what a turn of the loop took under it. */
interface Way {
  readonly name: string;
  readonly measure: () => Promise<Turn>;
  readonly turns: Turn[];
}

interface Turn {
  /** In BPF programs. */
  readonly bpfNs: number;
  /** The whole turn: perl, the syscall, the kernel's hooks, the programs. */
  readonly loopNs: number;
}

export interface EventFilter {
  /** Is a case wanted? By its name. */
  readonly matches: (name: string) => boolean;
  readonly floor: boolean;
  readonly bpftrace: boolean;
}

/** Time per event of each case, ours, bpftrace's and the floor in turn; two results a case. */
export async function benchEvents(runs: number, filter: EventFilter): Promise<Result[]> {
  enableStats();
  const startup = await perlStartNs(runs);
  const results: Result[] = filter.matches('nothing traced') ? [await bareLoop(runs, startup)] : [];
  for (const c of eventCases.filter(({ name }) => filter.matches(name)))
    results.push(...(await benchCase(c, runs, filter, startup)));
  return results;
}

/** The loop with nothing attached, and the least that any program costs. */
async function bareLoop(runs: number, startup: number): Promise<Result> {
  const samples: number[] = [];
  for (let run = 0; run < runs; run++)
    samples.push(((await getppidLoop(CALLS)).wallNs - startup) / CALLS);
  return {
    name: 'nothing traced: loop, ns',
    dtrace: [],
    bpftrace: [],
    others: { 'no tracer': samples },
  };
}

async function perlStartNs(runs: number): Promise<number> {
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) samples.push((await getppidLoop(0)).wallNs);
  return median(samples) ?? 0;
}

async function benchCase(
  c: EventCase,
  runs: number,
  filter: EventFilter,
  startup: number,
): Promise<Result[]> {
  const traced = (name: string, command: readonly [string, ...string[]]): Way => ({
    name,
    measure: () => measureTracer(command, c.programs, startup),
    turns: [],
  });
  const dtrace = traced('dtrace', commandOf.dtrace(c.dtrace));
  const peers = Object.entries(filter.bpftrace ? c.bpftrace : {}).map(([name, text]) =>
    traced(`bpftrace, ${name}`, commandOf.bpftrace(text)),
  );
  const floor = { name: 'C floor', measure: () => measureFloor(c, startup), turns: [] };
  const ways: readonly Way[] = [dtrace, ...peers, ...(filter.floor ? [floor] : [])];
  for (let run = 1; run <= runs; run++) {
    for (const way of ways) {
      progress(`${c.name}: ${way.name} (${run} of ${runs})`);
      way.turns.push(await way.measure());
    }
  }
  return report(c, dtrace, peers, filter.floor ? floor : undefined);
}

function report(
  c: EventCase,
  dtrace: Way,
  peers: readonly Way[],
  floor: Way | undefined,
): Result[] {
  const row = (what: string, pick: (turn: Turn) => number): Result => {
    const samples = (way: Way | undefined): number[] => way?.turns.map(pick) ?? [];
    const typical = (way: Way): number => median(samples(way)) ?? Number.POSITIVE_INFINITY;
    const [fastest] = peers.toSorted((a, b) => typical(a) - typical(b));
    return {
      name: `${c.name}: ${what}`,
      dtrace: samples(dtrace),
      bpftrace: samples(fastest),
      others: { 'C floor': samples(floor) },
      notes: { "bpftrace's probe": fastest?.name.replace('bpftrace, ', '') ?? '–' },
    };
  };
  return [row('BPF, ns', (t) => t.bpfNs), row('loop, ns', (t) => t.loopNs)];
}

async function measureTracer(
  command: readonly [string, ...string[]],
  programs: number,
  startup: number,
): Promise<Turn> {
  const tracer = await startTracer(command, '/dev/null', hasRun);
  try {
    return await measureTurn(tracer.pid, programs, startup);
  } finally {
    await tracer.stop();
  }
}

/** Has one of its programs seen an event? */
function hasRun(pid: number): boolean {
  return [...programStats(pid).values()].some(({ runs }) => runs > 0);
}

async function measureFloor(c: EventCase, startup: number): Promise<Turn> {
  const loaded = await startFloor(c.floor);
  try {
    return await measureTurn(process.pid, c.programs, startup);
  } finally {
    loaded.close();
  }
}

async function measureTurn(pid: number, programs: number, startup: number): Promise<Turn> {
  const before = programStats(pid);
  const { wallNs } = await getppidLoop(CALLS);
  const spent = nsPerTurn(before, programStats(pid), CALLS);
  if (spent.programs !== programs)
    throw new Error(`${spent.programs} programs ran at each turn, and not ${programs}`);
  return { bpfNs: spent.ns, loopNs: (wallNs - startup) / CALLS };
}
