import type { Probe } from '../typed/index.ts';
import type { ModuleGen } from './module.ts';
import { planRecord } from './plan.ts';

/** What a perf buffer puts before a record: perf_event_header, time, length. */
const PERF_HEADER_BYTES = 8 + 8 + 4;
const RING_HEADER_BYTES = 8;

/** The most for all CPUs together: what a mapping may have. */
const LARGEST = 2 ** 29;

/** Bytes of a CPU's perf buffer, for bufpolicy=ring: room for bufsize of DTrace's bytes. */
export function historyBytes(module: ModuleGen): number {
  return capacity(module, (bytes) => Math.ceil((bytes + PERF_HEADER_BYTES) / 8) * 8);
}

/** Bytes of the ring, for bufpolicy=fill: room for what all CPUs may record until they are full. */
export function fillBytes(module: ModuleGen): number {
  return capacity(module, (bytes) => bytes + RING_HEADER_BYTES) * module.world.cpus;
}

/** What bufsize bytes of a CPU's records, in DTrace's layout, take in ours, whichever clauses fire. */
function capacity(module: ModuleGen, real: (bytes: number) => number): number {
  const plans = module.program.clauses.map((clause) => planRecord(module, clause));
  const ratio = Math.max(1, ...plans.filter((p) => p.bytes > 0).map((p) => real(p.bytes) / p.cost));
  const { options, world } = module;
  return Math.min(Math.ceil(options.bufsize * ratio), Math.floor(LARGEST / world.cpus));
}

/** What a CPU may record before its buffer of bufpolicy=fill is full: END's clauses have their own room. */
export function fillRoom(module: ModuleGen): number {
  const { program, options, world } = module;
  const ends = (p: Probe): boolean => world.places(p).some(({ hook }) => hook.role === 'end');
  const endings = program.clauses.filter((c) => c.probes.some(ends));
  const reserved = endings.reduce((sum, c) => sum + planRecord(module, c).cost, 0);
  return Math.max(0, options.bufsize - reserved);
}
