/** Where a string occurs in another: its first or last occurrence as an index, −1 if there is none. */
import { type Arg, imm, type VReg } from '../ir/index.ts';
import { findFirst, findLast } from './automaton.ts';
import type { Gen, StringValue } from './gen.ts';
import { search } from './loops.ts';
import { byteAt, Cell, choose, isZero } from './memory.ts';
import { readString } from './strings.ts';

/** Up to here a pattern known to the compiler is compared at each position of the text. */
const MOST_COMPARED = 31;

export function firstMatch(g: Gen, text: StringValue, pattern: StringValue): VReg {
  if (!isShort(pattern.constant)) return findFirst(g, text, pattern);
  const { b } = g;
  const scan = scanFor(g, text, pattern.constant);
  const found = new Cell(g, imm(-1));
  const difference = b.constant(0);
  search(
    g,
    { end: text.bound, step: 1, until: 'zero' },
    (i) => {
      const here = scan(i);
      b.assign(difference, here.difference);
      return b.alu('mul', here.character, difference);
    },
    (i) => b.when('eq', difference, imm(0), () => found.set(i)),
  );
  return found.get();
}

export function lastMatch(g: Gen, text: StringValue, pattern: StringValue): VReg {
  if (!isShort(pattern.constant)) return findLast(g, text, pattern);
  const scan = scanFor(g, text, pattern.constant);
  const found = new Cell(g, imm(-1));
  search(g, { end: text.bound, step: 1, until: 'zero' }, (i) => {
    const { character, difference } = scan(i);
    found.set(choose(g, isZero(g, difference), i, found.get()));
    return character;
  });
  return found.get();
}

function isShort(pattern: string | undefined): pattern is string {
  return pattern !== undefined && pattern.length <= MOST_COMPARED;
}

interface Here {
  /** The text's character; 0 at its end. */
  readonly character: VReg;
  /** 0 if the pattern begins here; below 2^56, so that a product with the character does not wrap. */
  readonly difference: VReg;
}

/** Compares the pattern at a position: seven characters with the first word, then eight a word. */
function scanFor(g: Gen, text: StringValue, pattern: string): (i: VReg) => Here {
  const { b } = g;
  const at = g.scratch(text.bound + pattern.length + 8);
  readString(g, at, text.bound, text);
  const head = pattern.slice(0, 7);
  const rest = pattern.slice(7).match(/.{1,8}/gs) ?? [];
  return (i) => {
    const here = byteAt(g, at, i);
    const word = b.load(8, here.base, here.offset);
    const character = b.alu('and', word, imm(0xff));
    const first = head === '' ? b.constant(0) : b.alu('rsh', differs(g, word, head), imm(8));
    if (rest.length === 0) return { character, difference: first };
    const others = rest
      .map((part, n) => differs(g, b.load(8, here.base, here.offset + 7 + 8 * n), part))
      .reduce((x, y) => b.alu('or', x, y));
    const folded = b.alu('or', b.alu('rsh', others, imm(8)), b.alu('and', others, imm(0xff)));
    return { character, difference: b.alu('or', first, folded) };
  };
}

/** What differs, in the upper bytes of the result. */
function differs(g: Gen, word: VReg, part: string): VReg {
  const bytes = Buffer.alloc(8);
  bytes.write(part, 'latin1');
  const expected: Arg = imm(bytes.readBigUInt64LE());
  return g.b.alu('lsh', g.b.alu('xor', word, expected), imm(64 - 8 * part.length));
}
