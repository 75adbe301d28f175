import { subroutines } from '../lang/index.ts';
import { type TypedClause, visitClause } from '../typed/index.ts';
import { padded } from './bounds.ts';

/** Where in scratch the subroutines that clauses call keep something through a firing. */
export interface Kept {
  /** Offset of each, by name. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Where other scratch begins. */
  readonly end: number;
}

export function keptPlaces(clauses: readonly TypedClause[], start: number, strsize: number): Kept {
  const offsets = new Map<string, number>();
  let end = start;
  for (const clause of clauses)
    visitClause(clause, (e) => {
      const keeps = e.kind === 'call' ? subroutines.get(e.name)?.keeps : undefined;
      if (e.kind !== 'call' || keeps === undefined || offsets.has(e.name)) return;
      offsets.set(e.name, end);
      end += padded(keeps(strsize));
    });
  return { offsets, end };
}
