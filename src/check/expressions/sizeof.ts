import type { Offsetof, SizeofExpression } from '../../syntax/index.ts';
import { findMember, integer, intrinsicTypedefs, resolve, sizeOf } from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { typeOfName } from '../declarations/index.ts';
import { type Checked, isUnvalued } from '../symbols.ts';
import { constant } from './convert.ts';
import { checkTarget } from './targets.ts';

const sizeType = intrinsicTypedefs.get('size_t') ?? integer('unsigned long');

export function checkSizeof(cx: Context, node: SizeofExpression): Checked {
  const { operand, span } = node;
  if (operand.kind === 'typename') {
    return sized(cx, sizeOf(typeOfName(cx, operand), cx.world.options.strsize), node, 'earlyError');
  }
  const checked = checkTarget(cx, operand);
  if (checked.type.kind === 'any') return errorNode(span);
  if (checked.kind === 'bits') {
    return cx.error('D_SIZEOF_BITFIELD', span, 'cannot apply sizeof to a bit-field');
  }
  return sized(cx, sizeOfValue(cx, checked), node, 'error');
}

function sizeOfValue(cx: Context, node: Checked): number {
  if (node.kind === 'string') return node.value.length + 1;
  return isUnvalued(node) && node.kind !== 'translated'
    ? 0
    : sizeOf(node.type, cx.world.options.strsize);
}

function sized(
  cx: Context,
  bytes: number,
  { span }: SizeofExpression,
  report: 'error' | 'earlyError',
): Checked {
  if (bytes > 0) return constant(BigInt(bytes), sizeType, span);
  return cx[report]('D_SIZEOF_TYPE', span, 'cannot apply sizeof to an operand of unknown size');
}

export function checkOffsetof(cx: Context, node: Offsetof): Checked {
  const { span } = node;
  const type = resolve(typeOfName(cx, node.type));
  if (type.kind === 'any') return errorNode(span);
  if ((type.kind !== 'struct' && type.kind !== 'union') || !type.layout) {
    return cx.earlyError(
      'D_OFFSETOF_TYPE',
      span,
      'offsetof operand must be a struct or union type',
    );
  }
  const member = findMember(type.layout, node.member);
  if (!member) {
    return cx.earlyError(
      'D_UNKNOWN',
      span,
      `failed to determine offset of ${node.member}: Member name not found`,
    );
  }
  if (member.bits > 0) {
    return cx.earlyError(
      'D_OFFSETOF_BITFIELD',
      span,
      `cannot take offset of a bit-field: ${node.member}`,
    );
  }
  return constant(BigInt(member.bitOffset / 8), integer('int'), span);
}
