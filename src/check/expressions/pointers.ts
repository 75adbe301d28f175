import type { Span } from '../../diag/index.ts';
import type { Unary } from '../../syntax/index.ts';
import { integer, isString, pointedTo, resolve, type Type } from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { type Checked, isDynamic, isUnvalued } from '../symbols.ts';
import { constant, scalar } from './convert.ts';
import { isLvalue } from './lvalues.ts';
import { addressOf, isPlace, isValueArray, itemOf } from './places.ts';
import { checkTarget } from './targets.ts';

/** `*p`: a checked load. */
export function dereference(cx: Context, node: Checked, span: Span): Checked {
  if (node.type.kind === 'any') return errorNode(span);
  if (node.kind === 'translated' && isDynamic(node.type)) {
    return { ...node, type: node.translator.output, span };
  }
  if (isString(node.type) || isValueArray(node)) {
    return itemOf(cx, node, constant(0n, integer('int'), span), span) ?? errorNode(span);
  }
  const target = pointedTo(node.type);
  if (!target) {
    return cx.error('D_DEREF_NONPTR', span, 'cannot dereference non-pointer type');
  }
  const kind = resolve(target).kind;
  if (kind === 'void') return cx.error('D_DEREF_VOID', span, 'cannot dereference pointer to void');
  if (kind === 'function') {
    return cx.error('D_DEREF_FUNC', span, 'cannot dereference pointer to function');
  }
  if (isIncomplete(target)) cx.unsupported(span, 'values of incomplete types are');
  return { kind: 'load', address: scalar(cx, node), type: target, span };
}

/** Also a builtin's type of which this kernel says nothing. */
function isIncomplete(type: Type): boolean {
  const target = resolve(type);
  return target.kind === 'any' || ('layout' in target && !target.layout);
}

/** `&x`: of memory only; D variables have no address. */
export function checkAddressOf(cx: Context, node: Unary): Checked {
  const { span } = node;
  const operand = checkTarget(cx, node.operand);
  if (operand.type.kind === 'any') return operand;
  if (isVariable(operand)) {
    return cx.error('D_ADDROF_VAR', span, 'cannot take address of dynamic variable');
  }
  if (isUnvalued(operand) && isDynamic(operand.type)) {
    return cx.error('D_ADDROF_VAR', span, 'cannot take address of dynamic object');
  }
  if (operand.kind === 'bits') {
    return cx.error('D_ADDROF_BITFIELD', span, 'cannot take address of bit-field');
  }
  if (isUnvalued(operand) || !isPlace(operand) || !isLvalue(operand)) {
    return cx.error('D_ADDROF_LVAL', span, 'unacceptable operand for unary & operator');
  }
  return addressOf(operand, span, { kind: 'pointer', target: operand.type });
}

function isVariable(node: Checked): boolean {
  return ['variable', 'element', 'builtin', 'aggregation', 'array'].includes(node.kind);
}
