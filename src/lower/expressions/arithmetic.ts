import { type AluOp, type Arg, imm, type VReg } from '../../ir/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import type { ClauseGen } from '../gen.ts';
import { isSigned } from '../layout.ts';
import { lowerInteger } from './index.ts';

type Arithmetic = Extract<TypedExpression, { kind: 'arithmetic' }>;
export type ArithmeticOperator = Arithmetic['operator'];

const simple = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
  '<<': 'lsh',
} as const satisfies Partial<Record<ArithmeticOperator, AluOp>>;

export function lowerArithmetic(g: ClauseGen, e: Arithmetic): VReg {
  const left = lowerInteger(g, e.left);
  const right: Arg = e.right.kind === 'integer' ? imm(e.right.value) : lowerInteger(g, e.right);
  const signed = e.operator === '>>' ? isSigned(e.left.type) : isSigned(e.type);
  return arithmetic(g, e.operator, signed, left, right);
}

/** One operation on 64 bits; `signed` rules division and right shift. */
export function arithmetic(
  g: ClauseGen,
  operator: ArithmeticOperator,
  signed: boolean,
  left: VReg,
  right: Arg,
): VReg {
  if (operator === '/' || operator === '%') return divide(g, operator, signed, left, right);
  if (operator === '>>') return g.b.alu(signed ? 'arsh' : 'rsh', left, right);
  return g.b.alu(simple[operator], left, right);
}

function divide(g: ClauseGen, operator: '/' | '%', signed: boolean, left: VReg, right: Arg): VReg {
  const { b } = g;
  const alu = operator === '/' ? 'div' : 'mod';
  if (typeof right !== 'object') b.when('eq', right, imm(0), () => g.fault('divideByZero'));
  if (!signed) return b.alu(alu, left, right);
  return signedDivide(g, alu, left, right);
}

/**
 * Before cpu v4 (Linux 6.6) BPF divides unsigned only, so: divide the magnitudes, then give the
 * quotient the sign of both and the remainder that of the dividend. Oracle's gives the remainder
 * the quotient's sign too. INT64_MIN / −1 wraps.
 */
function signedDivide(g: ClauseGen, alu: 'div' | 'mod', left: VReg, right: Arg): VReg {
  const { b } = g;
  const divisor = typeof right === 'object' ? imm(abs(right.imm)) : magnitude(g, right);
  const result = b.copy(b.alu(alu, magnitude(g, left), divisor));
  let sign = left;
  const bySigns = alu === 'div' || g.options.dialect === 'oracle';
  if (bySigns && (typeof right !== 'object' || right.imm < 0n)) sign = b.alu('xor', left, right);
  b.when('slt', sign, imm(0), () => b.assign(result, b.negate(result)));
  return result;
}

function magnitude(g: ClauseGen, value: VReg): VReg {
  const result = g.b.copy(value);
  g.b.when('slt', result, imm(0), () => g.b.assign(result, g.b.negate(result)));
  return result;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}
