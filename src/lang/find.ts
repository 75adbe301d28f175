/** Where characters are in a string, looked for eight at a time; −1 if nowhere. */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, StringValue } from './gen.ts';
import { Cell, choose, isNotZero } from './memory.ts';
import { firstIndex, lastIndex, loadWord, searchWords, zeroBytes } from './words.ts';

/** Mask of the bytes sought in a word; `end` has the closing zero, and may be false above it. */
export type Pick = (word: VReg, end: VReg) => VReg;

/** The index of a mask of no byte at all, as firstIndex and lastIndex give it, comes out as −1. */
const NOWHERE = { first: -9, last: -16 };

/** Index of the first byte picked; the pick may be false above its lowest bit, or behind the end. */
export function firstByte(g: Gen, s: StringValue, pick: Pick): VReg {
  return g.reuse(() => findFirst(g, s, pick));
}

function findFirst(g: Gen, s: StringValue, pick: Pick): VReg {
  const { b } = g;
  const at = new Cell(g, imm(NOWHERE.first));
  const hits = new Cell(g, imm(0));
  const [picked, stops] = [b.constant(0), b.constant(0)];
  searchWords(
    g,
    s.bound,
    (i) => {
      const word = loadWord(g, s.at, i);
      const end = zeroBytes(b, word);
      b.assign(picked, pick(word, end));
      b.assign(stops, b.alu('or', picked, end));
      return stops;
    },
    (i) => {
      // The end came first, unless the lowest of all bits is one of those picked.
      const here = b.alu('and', picked, b.alu('and', stops, b.negate(stops)));
      b.when('ne', here, imm(0), () => {
        at.set(i);
        hits.set(here);
      });
    },
  );
  return b.alu('add', at.get(), firstIndex(b, hits.get()));
}

/** Index of the last byte picked; the pick must be right in every bit. */
export function lastByte(g: Gen, s: StringValue, pick: Pick): VReg {
  return g.reuse(() => findLast(g, s, pick));
}

function findLast(g: Gen, s: StringValue, pick: Pick): VReg {
  const { b } = g;
  const at = new Cell(g, imm(NOWHERE.last));
  const hits = new Cell(g, imm(0));
  searchWords(g, s.bound, (i) => {
    const word = loadWord(g, s.at, i);
    const end = zeroBytes(b, word);
    const picked = pick(word, end);
    const any = isNotZero(g, picked);
    at.set(choose(g, any, i, at.get()));
    hits.set(choose(g, any, picked, hits.get()));
    return end;
  });
  return b.alu('add', at.get(), lastIndex(b, hits.get()));
}
