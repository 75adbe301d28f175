import type { IrBuilder, VReg } from '../../ir/index.ts';
import { imm } from '../../ir/index.ts';

const CELL_BYTES = 8;

/** Merges (and, for additive functions, subtracts) are cell by cell, modulo 2^64. */
export function addCells(total: BigInt64Array, cpu: BigInt64Array): void {
  for (let i = 0; i < total.length; i++) total[i] = (total[i] ?? 0n) + (cpu[i] ?? 0n);
}

/** Code for `cells[index] += value`, index known; no value: 1. */
export function bump(
  b: IrBuilder,
  cells: VReg,
  index: number,
  value: VReg | undefined,
  atomic: boolean,
): void {
  const offset = index * CELL_BYTES;
  const amount = value ?? imm(1);
  if (atomic) b.atomicAdd(8, cells, offset, amount);
  else b.store(8, cells, offset, b.alu('add', b.load(8, cells, offset), amount));
}

/** Code for `cells[index] += value`, where the verifier knows that `index` is in range. */
export function bumpAt(
  b: IrBuilder,
  cells: VReg,
  index: VReg,
  value: VReg | undefined,
  atomic: boolean,
): void {
  const cell = b.alu('add', cells, b.alu('lsh', index, imm(3)));
  bump(b, cell, 0, value, atomic);
}

/** −1 for a negative register, else 0: `(x ^ s) − s` is then |x|, and gives |x| its sign back. */
export function signOf(b: IrBuilder, value: VReg): VReg {
  return b.alu('arsh', value, imm(63));
}

/** −value where `sign` is −1, value where it is 0. */
export function withSign(b: IrBuilder, value: VReg, sign: VReg): VReg {
  return b.alu('sub', b.alu('xor', value, sign), sign);
}
