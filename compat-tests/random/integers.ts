/**
 * Integers of D as the Dynamic Tracing Guide has them, calculated here and nowhere else: an operand is
 * 64 bits in a register, its type says how they are read. Nothing of the compiler is used.
 */
export interface IntegerType {
  readonly name: string;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
}

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
});

export const INT = row('int', 4, true);
export const LONG = row('long', 8, true);

export const integerTypes: readonly IntegerType[] = [
  row('char', 1, true),
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
  const bits = type.bytes * 8;
  return type.signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

function read(value: bigint, signed: boolean): bigint {
  return signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
}

/** The wider type; of equally wide ones the unsigned one. D promotes nothing to int. */
export function common(a: IntegerType, b: IntegerType): IntegerType {
  if (a.bytes !== b.bytes) return a.bytes > b.bytes ? a : b;
  return b.signed ? a : b;
}

export type Operator = (typeof operators)[number];
export const operators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'] as const;
export const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const;
export const connectives = ['&&', '||', '^^'] as const;

const wrapping: Readonly<Record<string, (l: bigint, r: bigint) => bigint>> = {
  '+': (l, r) => l + r,
  '-': (l, r) => l - r,
  '*': (l, r) => l * r,
  '&': (l, r) => l & r,
  '|': (l, r) => l | r,
  '^': (l, r) => l ^ r,
  '/': (l, r) => l / r,
  '%': (l, r) => l % r,
};

/** Undefined: the machine would fault, or the compiler refuse. */
export function binary(op: Operator, a: IntegerNode, b: IntegerNode): IntegerNode | undefined {
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
  const value = wrapping[op]?.(read(a.value, type.signed), read(b.value, type.signed)) ?? 0n;
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
