/** A table by number from runs of consecutive ones; '' where there is no name. */
export function expandRuns(runs: readonly (readonly [first: number, names: string])[]): string[] {
  const names: string[] = [];
  for (const [first, text] of runs) {
    while (names.length < first) names.push('');
    names.push(...text.split(/\s+/));
  }
  return names;
}
