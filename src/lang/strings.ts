/**
 * Operations on strings in memory that BPF may read. Copies and lengths are one call of
 * bpf_probe_read_kernel_str, which is native code and needs no loop to be verified; its source may
 * be any address, so that only the destination has to be proved.
 */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { copyWords, inWords, storeBytes, zeroFill } from './memory.ts';
import { loadWord, searchWords, upToFirst, zeroBytes } from './words.ts';

/** Up to here copies are loads and stores instead of a helper call. */
const MOST_WORDS_COPIED = 4;

/** D strings are bytes; the compiler holds them as Latin-1. */
function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** `text` in read-only memory, cut at strsize, zero to the end of its last word. */
export function constantString(g: Gen, text: string): StringValue {
  const constant = text.slice(0, g.options.strsize - 1);
  const bound = constant.length + 1;
  const bytes = new Uint8Array(inWords(bound));
  bytes.set(bytesOf(constant));
  const at = { base: g.constant(bytes), offset: 0 };
  return { kind: 'string', at, bound, constant, padded: true };
}

/** Faults, as reading D's NULL string does, if the string is one. */
export function requireString(g: Gen, s: StringValue): StringValue {
  if (s.missing !== undefined)
    g.b.when('ne', s.missing, imm(0), () => g.fault('badAddress', imm(0)));
  return s;
}

/** Copies a string, at most `room` bytes with the closing zero; what follows it is undefined. */
export function copyString(g: Gen, to: Place, room: number, from: StringValue): void {
  if (from.constant !== undefined && copyConstant(g, to, room, from.constant)) return;
  if (copyAsWords(g, to, room, from)) return;
  readString(g, to, Math.min(room, from.bound), from);
}

/** The same, and zeros up to `room`: for keys, where equal strings must be equal bytes. */
export function copyPadded(g: Gen, to: Place, room: number, from: StringValue): void {
  if (from.padded && copyAsWords(g, to, room, from)) {
    const done = inWords(from.bound);
    zeroFill(g, { base: to.base, offset: to.offset + done }, room - done);
    return;
  }
  zeroFill(g, to, room);
  if (from.constant !== undefined && copyConstant(g, to, room, from.constant)) return;
  readString(g, to, Math.min(room, from.bound), from);
}

function copyConstant(g: Gen, to: Place, room: number, text: string): boolean {
  const bytes = bytesOf(`${text.slice(0, room - 1)}\0`);
  const words = new Uint8Array(Math.min(inWords(bytes.length), room));
  words.set(bytes);
  if (words.length > MOST_WORDS_COPIED * 8) return false;
  storeBytes(g, to, words);
  return true;
}

function copyAsWords(g: Gen, to: Place, room: number, from: StringValue): boolean {
  const bytes = inWords(from.bound);
  if (bytes > room || bytes > MOST_WORDS_COPIED * 8) return false;
  copyWords(g, to, from.at, bytes);
  return true;
}

/**
 * Copies at most `room` bytes with the closing zero and gives their number (1 for ""), or what the
 * helper answers to a bad address, which a string never has.
 */
export function readString(g: Gen, to: Place, room: number, from: StringValue): VReg {
  return g.b.call('probe_read_kernel_str', g.address(to), imm(room), g.address(from.at));
}

/** strlen: bytes before the closing zero. */
export function stringLength(g: Gen, s: StringValue): VReg {
  if (s.constant !== undefined) return g.b.constant(s.constant.length);
  const copied = g.reuse(() => readString(g, g.scratch(s.bound), s.bound, s));
  return g.b.alu('sub', copied, imm(1));
}

/** 1 if the strings are equal, else 0. */
export function equalStrings(g: Gen, a: StringValue, b: StringValue): VReg {
  if (b.constant !== undefined) return equalsConstant(g, a, b.constant);
  if (a.constant !== undefined) return equalsConstant(g, b, a.constant);
  return g.b.truth('eq', firstDifference(g, a, b).difference, imm(0));
}

/** Each word of the constant, with its zero, against the string's under a mask. */
function equalsConstant(g: Gen, s: StringValue, text: string): VReg {
  if (s.constant !== undefined) return g.b.constant(s.constant === text ? 1 : 0);
  if (text.length + 1 > s.bound) return g.b.constant(0);
  const bytes = bytesOf(`${text}\0`);
  if (bytes.length > MOST_COMPARED)
    return g.b.truth('eq', firstDifference(g, s, constantString(g, text)).difference, imm(0));
  let difference = g.b.constant(0);
  for (let at = 0; at < bytes.length; at += 8) {
    const word = wordDifference(g, s.at, at, bytes.subarray(at, at + 8));
    difference = at === 0 ? word : g.b.alu('or', difference, word);
  }
  return g.b.truth('eq', difference, imm(0));
}

/** Longer constants are compared in a loop. */
const MOST_COMPARED = 64;

function wordDifference(g: Gen, at: Place, offset: number, bytes: Uint8Array): VReg {
  const word = g.b.load(8, at.base, at.offset + offset);
  const full = new Uint8Array(8);
  full.set(bytes);
  const expected = imm(new DataView(full.buffer).getBigUint64(0, true));
  if (bytes.length === 8) return g.b.alu('xor', word, expected);
  // Shifting the undefined bytes out needs no second 64-bit constant.
  const unused = imm(64 - bytes.length * 8);
  return g.b.alu('lsh', g.b.alu('xor', word, expected), unused);
}

/** As strcmp on unsigned bytes: −1, 0 or 1. */
export function compareStrings(g: Gen, a: StringValue, b: StringValue): VReg {
  const { left, right } = firstDifference(g, a, b);
  const result = g.b.constant(0);
  const [x, y] = [g.b.swap(8, left), g.b.swap(8, right)];
  g.b.when('lt', x, y, () => g.b.assign(result, imm(-1)));
  g.b.when('gt', x, y, () => g.b.assign(result, imm(1)));
  return result;
}

interface Difference {
  /** The words that differ, or the last ones, without what follows the closing zero. */
  readonly left: VReg;
  readonly right: VReg;
  /** 0 if the strings are equal. */
  readonly difference: VReg;
}

/**
 * One loop over both strings, 8 bytes a step. It ends in the shorter bound: a string's zero lies
 * there, where the other one has none or the same.
 */
function firstDifference(g: Gen, first: StringValue, second: StringValue): Difference {
  const { b } = g;
  const [a, c] = [asDynamic(g, first), asDynamic(g, second)];
  const [left, right, difference] = [b.constant(0), b.constant(0), b.constant(0)];
  searchWords(g, Math.min(a.bound, c.bound), (i) => {
    const word = loadWord(g, a.at, i);
    const end = zeroBytes(b, word);
    const valid = upToFirst(b, end);
    b.assign(left, b.alu('and', word, valid));
    b.assign(right, b.alu('and', loadWord(g, c.at, i), valid));
    b.assign(difference, b.alu('xor', left, right));
    return b.alu('or', difference, end);
  });
  return { left, right, difference };
}

/** A constant's memory may have come from elsewhere, without the padding that words need. */
function asDynamic(g: Gen, s: StringValue): StringValue {
  return s.constant === undefined || s.padded ? s : constantString(g, s.constant);
}
