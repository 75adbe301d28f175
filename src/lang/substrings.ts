import { type Arg, imm, type VReg } from '../ir/index.ts';
import type { Gen, StringValue } from './gen.ts';
import { powerOfTwo } from './memory.ts';

/**
 * The string from byte `start` of another; with `count`, at most so many bytes of it (the verifier
 * must see that it is between 0 and the bound). A start is not proved but masked: the kernel reads
 * from any address, and none that is wrong gets here.
 */
export function stringFrom(g: Gen, s: StringValue, start: VReg, count?: VReg): StringValue {
  const { b } = g;
  const at = g.scratch(s.bound + 1);
  const room: Arg = count === undefined ? imm(s.bound) : b.alu('add', count, imm(1));
  const from = b.alu('add', g.address(s.at), b.alu('and', start, imm(powerOfTwo(s.bound) - 1)));
  b.call('probe_read_kernel_str', g.address(at), room, from);
  return { kind: 'string', at, bound: s.bound };
}

/** The string from a position on; NULL, which reads as "", if that is −1. */
export function stringAtPosition(g: Gen, s: StringValue, position: VReg): StringValue {
  const { b } = g;
  const missing = b.alu('rsh', position, imm(63));
  const result = stringFrom(g, s, position);
  b.when('ne', missing, imm(0), () => b.store(1, result.at.base, result.at.offset, imm(0)));
  return { ...result, missing };
}
