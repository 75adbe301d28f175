import type { Cast, Stringof } from '../../syntax/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import {
  integer,
  isInteger,
  isPointer,
  isScalar,
  isString,
  isStringLike,
  isVoid,
  resolve,
  sameType,
  type Type,
} from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { typeOfName } from '../declarations/index.ts';
import { describe, describeType } from '../describe.ts';
import { foldCast } from '../fold.ts';
import { type Checked, charactersType, isDynamic } from '../symbols.ts';
import { isZero, scalar, stringOf, textAt, toValue } from './convert.ts';
import { checkExpression } from './index.ts';

export function checkCast(cx: Context, node: Cast): Checked {
  const { span } = node;
  const type = typeOfName(cx, node.type);
  const operand = withinText(node, type, checkExpression(cx, node.operand));
  if (operand.type.kind === 'any' || type.kind === 'any') return errorNode(span);
  if (operand.kind === 'integer' && isInteger(type)) return { ...foldCast(operand, type), span };
  if (operand.type === charactersType && isScalar(type)) return charactersAs(cx, type, operand);
  if (!isCastable(type, operand)) {
    const types = `"${describeType(operand)}" to "${describe(type)}"`;
    return cx.operatorError('D_CAST_INVAL', span, `invalid cast expression: ${types}`);
  }
  if (isString(type)) return { ...textOf(cx, node, operand), span };
  return {
    kind: 'cast',
    operand: isVoid(type) ? toValue(cx, operand) : scalar(cx, operand),
    type,
    span,
  };
}

/** `(char *)(s + n)` of a string is where it lies: scripts have paths so that are pointers on Solaris. */
function withinText(node: Cast, type: Type, operand: Checked): Checked {
  const isPart = node.operand.kind === 'binary' && operand.kind === 'stringof';
  return isPart && resolve(type).kind === 'pointer' ? operand.operand : operand;
}

/** A pointer to characters that are made as a string is that string, and a number says if there is one. */
function charactersAs(cx: Context, type: Type, operand: Checked): Checked {
  const { span } = operand;
  if (isPointer(type)) return operand;
  const left = toValue(cx, operand);
  const right = { kind: 'string', value: '', type: left.type, span } as const;
  return { kind: 'comparison', operator: '!=', signed: false, left, right, type, span };
}

/** `(string)x`; with `(userland string)x`, characters in user memory. */
function textOf(cx: Context, { type: { specifiers } }: Cast, operand: Checked): TypedExpression {
  const isText = isString(operand.type) || isZero(operand);
  if (isText || !specifiers.qualifiers.includes('userland')) return stringOf(cx, operand);
  const type: Type = { kind: 'pointer', target: integer('char'), userland: true };
  return textAt(
    { kind: 'cast', operand: scalar(cx, operand), type, span: operand.span },
    operand.span,
  );
}

/** To the same type, between scalars, from arrays to pointers, to string, and of anything to void. */
function isCastable(to: Type, operand: Checked): boolean {
  const from = operand.type;
  if (isVoid(to)) return true;
  if (isDynamic(from)) return false;
  if (sameType(to, from)) return true;
  if (isString(to)) return isScalar(from) || isPointer(from) || isStringLike(from);
  if (!isScalar(to)) return false;
  const kind = resolve(from).kind;
  if (kind === 'array') return resolve(to).kind === 'pointer';
  return isScalar(from) || kind === 'function';
}

export function checkStringof(cx: Context, node: Stringof): Checked {
  const operand = checkExpression(cx, node.operand);
  const { type } = operand;
  const fits = isScalar(type) || isPointer(type) || isStringLike(type);
  if (isDynamic(type) || !fits) {
    return cx.operatorError(
      'D_STRINGOF_TYPE',
      node.span,
      `cannot apply stringof to a value of type ${describeType(operand)}`,
    );
  }
  const value = toValue(cx, operand);
  if (isString(type)) return { ...value, span: node.span };
  return textAt(value, node.span);
}
