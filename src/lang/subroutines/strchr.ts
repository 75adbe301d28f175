import { imm, type VReg } from '../../ir/index.ts';
import { scalarArgument, textArgument } from '../arguments.ts';
import type { Gen, StringValue, Value } from '../gen.ts';
import { Cell } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringAtPosition } from '../substrings.ts';
import {
  exactZeroBytes,
  firstIndex,
  lastIndex,
  loadWord,
  searchWords,
  spread,
  upToFirst,
  zeroBytes,
} from '../words.ts';

const bound: Subroutine['bound'] = ([s = 1]) => s;

export const strchr: Subroutine = {
  name: 'strchr',
  proto: 'string(const char *, char)',
  lower: (g, args) => found(g, textArgument(g, args, 0), character(g, args), findFirst),
  bound,
  doc: 'A string from the first occurrence of a character; NULL if there is none.',
  example: 'BEGIN { printf("%s\\n", strchr("foobar", \'b\')); exit(0); }',
};

export const strrchr: Subroutine = {
  name: 'strrchr',
  proto: 'string(const char *, char)',
  lower: (g, args) => found(g, textArgument(g, args, 0), character(g, args), findLast),
  bound,
  doc: 'A string from the last occurrence of a character; NULL if there is none.',
  example: 'BEGIN { printf("%s\\n", strrchr("a/b/c", \'/\')); exit(0); }',
};

/** The character sought, in every byte of a word. */
function character(g: Gen, args: readonly Value[]): VReg {
  return spread(g.b, g.b.alu('and', scalarArgument(args, 1), imm(0xff)));
}

/** Writes into the cell where the character is; leaves it alone if it is nowhere. */
type Finder = (g: Gen, s: StringValue, sought: VReg, position: Cell) => void;

function found(g: Gen, s: StringValue, sought: VReg, find: Finder): StringValue {
  const position = new Cell(g, imm(-1));
  find(g, s, sought, position);
  return stringAtPosition(g, s, position.get());
}

/** The closing zero counts as a character that can be found. */
const findFirst: Finder = (g, s, sought, position) => {
  const { b } = g;
  const [hits, stops] = [b.constant(0), b.constant(0)];
  searchWords(
    g,
    s.bound,
    (i) => {
      const word = loadWord(g, s.at, i);
      b.assign(hits, zeroBytes(b, b.alu('xor', word, sought)));
      b.assign(stops, b.alu('or', hits, zeroBytes(b, word)));
      return stops;
    },
    (i) => {
      const first = b.alu('and', stops, b.negate(stops));
      const here = b.alu('and', hits, first);
      b.when('ne', here, imm(0), () => position.set(b.alu('add', i, firstIndex(b, first))));
    },
  );
};

const findLast: Finder = (g, s, sought, position) => {
  const { b } = g;
  searchWords(g, s.bound, (i) => {
    const word = loadWord(g, s.at, i);
    const end = zeroBytes(b, word);
    const all = exactZeroBytes(b, b.alu('xor', word, sought));
    const hits = b.alu('and', all, upToFirst(b, end));
    b.when('ne', hits, imm(0), () => position.set(b.alu('add', i, lastIndex(b, hits))));
    return end;
  });
};
