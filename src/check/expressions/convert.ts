import type { Span } from '../../diag/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import {
  asValue,
  integer,
  isString,
  isStringLike,
  type Operand,
  resolve,
  sizeOf,
  stringType,
  type Type,
} from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { type Checked, isDynamic, isUnvalued } from '../symbols.ts';
import { addressOf } from './places.ts';
import { materialise } from './xlate.ts';

/** The constant zero stands for the null pointer and for the unset string. */
export function isZero(node: Checked): boolean {
  return node.kind === 'integer' && node.value === 0n;
}

export function operand(node: Checked): Operand {
  return { type: node.type, isZero: isZero(node) };
}

/** A positive integer constant, or undefined. */
export function positiveConstant(node: Checked): bigint | undefined {
  return node.kind === 'integer' && node.value > 0n ? node.value : undefined;
}

export function constant(value: bigint, type: Type, span: Span): TypedExpression {
  return { kind: 'integer', value: asValue(value, type), type, span };
}

const valuedCalls: Readonly<Record<string, string>> = {
  action: 'tracing function',
  aggregating: 'aggregating function',
};

/**
 * The value of an expression. What has none (an aggregation, a call of an action) is reported here,
 * after the operators have had their chance to say something better.
 */
export function toValue(cx: Context, node: Checked): TypedExpression {
  if (!isUnvalued(node)) return node;
  if (node.type.kind === 'any') return errorNode(node.span);
  if (node.kind === 'translated' && !isDynamic(node.type)) return materialise(cx, node);
  if (node.kind === 'aggregation' || node.kind === 'array' || node.kind === 'translated') {
    return cx.error('D_CG_DYN', node.span, 'expression cannot evaluate to result of dynamic type');
  }
  return cx.error(
    'D_CG_EXPR',
    node.span,
    `${valuedCalls[node.kind]} ${node.name}( ) may not be called from a D expression (D program context required)`,
  );
}

/** The value as a string: what is a pointer to characters is read. */
export function stringOf(cx: Context, node: Checked): TypedExpression {
  const value = toValue(cx, node);
  if (isString(value.type)) return value;
  if (isZero(value)) return { kind: 'string', value: '', type: stringType, span: node.span };
  return textAt(value, node.span);
}

/** Characters read as a string. An array's end with it, with a zero or without. */
export function textAt(node: TypedExpression, span: Span): TypedExpression {
  const type = resolve(node.type);
  // An array of one is C's old way to say that any number of characters follow.
  const limit = type.kind === 'array' && (type.count ?? 0) > 1 ? type.count : undefined;
  const operand = decay(node);
  return { kind: 'stringof', operand, ...(limit ? { limit } : {}), type: stringType, span };
}

/** The value as a key or operand of the given type: strings are read from pointers. */
export function convertTo(cx: Context, node: Checked, type: Type): TypedExpression {
  const { kind } = resolve(type);
  if (kind === 'string') return stringOf(cx, node);
  if (kind === 'array') return toValue(cx, node);
  return asPointer(cx, decay(toValue(cx, node)), type);
}

/** A value where a pointer is wanted: that of a D string is the address of its characters. */
function asPointer(cx: Context, value: TypedExpression, type: Type): TypedExpression {
  if (resolve(type).kind !== 'pointer') return value;
  if (isString(value.type)) return { kind: 'address', of: value, type, span: value.span };
  return scalar(cx, value);
}

/** An address or a number, also where arrays may stand. */
export function scalar(cx: Context, node: Checked): TypedExpression {
  return decay(toValue(cx, node));
}

/** As an argument: a null pointer is not the empty string, but faults when it is read. */
export function convertArgument(cx: Context, node: Checked, type: Type): TypedExpression {
  const value = toValue(cx, node);
  if (isString(value.type) && isStringLike(type)) return value;
  if (type.kind === 'any' || !isStringLike(type)) return asPointer(cx, decay(value), type);
  if (isZero(value)) return value;
  return textAt(value, node.span);
}

/** An array in memory becomes the address of its first element, a function its own. */
export function decay(node: TypedExpression): TypedExpression {
  const type = resolve(node.type);
  if (type.kind === 'function')
    return addressOf(node, node.span, { kind: 'pointer', target: node.type });
  if (type.kind !== 'array') return node;
  return addressOf(node, node.span, { kind: 'pointer', target: type.element });
}

/** `address + count elements`, with the type given. */
export function offsetBy(
  cx: Context,
  base: TypedExpression,
  count: TypedExpression,
  element: Type,
  type: Type,
  operator: '+' | '-' = '+',
): TypedExpression {
  const size = BigInt(sizeOf(element, cx.world.options.strsize));
  return {
    kind: 'arithmetic',
    operator,
    left: base,
    right: scale(count, size),
    type,
    span: base.span,
  };
}

function scale(count: TypedExpression, size: bigint): TypedExpression {
  const type = integer('long');
  if (count.kind === 'integer') return { ...count, value: count.value * size, type };
  if (size === 1n) return count;
  const right = constant(size, type, count.span);
  return { kind: 'arithmetic', operator: '*', left: count, right, type, span: count.span };
}
