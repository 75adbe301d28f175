import type { ProbeArgument } from './provider.ts';
import type { StableProbe } from './stable-source.ts';

/** A function of Solaris' kernel that scripts trace, where something of Linux can serve it. */
export interface SolarisFunction extends Pick<StableProbe, 'sources' | 'args' | 'text'> {
  readonly module: string;
  readonly function: string;
  readonly at: 'entry' | 'return';
  /** Scripts have it besides others that do fire: where it cannot, it is silent. */
  readonly besides?: true;
}

export const typed = (...types: readonly string[]): readonly ProbeArgument[] =>
  types.map((type) => ({ type }));

/** What Linux has nothing like. */
export function silent(
  module: string,
  name: string,
  at: 'entry' | 'return',
  ...types: readonly string[]
): SolarisFunction {
  return { module, function: name, at, sources: [], args: typed(...types), besides: true };
}
