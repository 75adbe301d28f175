import type { Span } from '../../diag/index.ts';
import type {
  ArithmeticOperator,
  Binary,
  BinaryOperator,
  LogicalOperator,
} from '../../syntax/index.ts';
import { integer, isInteger, isScalar, promote, type Type } from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { foldBinary } from '../fold.ts';
import { lookahead } from '../lines.ts';
import type { Checked } from '../symbols.ts';
import { checkAdditive } from './additive.ts';
import { checkComparison, isComparison } from './comparison.ts';
import { isZero, toValue } from './convert.ts';
import { checkExpression } from './index.ts';

export function checkBinary(cx: Context, node: Binary): Checked {
  const { operator, span } = node;
  const left = checkExpression(cx, node.left);
  if (isComparison(operator)) return checkComparison(cx, operator, left, node);
  const right = checkExpression(cx, node.right);
  const folded = foldConstants(cx, operator, left, right, span);
  if (folded) return folded;
  return isLogical(operator)
    ? checkLogical(cx, operator, left, right, span)
    : checkArithmetic(cx, operator, left, right, span);
}

function isLogical(operator: BinaryOperator): operator is LogicalOperator {
  return operator === '&&' || operator === '||' || operator === '^^';
}

/** The constant that an operator on two constants makes; undefined if they are none. */
export function foldConstants(
  cx: Context,
  operator: BinaryOperator,
  left: Checked,
  right: Checked,
  span: Span,
): Checked | undefined {
  if (dividesByZero(cx, operator, right, span)) return errorNode(span);
  if (left.kind !== 'integer' || right.kind !== 'integer') return undefined;
  if (left.type.kind === 'any' || right.type.kind === 'any') return undefined;
  return { ...foldBinary(operator, left, right), span };
}

/** A divisor that is constant zero is reported, whatever is divided. */
export function dividesByZero(
  cx: Context,
  operator: BinaryOperator | undefined,
  right: Checked,
  span: Span,
): boolean {
  const divides = operator === '/' || operator === '%';
  if (!divides || !isZero(right) || right.type.kind === 'any') return false;
  cx.earlyError('D_DIV_ZERO', lookahead(span), 'expression contains division by zero');
  return true;
}

function checkLogical(
  cx: Context,
  operator: LogicalOperator,
  left: Checked,
  right: Checked,
  span: Span,
): Checked {
  if (!isScalar(left.type) || !isScalar(right.type)) {
    return cx.operatorError(
      'D_OP_SCALAR',
      span,
      `operator ${operator} requires operands of scalar type`,
    );
  }
  const operands = { left: toValue(cx, left), right: toValue(cx, right) };
  return { kind: 'logical', operator, ...operands, type: integer('int'), span };
}

/** What an operator asks of its operands; + and - have rules of their own. */
const needs = {
  '*': { tag: 'D_OP_ARITH', words: 'arithmetic' },
  '/': { tag: 'D_OP_ARITH', words: 'arithmetic' },
  '%': { tag: 'D_OP_INT', words: 'integral' },
  '&': { tag: 'D_OP_INT', words: 'integral' },
  '|': { tag: 'D_OP_INT', words: 'integral' },
  '^': { tag: 'D_OP_INT', words: 'integral' },
  '<<': { tag: 'D_OP_INT', words: 'integral' },
  '>>': { tag: 'D_OP_INT', words: 'integral' },
} as const;

function checkArithmetic(
  cx: Context,
  operator: ArithmeticOperator,
  left: Checked,
  right: Checked,
  span: Span,
): Checked {
  if (operator === '+' || operator === '-') return checkAdditive(cx, operator, left, right, span);
  if (!checkIntegers(cx, operator, left, right, span)) return errorNode(span);
  return {
    kind: 'arithmetic',
    operator,
    left: toValue(cx, left),
    right: toValue(cx, right),
    type: resultType(operator, left.type, right.type),
    span,
  };
}

/** Reports operands that are not integers. `sign`: as the message writes the operator. */
export function checkIntegers(
  cx: Context,
  operator: Exclude<ArithmeticOperator, '+' | '-'>,
  left: Checked,
  right: Checked,
  span: Span,
  sign: string = operator,
): boolean {
  if (isInteger(left.type) && isInteger(right.type)) return true;
  const { tag, words } = needs[operator];
  cx.operatorError(tag, span, `operator ${sign} requires operands of ${words} type`);
  return false;
}

function resultType(operator: ArithmeticOperator, left: Type, right: Type): Type {
  return operator === '<<' || operator === '>>' ? left : promote(left, right);
}
