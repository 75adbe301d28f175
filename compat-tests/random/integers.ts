/**
 * Integers of D as the Dynamic Tracing Guide has them, calculated here and nowhere else: an operand is
 * 64 bits in a register, its type says how they are read. Nothing of the compiler is used.
 */
import type { Dice } from './dice.ts';

export interface IntegerType {
  readonly name: string;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** Less than its bytes have: of a bit-field. */
  readonly bits: number;
}

/** What the dialects calculate differently is told apart by this. */
export type Dialect = 'illumos' | 'oracle';

export interface IntegerNode {
  readonly text: string;
  readonly type: IntegerType;
  /** The register's 64 bits, as a signed number. */
  readonly value: bigint;
  /** A value that the compiler knows: its operators are calculated as it is read. */
  readonly constant: boolean;
}

const row = (name: string, bytes: 1 | 2 | 4 | 8, signed: boolean): IntegerType => ({
  name,
  bytes,
  signed,
  bits: bytes * 8,
});

export const CHAR = row('char', 1, true);
export const INT = row('int', 4, true);
export const LONG = row('long', 8, true);

export const integerTypes: readonly IntegerType[] = [
  CHAR,
  row('unsigned char', 1, false),
  row('short', 2, true),
  row('unsigned short', 2, false),
  INT,
  row('unsigned int', 4, false),
  LONG,
  row('unsigned long', 8, false),
  row('int8_t', 1, true),
  row('uint16_t', 2, false),
  row('int32_t', 4, true),
  row('uint64_t', 8, false),
];

const register = (value: bigint): bigint => BigInt.asIntN(64, value);

/** The low bytes, extended by the sign. */
export function truncate(value: bigint, type: IntegerType): bigint {
  return type.signed ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value);
}

function read(value: bigint, signed: boolean): bigint {
  return signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
}

/** The wider type, being unsigned counted as a bit; else the unsigned one. D promotes nothing to int. */
export function common(a: IntegerType, b: IntegerType): IntegerType {
  const widths = [a, b].map((type) => type.bits + (type.signed ? 0 : 1));
  if (widths[0] !== widths[1]) return Number(widths[0]) > Number(widths[1]) ? a : b;
  return b.signed ? a : b;
}

/** What a variable holds that something is assigned to: with Sun's D all 64 bits, whatever its type is. */
export function kept(value: bigint, type: IntegerType, dialect: Dialect): bigint {
  return register(dialect === 'oracle' ? truncate(value, type) : value);
}

export type Operator = (typeof operators)[number];
export const operators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'] as const;
export const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const;
export const connectives = ['&&', '||', '^^'] as const;

/** Oracle's remainder has the sign of the quotient, unless the compiler calculates it. */
function remainder(l: bigint, r: bigint, dialect: Dialect): bigint {
  const result = l % r;
  return dialect === 'oracle' && r < 0n ? -result : result;
}

const wrapping: Readonly<Record<string, (l: bigint, r: bigint) => bigint>> = {
  '+': (l, r) => l + r,
  '-': (l, r) => l - r,
  '*': (l, r) => l * r,
  '&': (l, r) => l & r,
  '|': (l, r) => l | r,
  '^': (l, r) => l ^ r,
  '/': (l, r) => l / r,
};

/** Undefined: the machine would fault, or the compiler refuse. */
export function binary(
  op: Operator,
  a: IntegerNode,
  b: IntegerNode,
  dialect: Dialect,
): IntegerNode | undefined {
  const constant = a.constant && b.constant;
  const text = `(${a.text} ${op} ${b.text})`;
  if (op === '<<' || op === '>>') {
    const count = b.value & 63n;
    // DTrace shifts constants to the right without their sign.
    const left = read(a.value, a.type.signed && !constant);
    const value = op === '<<' ? a.value << count : left >> count;
    return { text, type: a.type, value: register(value), constant };
  }
  const type = common(a.type, b.type);
  if ((op === '/' || op === '%') && b.value === 0n) return undefined;
  const l = read(a.value, type.signed);
  const r = read(b.value, type.signed);
  const value =
    wrapping[op]?.(l, r) ?? remainder(l, r, constant || !type.signed ? 'illumos' : dialect);
  return { text, type, value: register(value), constant };
}

const tests: Readonly<Record<string, (l: bigint, r: bigint) => boolean>> = {
  '==': (l, r) => l === r,
  '!=': (l, r) => l !== r,
  '<': (l, r) => l < r,
  '<=': (l, r) => l <= r,
  '>': (l, r) => l > r,
  '>=': (l, r) => l >= r,
  '&&': (l, r) => l !== 0n && r !== 0n,
  '||': (l, r) => l !== 0n || r !== 0n,
  '^^': (l, r) => (l !== 0n) !== (r !== 0n),
};

export function test(op: string, a: IntegerNode, b: IntegerNode): IntegerNode {
  const { signed } = common(a.type, b.type);
  const holds = tests[op]?.(read(a.value, signed), read(b.value, signed)) ?? false;
  return truth(`(${a.text} ${op} ${b.text})`, holds, a.constant && b.constant);
}

export function truth(text: string, holds: boolean, constant = false): IntegerNode {
  return { text, type: INT, value: holds ? 1n : 0n, constant };
}

/** `-` of an unsigned constant is cut to its type; the generator keeps away from that. */
export function unary(op: '-' | '~' | '!' | '+', a: IntegerNode): IntegerNode {
  if (op === '!') return { ...truth(`(!${a.text})`, a.value === 0n, a.constant) };
  const value = op === '-' ? -a.value : op === '~' ? ~a.value : a.value;
  return { ...a, text: `(${op}${a.text})`, value: register(value) };
}

export function cast(type: IntegerType, a: IntegerNode): IntegerNode {
  const text = `((${type.name})${a.text})`;
  return { text, type, value: register(truncate(a.value, type)), constant: a.constant };
}

export function conditional(c: IntegerNode, a: IntegerNode, b: IntegerNode): IntegerNode {
  const { value } = c.value !== 0n ? a : b;
  const text = `(${c.text} ? ${a.text} : ${b.text})`;
  return { text, type: common(a.type, b.type), value, constant: false };
}

/** Edges of all widths are as likely as anything between them. */
export function randomNumber(dice: Dice): bigint {
  const edge = 1n << BigInt(dice.pick([0, 7, 8, 15, 16, 31, 32, 63, 64]));
  if (dice.once(2)) return dice.pick([edge - 1n, edge, edge + 1n, -edge, 1n - edge]);
  return dice.word() >> BigInt(dice.below(64));
}

/** A constant that has exactly this value as a register. */
export function spellNumber(value: bigint): string {
  return `(long)0x${BigInt.asUintN(64, value).toString(16)}`;
}
