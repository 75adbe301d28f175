import { imm, type VReg } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import type { Gen, Place, StringValue, Value } from '../gen.ts';
import { search } from '../loops.ts';
import {
  byteAt,
  Cell,
  choose,
  forget,
  inWords,
  isZero,
  loadByte,
  powerOfTwo,
  zeroFill,
} from '../memory.ts';
import { copyString } from '../strings.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringFrom } from '../substrings.ts';

/** What is kept between calls: where to go on (0: there is nothing), then the text. */
const TEXT = 8;

export const strtok: Subroutine = {
  name: 'strtok',
  proto: 'string(const char *, const char *)',
  lower: (g, args) => nextToken(g, args),
  keeps: (strsize) => TEXT + powerOfTwo(strsize) + 8,
  doc: 'The next part of a string between any of the given characters; NULL if there is none. A string argument begins anew, NULL goes on in the last one, within one firing of a probe.',
  example:
    'BEGIN { printf("%s\\n", strtok("a,b", ",")); printf("%s\\n", strtok(NULL, ",")); exit(0); }',
};

function nextToken(g: Gen, args: readonly Value[]): StringValue {
  const { b } = g;
  const state = g.kept(strtok.name);
  const text: Place = { base: state.base, offset: state.offset + TEXT };
  const delimiters = delimiterTable(g, textArgument(g, args, 1));
  start(g, args[0], state, text);
  const from = b.load(8, state.base, state.offset);
  if (g.options.dialect === 'oracle')
    b.when('eq', from, imm(0), () => g.fault('badAddress', imm(0)));
  return cut(g, { state, text, delimiters, from });
}

/** A table by character, 1 for those that separate. */
function delimiterTable(g: Gen, set: StringValue): Place {
  const { b } = g;
  if (set.constant !== undefined) {
    const table = new Uint8Array(256);
    for (const byte of Buffer.from(set.constant, 'latin1')) table[byte] = 1;
    return { base: g.constant(table), offset: 0 };
  }
  const table = g.scratch(256);
  zeroFill(g, table, 256);
  search(g, { end: set.bound, step: 1, until: 'zero' }, (i) => {
    const c = loadByte(g, set.at, i);
    const row = byteAt(g, table, c);
    b.store(1, row.base, row.offset, imm(1));
    return c;
  });
  b.store(1, table.base, table.offset, imm(0));
  return table;
}

/** A string is copied, since it may change or go before the next call; NULL leaves what there is. */
function start(g: Gen, value: Value | undefined, state: Place, text: Place): void {
  const { b } = g;
  const begin = (s: StringValue): void => {
    copyString(g, text, inWords(s.bound), s);
    b.store(8, state.base, state.offset, imm(1));
  };
  if (value?.kind === 'string') {
    if (value.missing === undefined) begin(value);
    else b.when('eq', value.missing, imm(0), () => begin(value));
    return;
  }
  if (value?.kind !== 'integer' || value.constant === 0n) return;
  b.when('ne', value.reg, imm(0), () => begin(textArgument(g, [value], 0)));
}

interface Scan {
  readonly state: Place;
  readonly text: Place;
  readonly delimiters: Place;
  /** One more than the index to go on at. */
  readonly from: VReg;
}

/** One pass over delimiters, then over the token, without a branch to keep verification short. */
function cut(g: Gen, { state, text, delimiters, from }: Scan): StringValue {
  const { b } = g;
  const bound = g.options.strsize;
  const mask = imm(powerOfTwo(bound) - 1);
  const begin = new Cell(g, imm(0));
  const count = new Cell(g, imm(0));
  const next = new Cell(g, imm(0));
  const position = b.copy(forget(g, b.alu('sub', from, imm(1))));
  const first = b.copy(forget(g, imm(-1)));
  const c = b.constant(0);
  search(
    g,
    { end: bound, step: 1 },
    () => {
      b.assign(c, loadByte(g, text, b.alu('and', position, mask)));
      const separates = loadByte(g, delimiters, c);
      const before = b.alu('rsh', first, imm(63));
      const starts = b.alu('and', before, not(g, separates));
      b.assign(first, choose(g, starts, position, first));
      b.assign(position, b.alu('add', position, imm(1)));
      // The token ends at the text's end, or at what separates behind its first character.
      return b.alu('or', b.alu('and', separates, not(g, before)), isZero(g, c));
    },
    () => {
      begin.set(first);
      count.set(b.alu('sub', b.alu('sub', position, imm(1)), first));
      // What ended the token is not passed over: the next call may not count it as separating.
      next.set(position);
    },
  );
  const [length, going] = [count.get(), next.get()];
  const missing = b.alu('or', isZero(g, length), isZero(g, from));
  const whole: StringValue = { kind: 'string', at: text, bound };
  const token = stringFrom(g, whole, begin.get(), length);
  const zero = b.constant(0);
  b.store(8, state.base, state.offset, choose(g, missing, zero, going));
  b.when('ne', missing, imm(0), () => b.store(1, token.at.base, token.at.offset, imm(0)));
  return { ...token, missing };
}

function not(g: Gen, flag: VReg): VReg {
  return g.b.alu('xor', flag, imm(1));
}
