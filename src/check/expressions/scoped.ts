import type { Expression, Identifier, Member } from '../../syntax/index.ts';
import type { Context } from '../context.ts';
import { scopeNames } from '../describe.ts';
import { newVariable } from '../scopes.ts';
import { type Checked, dynamicType } from '../symbols.ts';
import { symbolOf, variable } from './identifiers.ts';

/** `self->x` or `this->x`. */
export interface ScopedName extends Member {
  readonly object: Identifier;
}

export function isScopedName(node: Expression): node is ScopedName {
  return (
    node.kind === 'member' &&
    node.operator === '->' &&
    node.object.kind === 'identifier' &&
    node.object.module === undefined &&
    scopeNames.has(node.object.name)
  );
}

/** The variable itself, made if it is new: whether it is read is not known yet. */
export function checkScopedName(cx: Context, node: ScopedName): Checked {
  const scope = node.object.name === 'self' ? 'self' : 'this';
  const symbol = symbolOf(cx, scope, node.name) ?? newVariable(cx, scope, node.name);
  if (symbol.array) return { kind: 'array', variable: symbol, type: dynamicType, span: node.span };
  return variable(symbol, node.span);
}
