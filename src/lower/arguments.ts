import { type TypedClause, visitClause } from '../typed/index.ts';

/** Does the clause read argN or errno of its probe? */
export function usesArguments(clause: TypedClause): boolean {
  let uses = false;
  visitClause(clause, (e) => {
    uses ||= e.kind === 'builtin' && /^arg(\d|s$)/.test(e.name);
  });
  return uses;
}
