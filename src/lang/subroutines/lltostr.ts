import { type Arg, imm, type VReg } from '../../ir/index.ts';
import { intArgument, scalarArgument } from '../arguments.ts';
import type { Gen, Place, StringValue } from '../gen.ts';
import { search } from '../loops.ts';
import { byteAt, Cell, isZero } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';

/** 64 binary digits; a prefix or sign comes only with fewer. */
const MOST_DIGITS = 64;
/** The digits end here; what a mask of an index allows must lie in the buffer. */
const BUFFER = 128;
const END = 96;
/** 20 digits, a sign and the zero: the longest in base 10. */
const DECIMAL_BOUND = 22;

export const lltostr: Subroutine = {
  name: 'lltostr',
  proto: 'string(int64_t, [int])',
  lower: (g, args) => {
    const value = scalarArgument(args, 0);
    if (args.length === 1) return digits(g, value, imm(10));
    const base = intArgument(g, args, 1, 10);
    checkBase(g, base);
    return digits(g, value, base);
  },
  bound: (args, strsize) => Math.min(args.length === 1 ? DECIMAL_BOUND : MOST_DIGITS + 2, strsize),
  doc: 'A number as text. In base 10 (the default) with its sign, else unsigned; base 8 has a leading 0, base 16 a leading 0x.',
  example: 'BEGIN { printf("%s %s\\n", lltostr(-42), lltostr(255, 16)); exit(0); }',
};

/** Bases are 2 to 36; anything else is an illegal operation. */
export function checkBase(g: Gen, base: VReg): void {
  const { b } = g;
  const fromTwo = b.alu('sub', base, imm(2));
  b.when('gt', fromTwo, imm(34), () => g.fault('illegalOperation'));
}

/** Written backwards from END: zero, digits, prefix or sign; then copied to the front. */
function digits(g: Gen, value: VReg, base: Arg): StringValue {
  const { b } = g;
  const buffer = g.scratch(BUFFER);
  const decimal = isImm(base);
  b.store(1, buffer.base, buffer.offset + END, imm(0));
  const negative = decimal ? b.alu('rsh', value, imm(63)) : negativeInBaseTen(g, value, base);
  const rest = b.copy(value);
  b.when('ne', negative, imm(0), () => b.assign(rest, b.negate(rest)));
  const start = new Cell(g, imm(END));
  writeDigits(g, rest, base, { buffer, start, most: decimal ? 20 : MOST_DIGITS });
  if (!decimal) writePrefix(g, buffer, start, { value, base });
  b.when('ne', negative, imm(0), () => prepend(g, buffer, start, '-'));
  const bound = Math.min(decimal ? DECIMAL_BOUND : MOST_DIGITS + 2, g.options.strsize);
  const at = g.scratch(bound);
  const from = b.alu('add', g.address(buffer), b.alu('and', start.get(), imm(BUFFER - 1)));
  b.call('probe_read_kernel_str', g.address(at), imm(bound), from);
  return { kind: 'string', at, bound };
}

function isImm(base: Arg): base is { readonly imm: bigint } {
  return typeof base === 'object';
}

function negativeInBaseTen(g: Gen, value: VReg, base: VReg): VReg {
  const { b } = g;
  return b.alu('and', b.alu('rsh', value, imm(63)), b.truth('eq', base, imm(10)));
}

interface Output {
  readonly buffer: Place;
  /** Index of the first character written. */
  readonly start: Cell;
  readonly most: number;
}

/** At least one digit: 0 is "0". */
function writeDigits(g: Gen, value: VReg, base: Arg, { buffer, start, most }: Output): void {
  const { b } = g;
  const rest = b.copy(value);
  search(
    g,
    { end: most, step: 1 },
    (i) => {
      const digit = b.alu('mod', rest, base);
      b.assign(rest, b.alu('div', rest, base));
      const at = b.alu('sub', buffer.base, i);
      b.store(1, at, buffer.offset + END - 1, digitCharacter(g, digit));
      return isZero(g, rest);
    },
    (i) => start.set(b.alu('sub', b.constant(END - 1), i)),
  );
}

/** '0' to '9', then 'a' to 'z', without a branch. */
function digitCharacter(g: Gen, digit: VReg): VReg {
  const { b } = g;
  const isLetter = b.alu('rsh', b.alu('sub', b.constant(9), digit), imm(63));
  const gap = imm('a'.charCodeAt(0) - '9'.charCodeAt(0) - 1);
  return b.alu('add', b.alu('add', digit, imm(48)), b.alu('mul', isLetter, gap));
}

/** 0 in base 8 is the digit itself; base 16 has its 0x in any case. */
function writePrefix(
  g: Gen,
  buffer: Place,
  start: Cell,
  { value, base }: { readonly value: VReg; readonly base: Arg },
): void {
  const { b } = g;
  const kind = b.reg(base);
  b.when('eq', kind, imm(16), () => {
    prepend(g, buffer, start, 'x');
    prepend(g, buffer, start, '0');
  });
  b.when('eq', kind, imm(8), () =>
    b.when('ne', value, imm(0), () => prepend(g, buffer, start, '0')),
  );
}

function prepend(g: Gen, buffer: Place, start: Cell, character: string): void {
  const { b } = g;
  const index = b.alu('sub', start.get(), imm(1));
  start.set(index);
  const at = byteAt(g, buffer, b.alu('and', index, imm(BUFFER - 1)));
  b.store(1, at.base, at.offset, imm(character.charCodeAt(0)));
}
