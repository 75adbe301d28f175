import { describe, expect, it } from 'vitest';
import { type Move, sequentialize } from './moves.ts';

const SCRATCH = 0;

function parse(text: string): Move[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((move) => {
      const [dst = 0, src = 0] = move.split('<').map(Number);
      return { dst, src };
    });
}

/** dst<src; how many moves it takes in sequence. */
const CASES: readonly [string, string, number][] = [
  ['nothing', '', 0],
  ['already there', '1<1 2<2', 0],
  ['independent', '1<6 2<7', 2],
  ['a chain, in the order given', '1<2 2<3 3<4', 3],
  ['a chain, against the order given', '3<2 2<1 4<3', 3],
  ['an exchange', '1<2 2<1', 3],
  ['a ring of five', '1<2 2<3 3<4 4<5 5<1', 6],
  ['two rings', '1<2 2<1 3<4 4<3', 6],
  ['a ring with a tail', '1<2 2<1 3<1', 4],
  ['one source for all', '1<6 2<6 3<6', 3],
  ['the scratch register is a source', '1<0 2<3 3<2', 4],
];

describe('parallel moves', () => {
  it.each(CASES)('%s: %s', (_name, text, count) => {
    const moves = parse(text);
    const sequence = sequentialize(moves, SCRATCH);
    const regs = Array.from({ length: 10 }, (_, r) => `old r${r}`);
    for (const { dst, src } of sequence) regs[dst] = regs[src] ?? '';
    for (const { dst, src } of moves) expect(regs[dst]).toBe(`old r${src}`);
    expect(sequence).toHaveLength(count);
  });
});
