import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { registers } from './machine.ts';
import type { Hook, ProbeName, Provider } from './provider.ts';

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
  probes: () => listed.map(probe),
  create: ({ module, function: func, name }) =>
    module === '' && func === '' && parsePeriod(name) ? probe(name) : undefined,
  hook: ({ name }) => ({ hook: hook(name), selector: 0 }),
};

const probe = (name: string): ProbeName => ({
  provider: 'profile',
  module: '',
  function: '',
  name,
});

function hook(name: string): Hook {
  const { all, periodNs } = parsePeriod(name) ?? { all: false, periodNs: second };
  return {
    key: `profile:${name}`,
    program: name.replaceAll('-', '_').slice(0, 15),
    attach: () => ({ kind: 'timer', periodNs, cpus: all ? 'all' : 'one' }),
    interrupts: true,
    argument,
    skipFrames: 0,
  };
}

/** arg0 is the kernel pc or 0, arg1 the user pc or 0. The context starts with the interrupted registers. */
function argument(b: IrBuilder, context: VReg, index: number): VReg {
  if (index > 1) return b.constant(0);
  const pc = b.copy(b.load(8, context, registers.pc));
  const mode = b.alu('and', b.load(8, context, registers.mode), imm(registers.modeMask));
  const keep = index === 0 ? registers.kernelMode : registers.userMode;
  b.when('ne', mode, imm(keep), () => b.assign(pc, imm(0)));
  return pc;
}
