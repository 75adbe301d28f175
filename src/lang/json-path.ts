/**
 * Paths of json() that only the running program knows, as the automaton walks them: the steps one
 * after the other, each closed by MORE or LAST. A name is its own bytes; an index is INDEX and the
 * number in four bytes. So reading a key is comparing byte by byte, and what is behind it says what
 * to do with its value.
 */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { repeat } from './loops.ts';
import { byteAt, Cell, loadByte, powerOfTwo, zeroFill } from './memory.ts';

export const MORE = 1;
export const LAST = 2;
export const INDEX = 3;

/** A zero where nothing matches, and room behind it for a four-byte load. */
const TAIL = 8;
/** Most bytes of a path that is not a constant; nothing is found by a longer one. */
const MOST_DYNAMIC = 128;

/** Steps where any index below `size` may be read; what is behind the last step is zero. */
export interface JsonPath {
  readonly at: Place;
  readonly size: number;
}

/** `a.b[2].c` as steps: one character after the other, into a buffer of zeros. */
export function jsonPath(g: Gen, path: StringValue): JsonPath {
  const { b } = g;
  const bound = Math.min(path.bound, MOST_DYNAMIC);
  // An index is two characters and five bytes at least.
  const size = powerOfTwo(4 * bound);
  const at = g.scratch(size + TAIL);
  zeroFill(g, at, size + TAIL);
  const [end, number] = [new Cell(g, imm(0)), new Cell(g, imm(0))];
  const put = (bytes: 1 | 4, value: VReg): void => {
    const position = end.get();
    const to = byteAt(g, at, b.alu('and', position, imm(size - 1)));
    b.store(bytes, to.base, to.offset, value);
    end.set(b.alu('add', position, imm(bytes)));
  };
  const putByte = (value: number): void => put(1, b.constant(value));
  const putMore = (): void => b.when('ne', end.get(), imm(0), () => putByte(MORE));
  const inIndex = new Cell(g, imm(0));
  repeat(g, bound, (i, stop) => {
    const c = loadByte(g, path.at, i);
    b.jumpIf('eq', c, imm(0), stop);
    const on: readonly (readonly [string, () => void])[] = [
      ['.', putMore],
      [
        '[',
        () => {
          putMore();
          putByte(INDEX);
          number.set(imm(0));
          inIndex.set(imm(1));
        },
      ],
      [
        ']',
        () => {
          put(4, number.get());
          inIndex.set(imm(0));
        },
      ],
    ];
    const other = (): void =>
      b.ifElse(
        'ne',
        inIndex.get(),
        imm(0),
        () => number.set(withDigit(g, number.get(), c)),
        () => put(1, c),
      );
    const choose = ([first, ...rest]: typeof on): void =>
      first === undefined
        ? other()
        : b.ifElse('eq', c, imm(first[0].charCodeAt(0)), first[1], () => choose(rest));
    choose(on);
  });
  putByte(LAST);
  return { at, size };
}

function withDigit(g: Gen, number: VReg, c: VReg): VReg {
  const { b } = g;
  return b.alu('add', b.alu('mul', number, imm(10)), b.alu('sub', c, imm(48)));
}
