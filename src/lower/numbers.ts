import type { TypedClause } from '../typed/index.ts';

/**
 * The numbers that Oracle gives to clauses: there each description of a clause makes one of its own.
 * Of several, which fire in the same code here, it is the first one's.
 */
export function clauseNumbers(clauses: readonly TypedClause[]): readonly number[] {
  let base = 0;
  let parts: readonly TypedClause[] = [];
  return clauses.map((clause, i) => {
    const { descriptions } = clause;
    if (descriptions !== clauses[i - 1]?.descriptions) {
      base += countOf(parts);
      parts = clauses.filter((c) => c.descriptions === descriptions);
    }
    return base + parts.indexOf(clause);
  });
}

/** Of the typed clauses that one clause has become: by its conditions, and for probes met again. */
function countOf(parts: readonly TypedClause[]): number {
  const met = new Set(parts.map((clause) => clause.probes)).size;
  return met === 0 ? 0 : ((parts[0]?.descriptions.length ?? 0) * parts.length) / met;
}
