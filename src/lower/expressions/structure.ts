import { imm, type VReg } from '../../ir/index.ts';
import { copyString, copyWords, type MemoryValue, type Place, zeroFill } from '../../lang/index.ts';
import type { StructurePart, TypedExpression } from '../../typed/index.ts';
import { sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { scalarBytes } from '../layout.ts';
import { lower } from './index.ts';

type Structure = Extract<TypedExpression, { kind: 'structure' }>;

/** A struct put together in scratch memory. */
export function lowerStructure(g: ClauseGen, e: Structure): MemoryValue {
  const bytes = sizeOf(e.type, g.options.strsize);
  const at = g.scratch(bytes);
  zeroFill(g, at, padded(bytes));
  for (const part of e.parts) storePart(g, at, part);
  return { kind: 'memory', at, bytes };
}

function storePart(g: ClauseGen, struct: Place, part: StructurePart): void {
  const value = lower(g, part.value);
  const at = { base: struct.base, offset: struct.offset + Math.floor(part.bitOffset / 8) };
  const room = sizeOf(part.type, g.options.strsize);
  if (value.kind === 'string') copyString(g, at, room, value);
  else if (value.kind === 'memory') copyBytes(g, at, value, Math.min(room, value.bytes));
  else if (part.bits > 0) storeBits(g, at, part, value.reg);
  else g.b.store(scalarBytes(part.type), at.base, at.offset, value.reg);
}

/** Neighbours may begin at any byte, so that only whole words are copied as such. */
function copyBytes(g: ClauseGen, to: Place, from: MemoryValue, bytes: number): void {
  if (bytes % 8 === 0 && to.offset % 8 === 0) copyWords(g, to, from.at, bytes);
  else g.b.call('probe_read_kernel', g.address(to), imm(bytes), g.address(from.at));
}

/** The bytes around the bit-field have been cleared, or hold its neighbours. */
function storeBits(g: ClauseGen, at: Place, part: StructurePart, value: VReg): void {
  const { b } = g;
  const shift = part.bitOffset % 8;
  const bytes = ([1, 2, 4, 8] as const).find((n) => shift + part.bits <= n * 8) ?? 8;
  const above = imm(64 - part.bits);
  const field = b.alu('rsh', b.alu('lsh', value, above), above);
  const placed = b.alu('lsh', field, imm(shift));
  b.store(bytes, at.base, at.offset, b.alu('or', b.load(bytes, at.base, at.offset), placed));
}
