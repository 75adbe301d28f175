import { type Arg, imm, type VReg } from '../ir/index.ts';
import type { Gen, Place } from './gen.ts';

/** Bytes rounded up to whole 8-byte words, as all places are allotted. */
export function inWords(bytes: number): number {
  return (bytes + 7) & ~7;
}

/** The smallest power of two that is not below `n`: what a mask can bound an index by. */
export function powerOfTwo(n: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(n, 1)));
}

/**
 * The same value, of which the verifier knows nothing any more. A loop counter is a different
 * constant on each way out of its loop; used as an offset, it would have everything behind the loop
 * verified once for each. What comes back from scratch memory is one unknown number.
 */
export function forget(g: Gen, value: Arg): VReg {
  const cell = g.scratch(8);
  g.b.store(8, cell.base, cell.offset, value);
  return g.b.load(8, cell.base, cell.offset);
}

/** A variable that lives in scratch memory, where the verifier does not follow its values. */
export class Cell {
  readonly #g: Gen;
  readonly #at: Place;

  constructor(g: Gen, initial: Arg) {
    this.#g = g;
    this.#at = g.scratch(8);
    this.set(initial);
  }

  set(value: Arg): void {
    this.#g.b.store(8, this.#at.base, this.#at.offset, value);
  }

  get(): VReg {
    return this.#g.b.load(8, this.#at.base, this.#at.offset);
  }
}

/** The address of a byte of a place; `index` must be bounded so that the verifier sees it. */
export function byteAt(g: Gen, place: Place, index: VReg): Place {
  return { base: g.b.alu('add', place.base, index), offset: place.offset };
}

export function loadByte(g: Gen, place: Place, index: VReg): VReg {
  const at = byteAt(g, place, index);
  return g.b.load(1, at.base, at.offset);
}

// Without a branch, so that the verifier has one path to follow, not two:

/** 1 if the value, which is below 2^63, is 0; else 0. */
export function isZero({ b }: Gen, value: VReg): VReg {
  return b.alu('rsh', b.alu('sub', value, imm(1)), imm(63));
}

/** 1 if the value, whatever it is, is not 0; else 0. */
export function isNotZero({ b }: Gen, value: VReg): VReg {
  return b.alu('rsh', b.alu('or', value, b.negate(value)), imm(63));
}

/** `yes` if the flag is 1, `no` if it is 0. */
export function choose({ b }: Gen, flag: VReg, yes: VReg, no: VReg): VReg {
  const difference = b.alu('and', b.alu('xor', yes, no), b.negate(flag));
  return b.alu('xor', no, difference);
}

/** `value` held between two numbers, both signed. */
export function clamp(g: Gen, value: Arg, low: Arg, high: Arg): VReg {
  const result = g.b.copy(value);
  g.b.when('slt', result, low, () => g.b.assign(result, low));
  g.b.when('sgt', result, high, () => g.b.assign(result, high));
  return result;
}

/** Writes bytes known to the compiler, as immediates. */
export function storeBytes(g: Pick<Gen, 'b'>, to: Place, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8)
    g.b.store(8, to.base, to.offset + at, imm(view.getBigUint64(at, true)));
  if (at + 4 <= bytes.length) {
    g.b.store(4, to.base, to.offset + at, imm(view.getInt32(at, true)));
    at += 4;
  }
  for (; at < bytes.length; at++) g.b.store(1, to.base, to.offset + at, imm(bytes[at] ?? 0));
}

/** Copies whole words; both places must have them. */
export function copyWords(g: Gen, to: Place, from: Place, bytes: number): void {
  for (let at = 0; at < bytes; at += 8)
    g.b.store(8, to.base, to.offset + at, g.b.load(8, from.base, from.offset + at));
}

/** Up to here bytes are copied by loads and stores; beyond, by one helper call. */
const MOST_COPIED = 64;

/** Copies exactly so many bytes. */
export function copyBytes(g: Gen, to: Place, from: Place, bytes: number): void {
  if (bytes > MOST_COPIED) {
    g.b.call('probe_read_kernel', g.address(to), imm(bytes), g.address(from));
    return;
  }
  for (let at = 0; at < bytes; ) {
    const size = sizes.find((n) => at + n <= bytes) ?? 1;
    g.b.store(size, to.base, to.offset + at, g.b.load(size, from.base, from.offset + at));
    at += size;
  }
}

const sizes = [8, 4, 2, 1] as const;

/** Up to here zeros are stored one by one; beyond, one helper call copies them. */
const MOST_STORED = 128;

export function zeroFill(g: Pick<Gen, 'b' | 'zeros'>, to: Place, bytes: number): void {
  if (bytes <= MOST_STORED) {
    storeBytes(g, to, new Uint8Array(bytes));
    return;
  }
  const at = to.offset === 0 ? to.base : g.b.alu('add', to.base, imm(to.offset));
  g.b.call('probe_read_kernel', at, imm(bytes), g.zeros(bytes));
}
