/** Network addresses as text. */
import { type Arg, imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { readKernel } from './kernel-memory.ts';
import { search } from './loops.ts';
import { byteAt, Cell, choose, isZero, loadByte } from './memory.ts';

export const V4 = { bytes: 4, bound: 16 } as const;
/** `::ffff:` before an IPv4 address is longer than none, but eight groups are longer still. */
export const V6 = { bytes: 16, groups: 8, bound: 40 } as const;
/** Text that grows; the verifier sees positions as numbers below 64. */
export class Text {
  readonly #g: Gen;
  readonly #at: Place;
  readonly #end: Cell;

  constructor(g: Gen) {
    this.#g = g;
    this.#at = g.scratch(64 + 8);
    this.#end = new Cell(g, imm(0));
  }

  /** Appends the first `count` bytes of a word. */
  append(word: Arg, count: Arg): void {
    const { b } = this.#g;
    const end = this.#end.get();
    const to = byteAt(this.#g, this.#at, b.alu('and', end, imm(63)));
    b.store(8, to.base, to.offset, word);
    this.#end.set(b.alu('add', end, count));
  }

  /** Takes the last `count` bytes away. */
  drop(count: Arg): void {
    this.#end.set(this.#g.b.alu('sub', this.#end.get(), count));
  }

  finish(bound: number): StringValue {
    this.append(imm(0), imm(0));
    const most = Math.min(bound, this.#g.options.strsize);
    if (most < bound) this.#g.b.store(1, this.#at.base, this.#at.offset + most - 1, imm(0));
    return { kind: 'string', at: this.#at, bound: most };
  }
}

/** `0.` to `255.` in words of four bytes. */
function decimals(): Uint8Array {
  const table = new Uint8Array(256 * 4);
  for (let n = 0; n < 256; n++) table.set(Buffer.from(`${n}.`), n * 4);
  return table;
}

export function writeV4(g: Gen, text: Text, address: Place): void {
  const { b } = g;
  const table = g.constant(decimals());
  for (let i = 0; i < V4.bytes; i++) {
    const n = b.load(1, address.base, address.offset + i);
    const word = b.load(4, b.alu('add', table, b.alu('lsh', n, imm(2))), 0);
    text.append(word, b.alu('add', b.alu('add', atLeast(g, n, 10), atLeast(g, n, 100)), imm(2)));
  }
  text.drop(imm(1));
}

/** 1 if a small number is not below a limit, else 0. */
function atLeast({ b }: Gen, n: VReg, limit: number): VReg {
  return b.alu('rsh', b.alu('sub', b.constant(limit - 1), n), imm(63));
}

/** `::` for IPv4 addresses in IPv6, before what they are mapped with. */
const COLONS = BigInt(0x3a3a);
const MAPPED = Buffer.from('::ffff:\0', 'latin1').readBigUInt64LE();

/**
 * RFC 4291: IPv4-compatible addresses have 96 zero bits, but :: and ::1 are none; mapped ones end
 * these bits with ffff.
 */
export function writeV6(g: Gen, text: Text, pointer: VReg, marked: VReg): void {
  const { b } = g;
  const at = readKernel(g, pointer, V6.bytes);
  const [first, third, fourth] = [
    b.load(8, at.base, at.offset),
    b.load(4, at.base, at.offset + 8),
    b.load(4, at.base, at.offset + 12),
  ];
  const mapped = b.truth('eq', third, imm(0xffff0000));
  const compatible = b.alu(
    'and',
    b.truth('eq', third, imm(0)),
    b.truth('gt', b.swap(4, fourth), imm(1)),
  );
  const isV4 = b.alu('and', b.truth('eq', first, imm(0)), b.alu('or', mapped, compatible));
  b.ifElse(
    'ne',
    isV4,
    imm(0),
    () => {
      b.when('ne', marked, imm(0), () =>
        text.append(
          choose(g, mapped, b.constant(MAPPED), b.constant(COLONS)),
          choose(g, mapped, b.constant(7), b.constant(2)),
        ),
      );
      writeV4(g, text, { base: at.base, offset: at.offset + 12 });
    },
    () => writeGroups(g, text, at),
  );
}

/** For each set of zero groups: those of the longest run of two or more, the first of equals. */
function longestRuns(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, zeros) => {
    const bits = Array.from({ length: V6.groups }, (_x, i) => `${(zeros >> i) & 1}`).join('');
    const runs = [...bits.matchAll(/11+/g)].sort((a, b) => b[0].length - a[0].length);
    const run = runs[0];
    return run === undefined ? 0 : ((1 << run[0].length) - 1) << run.index;
  });
}

/** Two hexadecimal digits for each byte. */
export function hexDigits(): Uint8Array {
  return Buffer.from(
    Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0')).join(''),
  );
}

export function hexPair(g: Gen, digits: VReg, byte: VReg): VReg {
  return g.b.load(2, g.b.alu('add', digits, g.b.alu('lsh', byte, imm(1))), 0);
}

/** Groups with a colon behind each; the run that is left out is a colon (two at the start). */
function writeGroups(g: Gen, text: Text, at: Place): void {
  const { b } = g;
  const zeros = b.constant(0);
  for (let i = 0; i < V6.groups; i++) {
    const group = b.load(2, at.base, at.offset + 2 * i);
    b.assign(zeros, b.alu('or', zeros, b.alu('lsh', isZero(g, group), imm(i))));
  }
  const run = loadByte(
    g,
    { base: g.constant(longestRuns()), offset: 0 },
    b.alu('and', zeros, imm(255)),
  );
  const digits = g.constant(hexDigits());
  const before = b.constant(0);
  search(g, { end: V6.groups, step: 1 }, (i) => {
    const skipped = b.alu('and', b.alu('rsh', run, i), imm(1));
    const colons = b.alu('and', skipped, b.alu('xor', before, imm(1)));
    const count = b.alu('add', colons, b.alu('and', colons, isZero(g, i)));
    const { word, length } = groupText(g, digits, byteAt(g, at, b.alu('lsh', i, imm(1))));
    text.append(choose(g, skipped, b.constant(COLONS), word), choose(g, skipped, count, length));
    b.assign(before, skipped);
    return b.constant(0);
  });
  text.drop(b.alu('xor', before, imm(1)));
}

/** A group without leading zeros, and its colon. */
function groupText(
  g: Gen,
  digits: VReg,
  at: Place,
): { readonly word: VReg; readonly length: VReg } {
  const { b } = g;
  const [high, low] = [b.load(1, at.base, at.offset), b.load(1, at.base, at.offset + 1)];
  const value = b.alu('or', b.alu('lsh', high, imm(8)), low);
  const full = b.alu(
    'or',
    hexPair(g, digits, high),
    b.alu('lsh', hexPair(g, digits, low), imm(16)),
  );
  const more = [16, 256, 4096].map((limit) => atLeast(g, value, limit));
  const length = more.reduce((x, y) => b.alu('add', x, y), b.constant(2));
  const colon = b.constant(0x3a00000000n);
  const leading = b.alu('lsh', b.alu('sub', b.constant(5), length), imm(3));
  return { word: b.alu('rsh', b.alu('or', full, colon), leading), length };
}
