import { subroutines, variables } from '../lang/index.ts';
import {
  type TypedClause,
  type TypedExpression,
  type TypedFiring,
  visitClause,
  visitFiring,
} from '../typed/index.ts';

/** Does the clause read its probe's arguments? */
export function usesArguments(clause: TypedClause): boolean {
  return some(clause, (e) => needs(e) === 'arguments');
}

/** Records and reports of faults carry the probe; so do some builtins. */
export function asksForProbe(clause: TypedClause): boolean {
  if (clause.body.length === 0 || clause.body.some((s) => s.kind === 'record')) return true;
  return some(clause, (e) => needs(e) === 'probe' || mayFault(e));
}

/** Does the clause allot scratch memory, or write it? */
export function usesRegion(clause: TypedClause): boolean {
  return some(clause, (e) => allots(e) || (isChange(e) && e.target.kind === 'load'));
}

/** Does the clause allot scratch memory? */
export function allotsScratch(clause: TypedClause): boolean {
  return some(clause, allots);
}

/** Does what the probe's place says of its event allot scratch memory? */
export function firingAllots(firing: TypedFiring): boolean {
  let found = false;
  visitFiring(firing, (e) => {
    found ||= allots(e);
  });
  return found;
}

function allots(e: TypedExpression): boolean {
  return e.kind === 'call' && subroutines.get(e.name)?.scratch !== undefined;
}

type Change = Extract<TypedExpression, { kind: 'assignment' | 'update' }>;

function isChange(e: TypedExpression): e is Change {
  return e.kind === 'assignment' || e.kind === 'update';
}

function needs(e: TypedExpression): 'probe' | 'arguments' | undefined {
  return e.kind === 'builtin' ? variables.get(e.name)?.needs : undefined;
}

function mayFault(e: TypedExpression): boolean {
  if (e.kind === 'arithmetic') return e.operator === '/' || e.operator === '%';
  return e.kind === 'call' || e.kind === 'load' || e.kind === 'stringof';
}

function some(clause: TypedClause, test: (e: TypedExpression) => boolean): boolean {
  let found = false;
  visitClause(clause, (e) => {
    found ||= test(e);
  });
  return found;
}
