import type { AluOp, Condition } from '../ir.ts';

/** BPF arithmetic on constants. Values are signed 64-bit bigints, as in immediates. */

function signed(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function unsigned(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

/** Division by zero gives 0, the remainder the dividend, as the kernel defines them. */
const ALU: Readonly<Record<AluOp, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => (b === 0n ? 0n : unsigned(a) / unsigned(b)),
  mod: (a, b) => (b === 0n ? a : unsigned(a) % unsigned(b)),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  lsh: (a, b) => a << (b & 63n),
  rsh: (a, b) => unsigned(a) >> (b & 63n),
  arsh: (a, b) => a >> (b & 63n),
};

const CONDITION: Readonly<Record<Condition, (a: bigint, b: bigint) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => unsigned(a) > unsigned(b),
  ge: (a, b) => unsigned(a) >= unsigned(b),
  lt: (a, b) => unsigned(a) < unsigned(b),
  le: (a, b) => unsigned(a) <= unsigned(b),
  sgt: (a, b) => a > b,
  sge: (a, b) => a >= b,
  slt: (a, b) => a < b,
  sle: (a, b) => a <= b,
  set: (a, b) => (a & b) !== 0n,
};

/** The condition that holds for (b, a) when the given one holds for (a, b). */
export const MIRRORED: Readonly<Record<Condition, Condition>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'lt',
  ge: 'le',
  lt: 'gt',
  le: 'ge',
  sgt: 'slt',
  sge: 'sle',
  slt: 'sgt',
  sle: 'sge',
  set: 'set',
};

/** The opposite condition; `set` has none. */
export const INVERTED: Readonly<Partial<Record<Condition, Condition>>> = {
  eq: 'ne',
  ne: 'eq',
  gt: 'le',
  ge: 'lt',
  lt: 'ge',
  le: 'gt',
  sgt: 'sle',
  sge: 'slt',
  slt: 'sge',
  sle: 'sgt',
};

export const COMMUTATIVE: ReadonlySet<AluOp> = new Set(['add', 'mul', 'and', 'or', 'xor']);

export function evaluateAlu(alu: AluOp, a: bigint, b: bigint): bigint {
  return signed(ALU[alu](signed(a), signed(b)));
}

export function evaluateCondition(condition: Condition, a: bigint, b: bigint): boolean {
  return CONDITION[condition](signed(a), signed(b));
}

export function evaluateExtend(bytes: 1 | 2 | 4, isSigned: boolean, value: bigint): bigint {
  return isSigned ? BigInt.asIntN(bytes * 8, value) : BigInt.asUintN(bytes * 8, value);
}

export function evaluateSwap(bytes: 2 | 4 | 8, value: bigint): bigint {
  let result = 0n;
  for (let i = 0n; i < BigInt(bytes); i++) result = (result << 8n) | ((value >> (i * 8n)) & 0xffn);
  return signed(result);
}

/** n if the value is 2 to the n. */
export function log2(value: bigint): bigint | undefined {
  const bits = unsigned(value);
  if (bits === 0n || (bits & (bits - 1n)) !== 0n) return undefined;
  return BigInt(bits.toString(2).length - 1);
}
