import type { Binary, BinaryOperator, ComparisonOperator, Expression } from '../../syntax/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import {
  commonPointer,
  integer,
  isInteger,
  isSigned,
  isString,
  isStringLike,
  isStruct,
  promote,
  resolve,
  sameType,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describe, kindOfName } from '../describe.ts';
import { type Checked, isDynamic } from '../symbols.ts';
import { incompatible } from './additive.ts';
import { foldConstants } from './binary.ts';
import { isZero, operand, scalar, stringOf } from './convert.ts';
import { checkExpression } from './index.ts';
import { addressOf } from './places.ts';

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

export function isComparison(operator: BinaryOperator): operator is ComparisonOperator {
  return comparisons.has(operator);
}

export function checkComparison(
  cx: Context,
  operator: ComparisonOperator,
  left: Checked,
  node: Binary,
): Checked {
  const { span } = node;
  const right = enumerator(cx, operator, left, node.right) ?? checkExpression(cx, node.right);
  const folded = foldConstants(cx, operator, left, right, span);
  if (folded) return folded;
  if (!areComparable(left, right)) return incompatible(cx, operator, left, right, span);
  const strings = [left, right].some((side) => resolve(side.type).kind === 'string');
  const value = (side: Checked): TypedExpression =>
    strings && !isZero(side) ? stringOf(cx, side) : addressOfStruct(scalar(cx, side));
  return {
    kind: 'comparison',
    operator,
    signed: isSignedComparison(left, right),
    left: value(left),
    right: value(right),
    type: integer('int'),
    span,
  };
}

/** Structs of one type may be compared, as places: libdtrace's code compares where they lie. */
function addressOfStruct(value: TypedExpression): TypedExpression {
  if (!isStruct(value.type)) return value;
  return addressOf(value, value.span, { kind: 'pointer', target: value.type });
}

/** `e == TAG` finds TAG among the enumerators of e's type. */
function enumerator(
  cx: Context,
  operator: string,
  left: Checked,
  right: Expression,
): Checked | undefined {
  const type = resolve(left.type);
  if (type.kind !== 'enum' || right.kind !== 'identifier' || right.module) return undefined;
  const found = type.enumerators?.find((e) => e.name === right.name);
  if (!found) return undefined;
  const kind =
    cx.globals.get(right.name)?.kind === 'constant' ? undefined : kindOfName(cx, right.name);
  if (kind !== undefined) {
    return cx.operatorError(
      'D_IDENT_AMBIG',
      right.span,
      `ambiguous use of operator ${operator}: ${right.name} is both a ${describe(left.type)} enum tag and a global ${kind}`,
    );
  }
  return { kind: 'integer', value: found.value, type: left.type, span: right.span };
}

function areComparable(left: Checked, right: Checked): boolean {
  if (isDynamic(left.type) || isDynamic(right.type)) return false;
  if (sameType(left.type, right.type)) return true;
  if (isInteger(left.type) && isInteger(right.type)) return true;
  if (isStringLike(left.type) && isStringLike(right.type)) {
    if (isString(left.type) || isString(right.type)) return true;
  }
  return commonPointer(operand(left), operand(right)) !== undefined;
}

/** Pointers compare as unsigned numbers. */
function isSignedComparison(left: Checked, right: Checked): boolean {
  if (!isInteger(left.type) || !isInteger(right.type)) return false;
  return isSigned(promote(left.type, right.type));
}
