import type { Probe } from '../typed/index.ts';
import type {
  HookedProbe,
  ProbeArgument,
  ProbeName,
  Provider,
  ProviderStability,
} from './provider.ts';

/** The four fields of a description, globs allowed; an empty field matches everything. */
export interface Pattern extends ProbeName {
  readonly id?: number;
}

/** All probes of all providers, with ids; finds those a description matches. */
export class ProbeIndex {
  readonly #providers: readonly Provider[];
  readonly #created: Probe[] = [];
  #listed: readonly Probe[] | undefined;

  constructor(providers: readonly Provider[]) {
    this.#providers = providers;
  }

  /** Every listed probe, then those made on demand, by ascending id. */
  all(): readonly Probe[] {
    this.#listed ??= this.#providers
      .flatMap((p) => p.probes())
      .map((probe, i) => ({ ...probe, id: i + 1 }));
    return this.#created.length === 0 ? this.#listed : [...this.#listed, ...this.#created];
  }

  match(pattern: Pattern): readonly Probe[] {
    if (pattern.id !== undefined) return this.all().filter((p) => p.id === pattern.id);
    const test = matcher(pattern);
    const found = this.all().filter(test);
    if (found.length > 0) return found;
    const made = this.#create(pattern);
    return made ? [made] : [];
  }

  #create(pattern: Pattern): Probe | undefined {
    for (const provider of this.#providers) {
      if (!globMatches(pattern.provider, provider.name)) continue;
      const name = provider.create?.({ ...pattern, provider: provider.name });
      if (!name) continue;
      const probe = { ...name, id: this.all().length + 1 };
      this.#created.push(probe);
      return probe;
    }
    return undefined;
  }

  hook(probe: ProbeName): HookedProbe {
    return this.#provider(probe.provider).hook(probe);
  }

  typedArguments(probe: ProbeName): readonly ProbeArgument[] {
    return this.#provider(probe.provider).typedArguments?.(probe) ?? [];
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

function matcher(pattern: Pattern): (probe: ProbeName) => boolean {
  const fields = (['provider', 'module', 'function', 'name'] as const)
    .filter((f) => pattern[f] !== '')
    .map((f) => ({ f, test: globTest(pattern[f]) }));
  return (probe) => fields.every(({ f, test }) => test(probe[f]));
}

/** Does it have characters that stand for others, or a quoted one? */
export function isGlob(text: string): boolean {
  return /[*?[\\]/.test(text);
}

function globTest(glob: string): (text: string) => boolean {
  if (!isGlob(glob)) return (text) => text === glob;
  const re = globToRegExp(glob);
  return (text) => re.test(text);
}

/** Does the text match a glob of probe descriptions (`* ? [set] [!set]`, `\` quotes)? '' matches all. */
export function globMatches(glob: string, text: string): boolean {
  return glob === '' || globTest(glob)(text);
}

function globToRegExp(glob: string): RegExp {
  const source = glob.replace(
    /\\(.)|\*|\?|\[(!?)((?:\\.|[^\]])+)\]|[.+^${}()|/[\]\\]/g,
    (all, quoted, not, set) => {
      if (quoted !== undefined) return `\\u${quoted.charCodeAt(0).toString(16).padStart(4, '0')}`;
      if (all === '*') return '.*';
      if (all === '?') return '.';
      if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      return `\\${all}`;
    },
  );
  return new RegExp(`^${source}$`, 's');
}
