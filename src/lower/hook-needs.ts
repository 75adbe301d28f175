import type { Hook, HookNeeds } from '../providers/index.ts';
import { usesArguments } from './needs.ts';
import { type HookClause, needsSelector } from './program.ts';

/** What the clauses of a hook ask for; `state`: of a tick's state the offset. */
export function needsOf(hook: Hook, clauses: readonly HookClause[], state: number): HookNeeds {
  return {
    arguments: clauses.some((c) => usesArguments(c.clause) || readsEvent(c)),
    selector: needsSelector(hook, clauses),
    selectors: [...new Set(clauses.flatMap((c) => [...c.selectors.keys()]))],
    state,
    sampler: `pc_${hook.program}`,
  };
}

/** What its probe makes of an event is made of the event's arguments. */
function readsEvent({ firings }: HookClause): boolean {
  return [...firings.values()].some((firing) => firing !== undefined);
}
