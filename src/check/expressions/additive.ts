import type { Span } from '../../diag/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import {
  commonPointer,
  integer,
  intrinsicTypedefs,
  isInteger,
  isPointer,
  isString,
  isUnsizedPointer,
  pointedTo,
  promote,
  resolve,
  sizeOf,
  type Type,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describeType } from '../describe.ts';
import { type Checked, isDynamic } from '../symbols.ts';
import { constant, convertTo, offsetBy, operand, scalar, toValue } from './convert.ts';
import { substringAt } from './places.ts';

/** `+` and `-` on integers and pointers. */
export function checkAdditive(
  cx: Context,
  operator: '+' | '-',
  left: Checked,
  right: Checked,
  span: Span,
): Checked {
  if (isInteger(left.type) && isInteger(right.type)) {
    const type = promote(left.type, right.type);
    return {
      kind: 'arithmetic',
      operator,
      left: toValue(cx, left),
      right: toValue(cx, right),
      type,
      span,
    };
  }
  return addPointers(cx, operator, left, right, span);
}

/** Pointer and integer, integer and pointer, or the distance of two pointers. */
export function addPointers(
  cx: Context,
  operator: '+' | '-',
  left: Checked,
  right: Checked,
  span: Span,
): Checked {
  if (isSizedPointer(left) && isInteger(right.type)) return move(cx, operator, left, right, span);
  if (isSizedPointer(right) && isInteger(left.type) && operator === '+') {
    return move(cx, operator, right, left, span);
  }
  if (operator === '-' && isSizedPointer(left) && isSizedPointer(right)) {
    if (commonPointer(operand(left), operand(right))) return distance(cx, left, right, span);
  }
  return incompatible(cx, operator, left, right, span);
}

function isSizedPointer(node: Checked): boolean {
  if (isDynamic(node.type)) return false;
  return isString(node.type) || (isPointer(node.type) && !isUnsizedPointer(node.type));
}

export function incompatible(
  cx: Context,
  operator: string,
  left: Checked,
  right: Checked,
  span: Span,
): Checked {
  const types = `"${describeType(left)}" ${operator} "${describeType(right)}"`;
  return cx.operatorError('D_OP_INCOMPAT', span, `operands have incompatible types: ${types}`);
}

function move(
  cx: Context,
  operator: '+' | '-',
  pointer: Checked,
  count: Checked,
  span: Span,
): Checked {
  const element = pointedTo(pointer.type);
  if (isOutside(cx, pointer, count, span)) return { ...toValue(cx, pointer), span };
  if (!element)
    return substringAt(cx, { ...toValue(cx, pointer), span }, toValue(cx, count), operator);
  const base = scalar(cx, pointer);
  const steps = bounded(cx, pointer, toValue(cx, count));
  return { ...offsetBy(cx, base, steps, element, base.type, operator), span };
}

/** Oracle's D checks the index of an array in kernel memory too; the Guide's leaves it to the load. */
function bounded(cx: Context, array: Checked, index: TypedExpression): TypedExpression {
  const type = resolve(array.type);
  const count = type.kind === 'array' ? (type.count ?? 0) : 0;
  if (count <= 1 || index.kind === 'integer' || cx.world.options.dialect !== 'oracle') return index;
  return { kind: 'bounded', index, count, type: index.type, span: index.span };
}

/** In Oracle's D, a constant index beyond a declared array; those of one element may stand for more. */
export function isOutside(cx: Context, pointer: Checked, count: Checked, span: Span): boolean {
  const type = resolve(pointer.type);
  if (cx.world.options.dialect !== 'oracle') return false;
  if (type.kind !== 'array' || count.kind !== 'integer' || pointer.kind === 'element') return false;
  const limit = type.count ?? 0;
  const index = BigInt.asUintN(64, count.value);
  if (limit <= 1 || index < BigInt(limit)) return false;
  cx.operatorError('D_ARR_BOUNDS', span, `index outside array bounds: ${index}, max is ${limit}`);
  return true;
}

function distance(cx: Context, left: Checked, right: Checked, span: Span): Checked {
  const type = intrinsicTypedefs.get('ptrdiff_t') ?? integer('long');
  const element = pointedTo(left.type) ?? integer('char');
  const address: Type = { kind: 'pointer', target: element };
  const bytes = {
    kind: 'arithmetic',
    operator: '-',
    left: convertTo(cx, left, address),
    right: convertTo(cx, right, address),
    type,
    span,
  } as const;
  const size = BigInt(sizeOf(element, cx.world.options.strsize));
  if (size <= 1n) return bytes;
  return {
    kind: 'arithmetic',
    operator: '/',
    left: bytes,
    right: constant(size, type, span),
    type,
    span,
  };
}
