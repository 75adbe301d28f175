import type {
  HookedProbe,
  Pattern,
  ProbeArgument,
  ProbeName,
  ProviderStability,
} from '../providers/index.ts';
import type { Probe } from '../typed/index.ts';
import type { Stability } from '../types/index.ts';

interface Probes {
  match(pattern: Pattern, solaris?: boolean): readonly Probe[];
  absence?(pattern: Pattern): string | undefined;
  stability(provider: string): ProviderStability;
  typedArguments(probe: ProbeName): readonly ProbeArgument[];
  isCompiledByType?(provider: string): boolean;
  untyped?(probe: ProbeName): string | undefined;
  places(probe: ProbeName): readonly HookedProbe[];
}

/** Probes whose providers promise what `#pragma D attributes … provider` says, in one compilation. */
export class AdjustableProbes implements Probes {
  readonly #probes: Probes;
  readonly #changes = new Map<string, Partial<ProviderStability>>();

  readonly #solaris: () => boolean;

  readonly #view: ProbeName['view'];

  /**
   * `solaris`: is the Solaris view on? Asked each time, as pragmas may change it. `view`: of a program
   * that has probes of that view.
   */
  constructor(probes: Probes, solaris: () => boolean, view?: ProbeName['view']) {
    this.#probes = probes;
    this.#solaris = solaris;
    this.#view = view;
  }

  match(pattern: Pattern): readonly Probe[] {
    const seen = this.#view ? { ...pattern, view: this.#view } : pattern;
    return this.#probes.match(seen, this.#solaris());
  }

  absence(pattern: Pattern): string | undefined {
    return this.#probes.absence?.(pattern);
  }

  places(probe: ProbeName): readonly HookedProbe[] {
    return this.#probes.places(probe);
  }

  typedArguments(probe: ProbeName): readonly ProbeArgument[] {
    return this.#probes.typedArguments(probe);
  }

  isCompiledByType(provider: string): boolean {
    return this.#probes.isCompiledByType?.(provider) === true;
  }

  untyped(probe: ProbeName): string | undefined {
    return this.#probes.untyped?.(probe);
  }

  stability(provider: string): ProviderStability {
    return { ...this.#probes.stability(provider), ...this.#changes.get(provider) };
  }

  setStability(provider: string, part: keyof ProviderStability, stability: Stability): void {
    this.#changes.set(provider, { ...this.#changes.get(provider), [part]: stability });
  }
}
