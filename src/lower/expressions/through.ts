import { imm, type VReg } from '../../ir/index.ts';
import { copyBytes, copyString, type Place, type Value, zeroFill } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { sizeOf } from '../../types/index.ts';
import type { ClauseGen } from '../gen.ts';
import { isSigned, scalarBytes } from '../layout.ts';
import { lowerInteger } from './index.ts';

export type Load = Extract<TypedExpression, { kind: 'load' }>;

/** `*p = value`, `p->m = value`: an integer in the width of its type, a string, or a struct. */
export function storeThrough(g: ClauseGen, target: Load, value: Value): void {
  if (value.kind === 'integer') {
    const bytes = scalarBytes(target.type);
    const at = writable(g, target, bytes);
    g.b.store(bytes, at.base, at.offset, value.reg);
    return;
  }
  const bytes = sizeOf(target.type, g.options.strsize);
  const at = writable(g, target, bytes);
  if (value.kind === 'string') copyString(g, at, bytes, value);
  else copyBytes(g, at, value.at, bytes);
}

/** Reads, changes and stores the integer behind a pointer, whose address is calculated once. */
export function modifyThrough(g: ClauseGen, target: Load, change: (old: VReg) => VReg): VReg {
  const { b } = g;
  const bytes = scalarBytes(target.type);
  const signed = isSigned(target.type);
  const at = writable(g, target, bytes);
  const value = change(b.load(bytes, at.base, at.offset, signed));
  b.store(bytes, at.base, at.offset, value);
  return b.extend(bytes, signed, value);
}

/** `*p = 0` of a struct. */
export function clearThrough(g: ClauseGen, target: Load): void {
  const bytes = sizeOf(target.type, g.options.strsize);
  zeroFill(g, writable(g, target, bytes), bytes);
}

function writable(g: ClauseGen, target: Load, bytes: number): Place {
  return g.region.writable(lowerInteger(g, target.address), imm(bytes));
}
