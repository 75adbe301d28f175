import { imm, type VReg } from '../ir/index.ts';
import type { Gen, StringValue } from './gen.ts';
import { powerOfTwo } from './memory.ts';

/**
 * The string from byte `start` of another, at most `count` bytes of it. Masks prove what the kernel
 * must see proved: that the copy ends in its place.
 */
export function stringFrom(g: Gen, s: StringValue, start: VReg, count?: VReg): StringValue {
  const { b } = g;
  const mask = imm(powerOfTwo(s.bound) - 1);
  const at = g.scratch(powerOfTwo(s.bound));
  const room = count === undefined ? imm(s.bound) : roomFor(g, count, mask);
  const from = b.alu('add', g.address(s.at), b.alu('and', start, mask));
  b.call('probe_read_kernel_str', g.address(at), room, from);
  return { kind: 'string', at, bound: s.bound };
}

function roomFor(g: Gen, count: VReg, mask: { readonly imm: bigint }): VReg {
  return g.b.alu('add', g.b.alu('and', count, mask), imm(1));
}

/** The first `count` bytes of a string. */
export function prefix(g: Gen, s: StringValue, count: VReg): StringValue {
  return stringFrom(g, s, g.b.constant(0), count);
}

/** The string from a position on; NULL, which reads as "", if that is −1. */
export function stringAtPosition(g: Gen, s: StringValue, position: VReg): StringValue {
  const { b } = g;
  const missing = b.alu('rsh', position, imm(63));
  const result = stringFrom(g, s, position);
  b.when('ne', missing, imm(0), () => b.store(1, result.at.base, result.at.offset, imm(0)));
  return { ...result, missing };
}
