import type { Options } from '../lang/index.ts';
import type { Program } from '../syntax/index.ts';
import type { Probe } from '../typed/index.ts';
import type { CompileEnvironment } from './environment.ts';

/** Those that programs describe; all as a program for Solaris means them if one of them is Solaris'. */
export function matchedProbes(
  programs: readonly Program[],
  { solaris }: Options,
  { probes }: CompileEnvironment,
): Iterable<Probe> {
  const clauses = programs.flatMap(({ items }) => items.filter((item) => item.kind === 'clause'));
  const descriptions = clauses.flatMap((clause) => clause.probes);
  const found = descriptions.flatMap((d) => probes.match(d, solaris));
  const view = viewOf(found);
  const meant = view ? descriptions.flatMap((d) => probes.match({ ...d, view }, solaris)) : found;
  return descriptions.length > 1 ? new Set(meant) : meant;
}

/** Whose probes they are, if one of them is Solaris'. */
export function viewOf(probes: Iterable<Probe>): Probe['view'] {
  for (const { view } of probes) if (view) return view;
  return undefined;
}
