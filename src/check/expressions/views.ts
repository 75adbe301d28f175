import type { Member } from '../../syntax/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { pointedTo, type StructType, sameType, type Type } from '../../types/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { translated } from '../translators.ts';
import { toValue } from './convert.ts';
import { addressOf } from './places.ts';
import { checkTranslatedMember } from './xlate.ts';

/**
 * A member that a struct has for scripts that know Solaris: `curthread->t_procp`. Libraries give it by a
 * translator from a pointer to the struct, either to the struct itself or to one that no program names.
 * Undefined: it has no such member.
 */
export function checkViewedMember(
  cx: Context,
  object: Checked,
  type: StructType,
  node: Member,
): Checked | undefined {
  if (cx.world.options.solaris === false) return undefined;
  const view = cx.translators.find(
    (t) => t.isView && t.members.has(node.name) && isPointerTo(t.input, type),
  );
  const input = view && pointerTo(toValue(cx, object), view.input, node);
  if (!view || !input) return undefined;
  const pointer = translated(view, input, view.input, node.span);
  return checkTranslatedMember(cx, pointer, { ...node, operator: '->' });
}

function isPointerTo(pointer: Type, type: Type): boolean {
  const target = pointedTo(pointer);
  return target !== undefined && sameType(target, type);
}

/** What is left of the operator, as a pointer; undefined if it does not lie in memory. */
function pointerTo(object: TypedExpression, type: Type, node: Member): TypedExpression | undefined {
  if (node.operator === '->') return object;
  if (object.kind === 'load') return addressOf(object, node.span, type);
  if (object.kind !== 'comma') return undefined;
  const before = object.expressions.slice(0, -1);
  const last = object.expressions.at(-1);
  const address = last && pointerTo(last, type, node);
  return address && { ...object, expressions: [...before, address], type };
}
