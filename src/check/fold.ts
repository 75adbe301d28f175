import type { BinaryOperator } from '../syntax/index.ts';
import type { TypedExpression } from '../typed/index.ts';
import {
  asValue,
  integer,
  integerOf,
  isSigned,
  promote,
  type Type,
  truncate,
} from '../types/index.ts';

/*
 * Arithmetic on constants, as DTrace does it while it parses: on 64 bits, whatever the types are;
 * the type only says how the bits are read.
 */

type Constant = TypedExpression & { readonly kind: 'integer' };

export function foldUnary(operator: '!' | '~' | '-' | '+', operand: Constant): Constant {
  const { value, type } = operand;
  switch (operator) {
    case '+':
      return operand;
    case '!':
      return { ...operand, value: value === 0n ? 1n : 0n };
    case '~':
      return { ...operand, value: asValue(~value, type) };
    case '-':
      return { ...operand, value: isSigned(type) ? asValue(-value, type) : truncate(-value, type) };
  }
}

type Fold = (left: bigint, right: bigint) => bigint;

const arithmetic: Partial<Record<BinaryOperator, Fold>> = {
  '+': (l, r) => l + r,
  '-': (l, r) => l - r,
  '*': (l, r) => l * r,
  '/': (l, r) => l / r,
  '%': (l, r) => l % r,
  '&': (l, r) => l & r,
  '|': (l, r) => l | r,
  '^': (l, r) => l ^ r,
};

const truth = (test: boolean): bigint => (test ? 1n : 0n);

const comparisons: Partial<Record<BinaryOperator, Fold>> = {
  '==': (l, r) => truth(l === r),
  '!=': (l, r) => truth(l !== r),
  '<': (l, r) => truth(l < r),
  '<=': (l, r) => truth(l <= r),
  '>': (l, r) => truth(l > r),
  '>=': (l, r) => truth(l >= r),
  '&&': (l, r) => truth(l !== 0n && r !== 0n),
  '||': (l, r) => truth(l !== 0n || r !== 0n),
  '^^': (l, r) => truth((l !== 0n) !== (r !== 0n)),
};

/** Shift counts are taken modulo 64, as the machine does. Right shifts of constants are logical. */
const shifts: Partial<Record<BinaryOperator, Fold>> = {
  '<<': (l, r) => l << (r & 63n),
  '>>': (l, r) => BigInt.asUintN(64, l) >> (r & 63n),
};

/** The value of an operator on two constants; the divisor is not zero. */
export function foldBinary(operator: BinaryOperator, left: Constant, right: Constant): Constant {
  const shift = shifts[operator];
  if (shift) return result(left, shift(left.value, right.value), left.type);
  const type = promote(left.type, right.type);
  const l = asValue(left.value, type);
  const r = asValue(right.value, type);
  const calculate = arithmetic[operator];
  if (calculate) return result(left, calculate(l, r), type);
  return result(left, comparisons[operator]?.(l, r) ?? 0n, integer('int'));
}

function result(from: Constant, value: bigint, type: Type): Constant {
  return { ...from, value: asValue(value, type), type };
}

/** A cast of a constant to an integer type. A cast to a wider type of the same sign changes nothing. */
export function foldCast(operand: Constant, type: Type): Constant {
  const to = integerOf(type);
  const from = integerOf(operand.type);
  const keeps = to.bytes === 8 || (to.bytes > from.bytes && (to.signed || !from.signed));
  const value = keeps ? operand.value : truncate(operand.value, type);
  return { ...operand, value: asValue(value, type), type };
}
