import type { Member } from '../../syntax/index.ts';
import { findMember, resolve, type StructType, type Type } from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { describe } from '../describe.ts';
import { type Checked, isUnvalued } from '../symbols.ts';
import { toValue } from './convert.ts';
import { read } from './identifiers.ts';
import { checkExpression } from './index.ts';
import { memberAt, memberOf } from './places.ts';
import { checkScopedName, isScopedName } from './scoped.ts';
import { checkViewedMember } from './views.ts';
import { checkTranslatedMember } from './xlate.ts';

/** `self->x`, `this->x`, `s.m` and `p->m`. */
export function checkMember(cx: Context, node: Member): Checked {
  if (isScopedName(node)) return read(cx, checkScopedName(cx, node));
  const { operator, span } = node;
  const object = checkExpression(cx, node.object);
  if (object.type.kind === 'any') return errorNode(span);
  if (object.kind === 'translated') return checkTranslatedMember(cx, object, node);
  const type = structOf(cx, object, node);
  if (!type) return errorNode(span);
  const seen = checkViewedMember(cx, object, type, node);
  if (seen) return seen;
  const member = type.layout && findMember(type.layout, node.name);
  if (!member) {
    return cx.error('D_TYPE_MEMBER', span, `${node.name} is not a member of ${describe(type)}`);
  }
  const value = toValue(cx, object);
  return operator === '->' ? memberAt(value, member, span) : memberOf(value, member, span);
}

/** The complete struct or union on the left, or undefined after a report. */
function structOf(cx: Context, object: Checked, node: Member): StructType | undefined {
  const { operator, span } = node;
  const left = isUnvalued(object) ? undefined : resolve(object.type);
  if (operator === '->' && left?.kind !== 'pointer') {
    cx.error('D_OP_PTR', span, 'operator -> must be applied to a pointer');
    return undefined;
  }
  const type = complete(
    cx,
    left?.kind === 'pointer' && operator === '->' ? left.target : object.type,
  );
  if (type.kind !== 'struct' && type.kind !== 'union') {
    cx.error('D_OP_SOU', span, `operator ${operator} cannot be ${notStruct(operator, type)}`);
    return undefined;
  }
  if (type.layout) return type;
  cx.error(
    'D_OP_INCOMPLETE',
    span,
    `operator ${operator} cannot be applied to a forward declaration: no ${describe(type)} definition is available`,
  );
  return undefined;
}

function notStruct(operator: string, type: Type): string {
  return operator === '->'
    ? `applied to pointer to type "${describe(type)}"; must be applied to a struct or union pointer`
    : `applied to type "${describe(type)}"; must be applied to a struct or union`;
}

/** A struct that was only named when the type was written down may have its members by now. */
function complete(cx: Context, type: Type): Type {
  const t = resolve(type);
  if ((t.kind !== 'struct' && t.kind !== 'union') || t.layout) return t;
  const name = `${t.kind} ${t.name}`;
  return cx.types.get(name) ?? cx.world.types(name, '') ?? t;
}
