import { assertNever } from '../diag/index.ts';
import type { TypedClause, TypedExpression, TypedFiring, TypedStatement } from './typed.ts';

/** The expressions directly inside one. */
export function children(e: TypedExpression): readonly TypedExpression[] {
  switch (e.kind) {
    case 'integer':
    case 'string':
    case 'variable':
    case 'stack':
    case 'published':
      return [];
    case 'builtin':
      return e.index ? [e.index] : [];
    case 'element':
      return e.keys;
    case 'negate':
    case 'complement':
    case 'not':
    case 'cast':
    case 'stringof':
      return [e.operand];
    case 'arithmetic':
    case 'comparison':
    case 'logical':
      return [e.left, e.right];
    case 'conditional':
      return [e.condition, e.consequent, e.alternate];
    case 'assignment':
      return [e.target, e.value];
    case 'update':
      return [e.target];
    case 'call':
      return e.args;
    case 'comma':
      return e.expressions;
    case 'load':
    case 'symbol':
      return [e.address];
    case 'member':
      return [e.object];
    case 'item':
    case 'character':
      return [e.object, e.index];
    case 'bits':
      return [e.storage];
    case 'address':
      return [e.of];
    case 'bounded':
      return [e.index];
    case 'structure':
      return e.parts.map((part) => part.value);
    default:
      return assertNever(e);
  }
}

/** The expressions directly inside a statement. */
export function statementExpressions(s: TypedStatement): readonly TypedExpression[] {
  switch (s.kind) {
    case 'expression':
      return [s.expression];
    case 'record':
      return s.args;
    case 'aggregate':
      return [...s.keys, s.value, s.increment].filter((e) => e !== undefined);
    default:
      return assertNever(s);
  }
}

/** Calls `visit` for an expression and all within it, outer ones first. */
export function visitExpression(e: TypedExpression, visit: (e: TypedExpression) => void): void {
  visit(e);
  for (const child of children(e)) visitExpression(child, visit);
}

/** Calls `visit` for every expression that says when a probe fires, and with what. */
export function visitFiring(firing: TypedFiring, visit: (e: TypedExpression) => void): void {
  for (const e of [firing.when, ...firing.values, ...firing.extra])
    if (e) visitExpression(e, visit);
}

/** Calls `visit` for every expression of a clause, outer ones first. */
export function visitClause(
  clause: Pick<TypedClause, 'predicate' | 'body'>,
  visit: (e: TypedExpression) => void,
): void {
  const down = (e: TypedExpression): void => visitExpression(e, visit);
  if (clause.predicate) down(clause.predicate);
  for (const statement of clause.body) statementExpressions(statement).forEach(down);
}
