import type { Probe } from '../typed/index.ts';
import { globMatches, globTest, isGlob } from './globs.ts';
import { ManyProbes } from './many-probes.ts';
import {
  type HookedProbe,
  type KernelEvents,
  noEvents,
  type Origin,
  type ProbeArgument,
  type ProbeName,
  type Provider,
  type ProviderStability,
  type SolarisMatch,
} from './provider.ts';

export { globMatches, isGlob };

const anyProbe = { module: '', function: '', name: '' };

/** The four fields of a description, globs allowed; an empty field matches everything. */
export interface Pattern extends ProbeName {
  readonly id?: number;
}

/** No kernel has so many probes that are listed; these are made on demand. */
const FIRST_CREATED = 15_001;
const FIRST_OF_MANY = 20_001;

/** All probes of all providers, with ids; finds those a description matches. */
export class ProbeIndex {
  readonly #providers: readonly Provider[];
  readonly #kernel: KernelEvents;
  readonly #matches = new Map<string, readonly Probe[]>();
  readonly #places = new Map<ProbeName, readonly HookedProbe[]>();
  readonly #created: Probe[] = [];
  #listed: readonly Probe[] | undefined;
  #late: readonly Probe[] | undefined;
  /** Of providers with very many, by their names. */
  readonly #large = new Map<string, ManyProbes>();
  /** Of the first so many that were not read. */
  readonly #byName = new Map<string, Probe>();
  #indexed = 0;

  constructor(providers: readonly Provider[], kernel: KernelEvents = noEvents) {
    this.#providers = providers;
    this.#kernel = kernel;
  }

  /** Every listed probe and those made on demand, by ascending id. */
  all(): readonly Probe[] {
    const many = this.#providers.flatMap((p) => this.#many(p)?.like(anyProbe) ?? []);
    return [...this.#early(), ...this.#ofKernel(), ...this.#created, ...many];
  }

  /** Those that need not be read from anywhere. */
  #early(): readonly Probe[] {
    this.#listed ??= this.#providers
      .flatMap((p) => (p.large || p.mayHave ? [] : p.probes(this.#kernel)))
      .map((probe, i) => ({ ...probe, id: i + 1 }));
    return this.#listed;
  }

  #ofKernel(): readonly Probe[] {
    const first = this.#early().length + 1;
    this.#late ??= this.#providers
      .flatMap((p) => (p.mayHave ? p.probes(this.#kernel) : []))
      .map((probe, i) => ({ ...probe, id: first + i }));
    return this.#late;
  }

  /** Those of providers without very many, as far as the pattern may mean them. */
  #few({ id, provider, name }: Pattern): readonly Probe[] {
    const isAsked = this.#providers.some(
      (p) => p.mayHave && globMatches(provider, p.name) && (isOpen(name) || p.mayHave(name)),
    );
    const late = id !== undefined || isAsked ? this.#ofKernel() : [];
    return this.#early().concat(late, this.#created);
  }

  #many({ name, large }: Provider): ManyProbes | undefined {
    if (!large) return undefined;
    const known = this.#large.get(name);
    const many =
      known ?? new ManyProbes(name, large.names, large.functions(this.#kernel), FIRST_OF_MANY);
    this.#large.set(name, many);
    return many;
  }

  /** Those among which the pattern's may be. */
  #candidates(pattern: Pattern): readonly Probe[] {
    const { id, provider, name } = pattern;
    const few = this.#few(pattern);
    if (id !== undefined && id < FIRST_OF_MANY) return few;
    const many = this.#providers.flatMap((p) => {
      if (!p.large) return [];
      if (id !== undefined) return this.#many(p)?.withId(id) ?? [];
      const mayBe =
        globMatches(provider, p.name) && p.large.names.some((n) => globMatches(name, n));
      return (mayBe && this.#many(p)?.like(pattern)) || [];
    });
    return many.length > 0 ? few.concat(many) : few;
  }

  /** `solaris`: descriptions may name what is called so on Solaris only. Each is looked for once. */
  match(pattern: Pattern, solaris = false): readonly Probe[] {
    const key = `${pattern.id ?? ''} ${keyOf(pattern)} ${solaris}`;
    const found = this.#matches.get(key) ?? this.#find(pattern, solaris);
    this.#matches.set(key, found);
    return found;
  }

  #find(pattern: Pattern, solaris: boolean): readonly Probe[] {
    const candidates = this.#candidates(pattern);
    if (pattern.id !== undefined) return candidates.filter((p) => p.id === pattern.id);
    const test = solaris ? this.#solarisMatcher(pattern) : matcher(pattern);
    const found = [
      ...candidates.filter((p) => !p.view && test(p)),
      ...(solaris ? this.#solarisProbes(pattern) : []),
    ].sort(byId);
    if (found.length > 0) return found;
    const made = this.#create(pattern);
    return made ? [made] : [];
  }

  /** What each provider makes of a description of an old script. */
  #solaris(pattern: Pattern): ReadonlyMap<string, SolarisMatch | undefined> {
    const asked = this.#providers.filter((p) => globMatches(pattern.provider, p.name));
    return new Map(
      asked.map(
        (p) => [p.name, p.solaris?.({ ...pattern, provider: p.name }, this.#kernel)] as const,
      ),
    );
  }

  #solarisMatcher(pattern: Pattern): (probe: ProbeName) => boolean {
    const tests = new Map(
      [...this.#solaris(pattern)].map(([provider, match]) => {
        if (match && 'probes' in match) return [provider, () => false] as const;
        return [provider, matcher(match?.pattern ?? { ...pattern, provider })] as const;
      }),
    );
    return (probe) => tests.get(probe.provider)?.(probe) ?? false;
  }

  #solarisProbes(pattern: Pattern): readonly Probe[] {
    const matches = [...this.#solaris(pattern).values()];
    const names = matches.flatMap((match) => (match && 'probes' in match ? match.probes : []));
    return names.map((name) => this.#named(name));
  }

  /** The probe of exactly this name; made if it is not there. */
  #named(name: ProbeName): Probe {
    const probes = this.#early().concat(this.#created);
    for (const probe of probes.slice(this.#indexed)) this.#byName.set(keyOf(probe), probe);
    this.#indexed = probes.length;
    return this.#byName.get(keyOf(name)) ?? this.#add(name);
  }

  #create({ view: _, ...pattern }: Pattern): Probe | undefined {
    for (const provider of this.#providers) {
      if (!globMatches(pattern.provider, provider.name)) continue;
      const name = provider.create?.({ ...pattern, provider: provider.name }, this.#kernel);
      if (name) return this.#add(name);
    }
    return undefined;
  }

  #add(name: ProbeName): Probe {
    const probe = { ...name, id: FIRST_CREATED + this.#created.length };
    this.#created.push(probe);
    return probe;
  }

  /** Why no probe of the provider that the pattern names matches it, where that is worth saying. */
  absence(pattern: Pattern): string | undefined {
    const provider = this.#providers.find((p) => p.name === pattern.provider);
    const name = isGlob(pattern.function) ? '' : pattern.function;
    return provider?.absence?.({ ...pattern, function: name }, this.#kernel);
  }

  places(probe: ProbeName): readonly HookedProbe[] {
    const known = this.#places.get(probe);
    if (known) return known;
    const provider = this.#provider(probe.provider);
    const places = provider.places(probe, this.#kernel);
    // Very many would take longer to be remembered than to be made again.
    if (!provider.large || probe.view) this.#places.set(probe, places);
    return places;
  }

  typedArguments(probe: ProbeName): readonly ProbeArgument[] {
    return this.#provider(probe.provider).typedArguments?.(probe, this.#kernel) ?? [];
  }

  /** Is a clause that names args[] compiled for each type that its probes have? */
  isCompiledByType(provider: string): boolean {
    return this.#provider(provider).compiledByType === true;
  }

  untyped(probe: ProbeName): string | undefined {
    return this.#provider(probe.provider).untyped?.(probe, this.#kernel);
  }

  origin(probe: ProbeName): Origin | undefined {
    return this.#provider(probe.provider).origin?.(probe, this.#kernel);
  }

  stability(provider: string): ProviderStability {
    return this.#provider(provider).stability;
  }

  #provider(name: string): Provider {
    const provider = this.#providers.find((p) => p.name === name);
    if (!provider) throw new Error(`no provider ${name}`);
    return provider;
  }
}

function isOpen(field: string): boolean {
  return field === '' || isGlob(field);
}

function keyOf({ provider, module, function: func, name, view }: ProbeName): string {
  return [provider, module, func, name, view ?? ''].join(':');
}

function byId(a: Probe, b: Probe): number {
  return a.id - b.id;
}

function matcher(pattern: Pattern): (probe: ProbeName) => boolean {
  const fields = (['provider', 'module', 'function', 'name'] as const)
    .filter((f) => pattern[f] !== '')
    .map((f) => ({ f, test: globTest(pattern[f]) }));
  return (probe) => fields.every(({ f, test }) => test(probe[f]));
}
