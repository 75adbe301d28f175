import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place } from './gen.ts';

/** Copies bytes from an address of the kernel (scratch memory too) into scratch; faults if it cannot. */
export function readKernel(g: Gen, address: VReg, bytes: number): Place {
  const at = g.scratch(bytes);
  const result = g.b.call('probe_read_kernel', g.address(at), imm(bytes), address);
  g.faultIfNegative(result, 'badAddress', address);
  return at;
}

/** An integer member of a kernel struct that D has the address of. */
export function readMember(
  g: Gen,
  address: VReg,
  [struct, member]: readonly [struct: string, member: string],
  bytes: 1 | 2 | 4 | 8,
): VReg {
  const { b } = g;
  const at = g.local(8);
  const from = b.alu('add', address, imm(g.kernelOffset(struct, member)));
  const result = b.call('probe_read_kernel', g.address(at), imm(bytes), from);
  g.faultIfNegative(result, 'badAddress', from);
  return b.load(bytes, at.base, at.offset);
}
