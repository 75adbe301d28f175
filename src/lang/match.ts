/**
 * Where a string occurs in another, by the algorithm of Knuth, Morris and Pratt (1977): it never
 * goes back in the text, so that one loop of at most twice the text's length does, where trying each
 * position would be two nested ones for the verifier to follow. All state is in scratch memory and
 * nothing branches, so that to the verifier every round is like the last.
 */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { byteAt, Cell, choose, isNotZero, isZero, loadByte, powerOfTwo } from './memory.ts';
import { readString } from './strings.ts';
import { search } from './words.ts';

/** A string where any index that `mask` allows may be read. */
interface Indexed {
  readonly at: Place;
  readonly bound: number;
  readonly mask: number;
  readonly length: VReg;
}

export interface Matcher {
  readonly text: Indexed;
  readonly pattern: Indexed;
  readonly borders: Borders;
}

/**
 * For each length of the pattern's beginning, the longest shorter beginning that it ends in. The
 * upper half of the table is where entries go that shall not be kept.
 */
interface Borders {
  readonly at: Place;
  readonly entries: number;
}

const BORDER_BYTES = 2;

export function matcher(g: Gen, text: StringValue, pattern: StringValue): Matcher {
  const p = indexed(g, pattern);
  return { text: indexed(g, text), pattern: p, borders: findBorders(g, p) };
}

/** Index of the first occurrence that begins at `start` (0 to the text's length) or later, or −1. */
export function firstMatch(g: Gen, m: Matcher, start: VReg): VReg {
  const { b } = g;
  const found = new Cell(g, imm(-1));
  walk(g, m, start, ({ position, matched, c, d }) => {
    const here = b.alu('sub', position, matched);
    found.set(choose(g, isZero(g, d), here, found.get()));
    return isZero(g, b.alu('mul', c, d));
  });
  return found.get();
}

/** Index of the last occurrence that begins at `limit` or before, or −1. */
export function lastMatch(g: Gen, m: Matcher, limit: VReg): VReg {
  const { b } = g;
  const found = new Cell(g, imm(-1));
  walk(g, m, b.constant(0), ({ position, matched, c, d }) => {
    const here = b.alu('sub', position, matched);
    const behind = b.alu('rsh', b.alu('sub', limit, here), imm(63));
    const take = b.alu('and', isZero(g, d), b.alu('xor', behind, imm(1)));
    found.set(choose(g, take, here, found.get()));
    return isZero(g, c);
  });
  return found.get();
}

function indexed(g: Gen, s: StringValue): Indexed {
  const size = powerOfTwo(s.bound);
  const at = g.scratch(size);
  const length = g.b.alu('sub', readString(g, at, s.bound, s), imm(1));
  return { at, bound: s.bound, mask: size - 1, length };
}

/** The pattern walks over itself, one behind; how far it matches is the border at each length. */
function findBorders(g: Gen, pattern: Indexed): Borders {
  const { b } = g;
  const entries = pattern.mask + 1;
  const at = g.scratch(2 * entries * BORDER_BYTES);
  const borders: Borders = { at, entries };
  b.store(4, at.base, at.offset, imm(0));
  const ended = ({ c }: Step): VReg => isZero(g, c);
  walk(g, { text: pattern, pattern, borders }, b.constant(1), ended, (next, matched, keep) => {
    const unused = b.alu('mul', b.alu('xor', keep, imm(1)), imm(entries));
    const place = entry(g, borders, b.alu('or', b.alu('and', next, imm(entries - 1)), unused));
    b.store(BORDER_BYTES, place.base, place.offset, matched);
  });
  return borders;
}

/** The mask tells the verifier of the table's size. */
function entry(g: Gen, { at, entries }: Borders, index: VReg): Place {
  const bounded = g.b.alu('and', index, imm(2 * entries - 1));
  return byteAt(g, at, g.b.alu('mul', bounded, imm(BORDER_BYTES)));
}

interface Step {
  /** Next index in the text, and how much of the pattern ends before it. */
  readonly position: VReg;
  readonly matched: VReg;
  /** The characters there. */
  readonly c: VReg;
  readonly d: VReg;
}

/**
 * Steps until `ended`: on equal characters both go on, else the pattern falls back to its border,
 * or, where there is none, the text goes on.
 */
function walk(
  g: Gen,
  m: Matcher,
  start: VReg,
  ended: (step: Step) => VReg,
  after?: (next: VReg, matched: VReg, keep: VReg) => void,
): void {
  const { b } = g;
  const position = new Cell(g, start);
  const matched = new Cell(g, imm(0));
  search(g, { end: 2 * m.text.bound, step: 1 }, () => {
    const [i, j] = [position.get(), matched.get()];
    const c = loadByte(g, m.text.at, b.alu('and', i, imm(m.text.mask)));
    const d = loadByte(g, m.pattern.at, b.alu('and', j, imm(m.pattern.mask)));
    const stop = ended({ position: i, matched: j, c, d });
    const equal = isZero(g, b.alu('xor', c, d));
    const border = entry(g, m.borders, j);
    const shorter = b.load(BORDER_BYTES, border.base, border.offset);
    const moved = b.alu('or', equal, b.alu('xor', isNotZero(g, j), imm(1)));
    const next = b.alu('add', i, moved);
    const longer = choose(g, equal, b.alu('add', j, imm(1)), shorter);
    position.set(next);
    matched.set(longer);
    after?.(next, longer, b.alu('and', moved, b.alu('xor', stop, imm(1))));
    return stop;
  });
}
