import { bug } from '../diag/index.ts';
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, IntegerValue, StringValue, Value } from './gen.ts';
import { requireString } from './strings.ts';

/** A `const char *` argument: a string, or the kernel address of one. NULL is a fault. */
export function textArgument(g: Gen, args: readonly Value[], index: number): StringValue {
  const value = args[index] ?? bug(`argument ${index} is missing`);
  if (value.kind === 'string') return requireString(g, value);
  const address = value.kind === 'integer' ? value.reg : g.address(value.at);
  const bound = g.options.strsize;
  const at = g.scratch(bound);
  const copied = g.b.call('probe_read_kernel_str', g.address(at), imm(bound), address);
  g.faultIfNegative(copied, 'badAddress', address);
  return { kind: 'string', at, bound };
}

/** A scalar argument. */
export function scalarArgument(args: readonly Value[], index: number): VReg {
  const value = args[index] ?? bug(`argument ${index} is missing`);
  return value.kind === 'integer' ? value.reg : bug(`argument ${index} is not a scalar`);
}

/** An `int` argument, sign-extended; `absent` if the call does not have it. */
export function intArgument(g: Gen, args: readonly Value[], index: number, absent: number): VReg {
  if (index >= args.length) return g.b.constant(absent);
  return g.b.extend(4, true, scalarArgument(args, index));
}

export function integerValue(reg: VReg): IntegerValue {
  return { kind: 'integer', reg };
}
