import type { Pattern, ProbeArgument, ProbeName, ProviderStability } from '../providers/index.ts';
import type { Probe } from '../typed/index.ts';
import type { Stability } from '../types/index.ts';

interface Probes {
  match(pattern: Pattern): readonly Probe[];
  stability(provider: string): ProviderStability;
  typedArguments(probe: ProbeName): readonly ProbeArgument[];
}

/** Probes whose providers promise what `#pragma D attributes … provider` says, in one compilation. */
export class AdjustableProbes implements Probes {
  readonly #probes: Probes;
  readonly #changes = new Map<string, Partial<ProviderStability>>();

  constructor(probes: Probes) {
    this.#probes = probes;
  }

  match(pattern: Pattern): readonly Probe[] {
    return this.#probes.match(pattern);
  }

  typedArguments(probe: ProbeName): readonly ProbeArgument[] {
    return this.#probes.typedArguments(probe);
  }

  stability(provider: string): ProviderStability {
    return { ...this.#probes.stability(provider), ...this.#changes.get(provider) };
  }

  setStability(provider: string, part: keyof ProviderStability, stability: Stability): void {
    this.#changes.set(provider, { ...this.#changes.get(provider), [part]: stability });
  }
}
