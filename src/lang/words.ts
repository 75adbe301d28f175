/**
 * Eight characters at a time. A mask has the top bit of each byte that was found; as memory is
 * little-endian, its lowest bit is the first of them.
 */
import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import type { Gen, Place } from './gen.ts';
import { search } from './loops.ts';
import { byteAt, inWords } from './memory.ts';

const ONES = 0x0101010101010101n;
const TOPS = 0x8080808080808080n;
const LOWS = 0x7f7f7f7f7f7f7f7fn;

/** The byte in all eight places. */
export function everywhere(byte: number): { readonly imm: bigint } {
  return imm(ONES * BigInt(byte));
}

/** A run-time byte (0 to 255) in all eight places. */
export function spread(b: IrBuilder, byte: VReg): VReg {
  return b.alu('mul', byte, imm(ONES));
}

/** Mask of the zero bytes: its lowest bit is right, those above it may be false. */
export function zeroBytes(b: IrBuilder, word: VReg): VReg {
  const borrowed = b.alu('sub', word, imm(ONES));
  return b.alu('and', b.alu('and', borrowed, b.alu('xor', word, imm(-1))), imm(TOPS));
}

/** Mask of the zero bytes, right in every bit. */
export function exactZeroBytes(b: IrBuilder, word: VReg): VReg {
  const carried = b.alu('add', b.alu('and', word, imm(LOWS)), imm(LOWS));
  const nonzero = b.alu('or', b.alu('or', carried, word), imm(LOWS));
  return b.alu('xor', nonzero, imm(-1));
}

/** All bits up to the mask's lowest; all ones if it has none. */
export function upToFirst(b: IrBuilder, mask: VReg): VReg {
  return b.alu('xor', mask, b.alu('sub', mask, imm(1)));
}

/** All bits below the mask's lowest byte; all ones if it has none. */
export function beforeFirst(b: IrBuilder, mask: VReg): VReg {
  // Bits 0 to 6 of the byte found are left too, which no mask has.
  return b.alu('and', b.alu('sub', mask, imm(1)), b.alu('xor', mask, imm(-1)));
}

/** Which byte (0 to 7) the lowest bit of a mask stands for; the mask is not 0. */
export function firstIndex(b: IrBuilder, mask: VReg): VReg {
  const lowest = b.alu('and', mask, b.negate(mask));
  const below = b.alu('sub', b.alu('rsh', lowest, imm(7)), imm(1));
  const flags = b.alu('and', below, imm(ONES));
  return b.alu('rsh', b.alu('mul', flags, imm(ONES)), imm(56));
}

/** Which byte (0 to 7) the highest bit of a mask stands for; the mask is not 0. */
export function lastIndex(b: IrBuilder, mask: VReg): VReg {
  const fromTheEnd = firstIndex(b, b.swap(8, mask));
  return b.alu('xor', fromTheEnd, imm(7));
}

export function loadWord(g: Gen, place: Place, index: VReg): VReg {
  const at = byteAt(g, place, index);
  return g.b.load(8, at.base, at.offset);
}

/** A search through the words of a string of at most `bound` bytes. */
export function searchWords(
  g: Gen,
  bound: number,
  body: (i: VReg) => VReg,
  found?: (i: VReg) => void,
): void {
  search(g, { end: inWords(bound), step: 8 }, body, found);
}
