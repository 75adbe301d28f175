import type { MapSpec } from '../../bpf/index.ts';
import { type IrBuilder, imm, type VReg } from '../../ir/index.ts';
import type { Action } from '../action.ts';
import { scalarArgument } from '../arguments.ts';
import type { Gen, Value } from '../gen.ts';
import { repeat } from '../loops.ts';
import { nothingToHandle } from './signals.ts';

/** DTrace's bounds: half of every second at most (dtrace_chill_max, dtrace_chill_interval). */
const MOST_NS = 500_000_000;
const INTERVAL_NS = 1_000_000_000;

/** Per CPU: when its second began, and how long it was chilled since. */
const SPENT: MapSpec = {
  name: 'chill',
  kind: 'percpu_array',
  keyBytes: 4,
  valueBytes: 16,
  entries: 1,
};
const BEGAN = 0;
const CHILLED = 8;

/**
 * A loop that the verifier can follow has too few turns for half a second of looking at the clock.
 * So most of the time goes into copying this much memory, to itself, which takes some 0.1 ms. The
 * verifier also counts exits from loops, so that these have one in many turns only.
 */
const BALLAST: MapSpec = {
  name: 'ballast',
  kind: 'array',
  keyBytes: 4,
  valueBytes: 1 << 20,
  entries: 1,
};
const COPIES = { exits: 128, turns: 128 } as const;
const LOOKS = { exits: 1024, turns: 16 } as const;
/** Longer than a copy takes: what is left then is waited for by looking at the clock. */
const FINE_NS = 400_000;

function chillFor(g: Gen, args: readonly Value[]): void {
  const { b } = g;
  const ns = scalarArgument(args, 0);
  const start = b.call('ktime_get_ns');
  const key = g.local(8);
  b.store(4, key.base, key.offset, imm(0));
  const spent = b.call('map_lookup_elem', g.map(SPENT), g.address(key));
  b.when('ne', spent, imm(0), () => {
    account(g, spent, start, ns);
    wait(g, start, ns);
    g.forgetTime();
  });
}

/** More than the CPU may be kept is refused. */
function account(g: Gen, spent: VReg, start: VReg, ns: VReg): void {
  const { b } = g;
  const since = b.alu('sub', start, b.load(8, spent, BEGAN));
  b.when('gt', since, imm(INTERVAL_NS), () => {
    b.store(8, spent, BEGAN, start);
    b.store(8, spent, CHILLED, imm(0));
  });
  b.when('gt', ns, imm(MOST_NS), () => g.fault('illegalOperation', ns));
  const total = b.alu('add', b.load(8, spent, CHILLED), ns);
  b.when('gt', total, imm(MOST_NS), () => g.fault('illegalOperation', ns));
  b.store(8, spent, CHILLED, total);
}

function wait(g: Gen, start: VReg, ns: VReg): void {
  const { b } = g;
  g.map(BALLAST);
  repeat(g, COPIES.exits, (_, stop) => {
    b.jumpIf('slt', remaining(b, start, ns), imm(0), stop);
    b.repeat(COPIES.turns, () => {
      const over = b.alu('arsh', remaining(b, start, ns), imm(63));
      const bytes = b.alu('and', b.alu('xor', over, imm(-1)), imm(BALLAST.valueBytes));
      b.call('probe_read_kernel', b.mapValue(BALLAST.name), bytes, b.mapValue(BALLAST.name));
    });
  });
  repeat(g, LOOKS.exits, (_, stop) => {
    b.jumpIf('ge', elapsed(b, start), ns, stop);
    b.repeat(LOOKS.turns, () => b.call('ktime_get_ns'));
  });
}

/** Time for copies: negative if there is none. */
function remaining(b: IrBuilder, start: VReg, ns: VReg): VReg {
  return b.alu('sub', b.alu('sub', ns, imm(FINE_NS)), elapsed(b, start));
}

function elapsed(b: IrBuilder, start: VReg): VReg {
  return b.alu('sub', b.call('ktime_get_ns'), start);
}

export const chill: Action = {
  name: 'chill',
  proto: 'void(int)',
  recording: true,
  destructive: true,
  perform: chillFor,
  handle: nothingToHandle,
  doc: 'Keeps the CPU busy for so many nanoseconds, at most half a second in every second.',
  example: '#pragma D option destructive\nBEGIN { chill(1000000); exit(0); }',
};
