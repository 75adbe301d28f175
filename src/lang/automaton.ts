/**
 * The algorithm of Knuth, Morris and Pratt (1977). It never goes back in the text, so that one loop
 * of at most twice the text's length does, where trying each position would be two nested ones for
 * the verifier to follow. The state is in scratch memory and nothing branches, so that to the
 * verifier every round is like the last.
 */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { search } from './loops.ts';
import { byteAt, Cell, choose, isZero, loadByte, powerOfTwo } from './memory.ts';
import { readString } from './strings.ts';

/** Index of the first occurrence of a pattern, or −1. */
export function findFirst(g: Gen, text: StringValue, pattern: StringValue): VReg {
  const { b } = g;
  const found = new Cell(g, imm(-1));
  walk(g, machine(g, text, pattern), b.constant(0), {
    goesOn: ({ c, d }) => b.alu('mul', c, d),
    atEnd: ({ d, begin }) => b.when('eq', d, imm(0), () => found.set(begin)),
  });
  return found.get();
}

/** Index of the last occurrence of a pattern, or −1. */
export function findLast(g: Gen, text: StringValue, pattern: StringValue): VReg {
  const { b } = g;
  const found = new Cell(g, imm(-1));
  walk(g, machine(g, text, pattern), b.constant(0), {
    goesOn: ({ c, d, begin }) => {
      found.set(choose(g, isZero(g, d), begin, found.get()));
      return c;
    },
  });
  return found.get();
}

/** A string where any index that `mask` allows may be read. */
interface Indexed {
  readonly at: Place;
  readonly bound: number;
  readonly mask: number;
}

interface Machine {
  readonly text: Indexed;
  readonly pattern: Indexed;
  /** For each length of the pattern's beginning, the longest shorter one that it ends in. */
  readonly borders: Place;
}

const BORDER_BYTES = 2;

function machine(g: Gen, text: StringValue, pattern: StringValue): Machine {
  const p = indexed(g, pattern);
  return { text: indexed(g, text), pattern: p, borders: findBorders(g, p) };
}

function indexed(g: Gen, s: StringValue): Indexed {
  const size = powerOfTwo(s.bound);
  const at = g.scratch(size);
  readString(g, at, s.bound, s);
  return { at, bound: s.bound, mask: size - 1 };
}

/**
 * The pattern walks over itself, one behind; how much of it matches is the border of each length.
 * The table's upper half takes what shall not be kept.
 */
function findBorders(g: Gen, pattern: Indexed): Place {
  const { b } = g;
  const entries = pattern.mask + 1;
  const borders = g.scratch(2 * entries * BORDER_BYTES);
  b.store(4, borders.base, borders.offset, imm(0));
  walk(g, { text: pattern, pattern, borders }, b.constant(1), {
    goesOn: ({ c }) => c,
    advanced: ({ c, next, matched, moved }) => {
      const unused = b.alu('xor', b.alu('and', moved, b.alu('xor', isZero(g, c), imm(1))), imm(1));
      // A sum: of an `or` the verifier knew nothing before Linux 6.10.
      const row = b.alu(
        'add',
        b.alu('and', next, imm(entries - 1)),
        b.alu('mul', unused, imm(entries)),
      );
      const entry = byteAt(g, borders, b.alu('mul', row, imm(BORDER_BYTES)));
      b.store(BORDER_BYTES, entry.base, entry.offset, matched);
    },
  });
  return borders;
}

interface Step {
  /** The characters compared, of the text and of the pattern. */
  readonly c: VReg;
  readonly d: VReg;
  /** Where in the text the part of the pattern begins that matches up to here. */
  readonly begin: VReg;
  /** After the step: index in the text, how much matches, and whether the text went on (1 or 0). */
  readonly next: VReg;
  readonly matched: VReg;
  readonly moved: VReg;
}

interface Actions {
  /** 0 ends the walk. */
  readonly goesOn: (step: Step) => VReg;
  readonly advanced?: (step: Step) => void;
  readonly atEnd?: (step: Step) => void;
}

/**
 * Compares character by character: on equal ones both strings go on; else the pattern falls back to
 * its border, or, where nothing matches, the text goes on.
 */
function walk(g: Gen, m: Machine, start: VReg, actions: Actions): void {
  const { b } = g;
  const position = new Cell(g, start);
  const matching = new Cell(g, imm(0));
  let last: Step | undefined;
  search(
    g,
    { end: 2 * m.text.bound, step: 1, until: 'zero' },
    () => {
      const [i, j] = [position.get(), b.alu('and', matching.get(), imm(m.pattern.mask))];
      const c = loadByte(g, m.text.at, b.alu('and', i, imm(m.text.mask)));
      const d = loadByte(g, m.pattern.at, j);
      const equal = isZero(g, b.alu('xor', c, d));
      const border = byteAt(g, m.borders, b.alu('mul', j, imm(BORDER_BYTES)));
      const shorter = b.load(BORDER_BYTES, border.base, border.offset);
      const moved = b.alu('or', equal, isZero(g, j));
      const next = b.alu('add', i, moved);
      const matched = choose(g, equal, b.alu('add', j, imm(1)), shorter);
      position.set(next);
      matching.set(matched);
      last = { c, d, begin: b.alu('sub', i, j), next, matched, moved };
      actions.advanced?.(last);
      return actions.goesOn(last);
    },
    () => last && actions.atEnd?.(last),
  );
}
