import { TICK_STATE, TICKS_MAP } from '../bpf/index.ts';
import { type BlockId, type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { frames, registers } from './machine.ts';
import type { Hook, ProbeName, Provider, TickGate } from './provider.ts';

/** Suffixes of profile and tick probes, as periods in ns; no suffix and hz are rates. */
const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  nsec: 1n,
  us: 1_000n,
  usec: 1_000n,
  ms: 1_000_000n,
  msec: 1_000_000n,
  s: 1_000_000_000n,
  sec: 1_000_000_000n,
  m: 60_000_000_000n,
  min: 60_000_000_000n,
  h: 3_600_000_000_000n,
  hour: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  day: 86_400_000_000_000n,
};

const second = 1_000_000_000n;
/** DTrace refuses more than 5000 a second (profile_interval_min). */
const shortest = second / 5000n;

/** The period in ns of `profile-97`, `tick-10ms`; undefined if the name is not one. */
export function parsePeriod(name: string): { all: boolean; periodNs: bigint } | undefined {
  const match = /^(profile|tick)-(\d+)([a-z]*)$/.exec(name.toLowerCase());
  const [, kind, digits = '', suffix = ''] = match ?? [];
  const n = digits === '' ? 0n : BigInt(digits);
  if (kind === undefined || n === 0n) return undefined;
  const unit = units[suffix];
  const isRate = suffix === '' || suffix === 'hz';
  if (!isRate && unit === undefined) return undefined;
  const periodNs = isRate ? second / n : n * (unit ?? 0n);
  return periodNs < shortest ? undefined : { all: kind === 'profile', periodNs };
}

const listed = [
  ...[97, 199, 499, 997, 1999, 4001, 4999].map((n) => `profile-${n}`),
  ...[1, 10, 100, 500, 1000, 5000].map((n) => `tick-${n}`),
];

/** profile-N on every CPU and tick-N on one (Dynamic Tracing Guide, "profile Provider"). */
export const profileProvider: Provider = {
  name: 'profile',
  stability: {
    provider: 'Evolving/Evolving/Common',
    module: 'Unstable/Unstable/Unknown',
    function: 'Private/Private/Unknown',
    name: 'Evolving/Evolving/Common',
    arguments: 'Evolving/Evolving/Common',
  },
  probes: () => listed.map(probe),
  create: ({ module, function: func, name }) =>
    module === '' && func === '' && parsePeriod(name) ? probe(name) : undefined,
  places: ({ name }) => [{ hook: hook(name), selector: 0 }],
};

const probe = (name: string): ProbeName => ({
  provider: 'profile',
  module: '',
  function: '',
  name,
});

function hook(name: string): Hook {
  const { all, periodNs } = parsePeriod(name) ?? { all: false, periodNs: second };
  const key = `profile:${name}`;
  if (all) return timerHook(key, periodNs);
  return { key, program: programName(name), interrupts: 'timer', ...tick(periodNs) };
}

function programName(text: string): string {
  return text.replace(/\W+/g, '_');
}

/** A program that runs every `periodNs` nanoseconds on each processor. */
export function timerHook(key: string, periodNs: bigint): Hook {
  const program = programName(key.replace(/^profile:/, ''));
  return { key, program, interrupts: 'timer', ...profile(periodNs) };
}

function profile(periodNs: bigint): Pick<Hook, 'attach' | 'argument' | 'skipFrames'> {
  return {
    skipFrames: 0,
    attach: () => ({ kind: 'timer', periodNs }),
    argument: (b, context, index) =>
      index > 1 ? b.constant(0) : programCounter(b, context, index),
  };
}

/**
 * The kernel skips a perf event's program while its CPU is in a map system call or another perf
 * program (bpf_prog_active), our own reads included, and counts that nowhere. A tick must not be
 * lost: it is a raw tracepoint program, which nothing but itself can keep from running, at the end
 * of timer interrupts. The perf event only sees to it that there is one in time.
 */
function tick(periodNs: bigint): Pick<Hook, 'attach' | 'argument' | 'skipFrames' | 'tick'> {
  return {
    // With a __traceiter_ frame, the entry of the interrupt is taken away when the stack is shown.
    skipFrames: frames.timer,
    attach: ({ arguments: sampled, state, sampler }) => ({
      kind: 'tick',
      periodNs,
      state,
      ...(sampled ? { sampler } : {}),
    }),
    tick: { gate: (b, tick) => gate(b, tick, periodNs), sample },
    argument: (b, _, index, state) => {
      const at = [TICK_STATE.kernelPc, TICK_STATE.userPc][index];
      return at === undefined ? b.constant(0) : b.load(8, b.mapValue(TICKS_MAP, state + at));
    },
  };
}

/** Only on the tick's CPU does the state change, and there interrupts do not nest. */
function gate(b: IrBuilder, { state, done, sampled }: TickGate, periodNs: bigint): void {
  const cpu = b.load(4, b.mapValue(TICKS_MAP, state + TICK_STATE.cpu));
  b.jumpIf('ne', b.call('get_smp_processor_id'), cpu, done);
  const due = b.load(8, b.mapValue(TICKS_MAP, state + TICK_STATE.due));
  b.jumpIf('eq', due, imm(0), done);
  const now = b.copy(b.call('ktime_get_ns'));
  b.jumpIf('lt', now, due, done);
  if (sampled) waitForSample(b, state, b.alu('sub', now, due), done);
  const next = b.alu('add', due, imm(periodNs));
  b.store(8, b.mapValue(TICKS_MAP, state + TICK_STATE.due), 0, next);
}

/** Another timer's interrupt, just before the event's own, is not the tick. Without a sample, it may come late. */
function waitForSample(b: IrBuilder, state: number, late: VReg, done: BlockId): void {
  const sampled = b.mapValue(TICKS_MAP, state + TICK_STATE.sampled);
  b.when('eq', b.load(8, sampled), imm(0), () => {
    const slack = b.load(8, b.mapValue(TICKS_MAP, state + TICK_STATE.slack));
    b.jumpIf('lt', late, slack, done);
  });
  b.store(8, b.mapValue(TICKS_MAP, state + TICK_STATE.sampled), 0, imm(0));
}

function sample(b: IrBuilder, context: VReg, state: number): void {
  [TICK_STATE.kernelPc, TICK_STATE.userPc].forEach((at, index) => {
    b.store(8, b.mapValue(TICKS_MAP, state + at), 0, programCounter(b, context, index));
  });
  b.store(8, b.mapValue(TICKS_MAP, state + TICK_STATE.sampled), 0, imm(1));
}

/** 0: the kernel pc or 0; 1: the user pc or 0. The context starts with the interrupted registers. */
export function programCounter(b: IrBuilder, context: VReg, index: number): VReg {
  const pc = b.copy(b.load(8, context, registers.pc));
  const mode = b.alu('and', b.load(8, context, registers.mode), imm(registers.modeMask));
  const keep = index === 0 ? registers.kernelMode : registers.userMode;
  b.when('ne', mode, imm(keep), () => b.assign(pc, imm(0)));
  return pc;
}
