/** Copies into the scratch memory that D programs see. */
import { type Arg, imm, type VReg } from '../ir/index.ts';
import { integerValue, scalarArgument } from './arguments.ts';
import type { Gen, Value } from './gen.ts';

/** A size: what the compiler knows of it makes smaller code. */
export function bytesArgument(args: readonly Value[], index: number): Arg {
  const reg = scalarArgument(args, index);
  const value = args[index];
  const constant = value?.kind === 'integer' ? value.constant : undefined;
  return constant === undefined ? reg : imm(constant);
}

export interface Copy {
  readonly helper: 'probe_read_kernel' | 'probe_read_user';
  readonly from: VReg;
  readonly to: VReg;
  readonly bytes: Arg;
}

/** bcopy() and copyinto(). Both ends may be bad; what is copied must lie in scratch memory. */
export function copyInto(g: Gen, { helper, from, to, bytes }: Copy): Value {
  if (helper === 'probe_read_kernel') g.region.readable(from, bytes);
  const at = g.address(g.region.writable(to, bytes));
  g.faultIfNegative(g.b.call(helper, at, bytes, from), 'badAddress', from);
  return integerValue(g.b.constant(0));
}
