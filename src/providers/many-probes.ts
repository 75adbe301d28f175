import type { FunctionName } from '../bpf/index.ts';
import type { Probe } from '../typed/index.ts';
import { globTest } from './globs.ts';
import type { ProbeName } from './provider.ts';

/** A test of a field of descriptions; an empty one matches everything. */
const testOf = (field: string) => (field === '' ? () => true : globTest(field));

/**
 * The probes of a provider that has very many, some for each of its functions. A function is one of a hundred
 * thousand, so that a probe is made when something first asks for it.
 */
export class ManyProbes {
  readonly #provider: string;
  readonly #names: readonly string[];
  readonly #functions: readonly FunctionName[];
  readonly #firstId: number;
  readonly #made = new Map<number, Probe>();

  constructor(
    provider: string,
    names: readonly string[],
    functions: readonly FunctionName[],
    firstId: number,
  ) {
    this.#provider = provider;
    this.#names = names;
    this.#functions = functions;
    this.#firstId = firstId;
  }

  withId(id: number): Probe | undefined {
    return this.#probe(id - this.#firstId);
  }

  /** Those whose module, function and name are as a description says, by ascending id. */
  like({ module, function: fn, name }: Pick<ProbeName, 'module' | 'function' | 'name'>): Probe[] {
    const [isModule, isFunction, isName] = [module, fn, name].map(testOf);
    const wanted = this.#names.flatMap((one, n) => (isName?.(one) ? [n] : []));
    const found: Probe[] = [];
    this.#functions.forEach((one, n) => {
      if (!isFunction?.(one.name) || !isModule?.(one.module)) return;
      for (const place of wanted) {
        const probe = this.#probe(n * this.#names.length + place);
        if (probe) found.push(probe);
      }
    });
    return found;
  }

  #probe(place: number): Probe | undefined {
    const known = this.#made.get(place);
    const { length } = this.#names;
    const fn = this.#functions[Math.floor(place / length)];
    const name = this.#names[place % length];
    if (known || !fn || name === undefined) return known;
    // Member by member, as there are so many.
    const { module, name: own } = fn;
    const id = this.#firstId + place;
    const probe = { id, provider: this.#provider, module, function: own, name };
    this.#made.set(place, probe);
    return probe;
  }
}
