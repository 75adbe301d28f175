import { imm, type VReg } from '../../ir/index.ts';
import { intArgument, integerValue, textArgument } from '../arguments.ts';
import { firstByte } from '../find.ts';
import type { Gen, StringValue } from '../gen.ts';
import { search } from '../loops.ts';
import { Cell, choose, forget, loadByte } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringFrom } from '../substrings.ts';
import { everywhere, exactZeroBytes } from '../words.ts';
import { checkBase } from './lltostr.ts';

export const strtoll: Subroutine = {
  name: 'strtoll',
  proto: 'int64_t(const char *, [int])',
  lower: (g, args) => {
    const s = textArgument(g, args, 0);
    const base = intArgument(g, args, 1, 10);
    if (args.length > 1) checkBase(g, base);
    return integerValue(g.reuse(() => parse(g, s, base)));
  },
  doc: 'The number a text begins with, after blanks and a sign, in base 10 or the given one (2 to 36); base 16 may begin with 0x. Overflow wraps.',
  example: 'BEGIN { printf("%d\\n", strtoll("0x1f", 16)); exit(0); }',
};

/** Longer numbers, leading zeros included, are cut; those that fit in 64 bits have at most 64 digits. */
const MOST_DIGITS = 128;
/** Not a digit in any base. */
const NO_DIGIT = 255;

/** Character → value of the digit. */
function digitTable(): Uint8Array {
  const table = new Uint8Array(256).fill(NO_DIGIT);
  for (let value = 0; value < 36; value++) {
    const digit = value.toString(36);
    table[digit.charCodeAt(0)] = value;
    table[digit.toUpperCase().charCodeAt(0)] = value;
  }
  return table;
}

function parse(g: Gen, s: StringValue, base: VReg): VReg {
  const { b } = g;
  const start = new Cell(g, skipBlanks(g, s));
  const negative = skipSign(g, s, start);
  skipHexPrefix(g, s, start, base);
  const magnitude = readDigits(g, stringFrom(g, s, start.get()), base);
  const flip = b.negate(negative);
  return b.alu('sub', b.alu('xor', magnitude, flip), flip);
}

/** Index of the first character that is neither space nor tab; the closing zero is none. */
function skipBlanks(g: Gen, s: StringValue): VReg {
  const { b } = g;
  const blank = (word: VReg, c: number) => exactZeroBytes(b, b.alu('xor', word, everywhere(c)));
  return firstByte(g, s, (word) =>
    b.alu('xor', b.alu('or', blank(word, 32), blank(word, 9)), everywhere(0x80)),
  );
}

/** Character at a run-time index, which the mask keeps in a copy with room for any. */
class Reader {
  readonly #g: Gen;
  readonly #s: StringValue;

  constructor(g: Gen, s: StringValue) {
    this.#g = g;
    this.#s = s;
  }

  at(index: VReg): VReg {
    const { b } = this.#g;
    const clipped = b.copy(forget(this.#g, index));
    // Beyond the bound there is nothing; its last byte can only be the closing zero.
    b.when('gt', clipped, imm(this.#s.bound - 1), () => b.assign(clipped, imm(this.#s.bound - 1)));
    return loadByte(this.#g, this.#s.at, clipped);
  }
}

/** 1 if the sign is a minus. */
function skipSign(g: Gen, s: StringValue, start: Cell): VReg {
  const { b } = g;
  const negative = new Cell(g, imm(0));
  const at = start.get();
  const c = new Reader(g, s).at(at);
  const skip = (): void => start.set(b.alu('add', at, imm(1)));
  b.when('eq', c, imm(45), () => {
    negative.set(imm(1));
    skip();
  });
  b.when('eq', c, imm(43), skip);
  return negative.get();
}

/** "0x" before a hexadecimal digit; without one, the number is the 0. */
function skipHexPrefix(g: Gen, s: StringValue, start: Cell, base: VReg): void {
  const { b } = g;
  const text = new Reader(g, s);
  b.when('eq', base, imm(16), () => {
    const at = start.get();
    const x = b.alu('or', text.at(b.alu('add', at, imm(1))), imm(0x20));
    const digit = b.alu('add', at, imm(2));
    b.when('eq', text.at(at), imm(48), () =>
      b.when('eq', x, imm(120), () => {
        const value = digitValue(g, text.at(digit));
        b.when('lt', value, imm(16), () => start.set(digit));
      }),
    );
  });
}

function digitValue(g: Gen, character: VReg): VReg {
  return loadByte(g, { base: g.constant(digitTable()), offset: 0 }, character);
}

function readDigits(g: Gen, s: StringValue, base: VReg): VReg {
  const { b } = g;
  const value = b.copy(forget(g, imm(0)));
  search(g, { end: Math.min(s.bound, MOST_DIGITS), step: 1 }, (i) => {
    const digit = digitValue(g, loadByte(g, s.at, i));
    const stop = b.alu('rsh', b.alu('sub', b.alu('sub', base, imm(1)), digit), imm(63));
    const next = b.alu('add', b.alu('mul', value, base), digit);
    b.assign(value, choose(g, stop, value, next));
    return stop;
  });
  return value;
}
