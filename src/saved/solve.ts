import type { Slots } from './slots.ts';

/** A number changes by that of a fact, so many times. */
export interface Term {
  readonly fact: string;
  readonly times: number;
}

/** Slots and the facts that they are sums of. */
export type Relocations = ReadonlyMap<string, readonly Term[]>;

/** How far facts are moved, in each round after the first, away from where they are in that. */
export type Distances = ReadonlyMap<string, readonly bigint[]>;

interface Solution {
  readonly relocations: Relocations;
  /** Slots that change, but not as a sum of few facts. */
  readonly unexplained: readonly string[];
}

/** Facts that one number may be the sum of: `a.b.c.d`; of very many facts, fewer. */
const MOST_TERMS = 3;
const MANY_FACTS = 300;

/** As they are in sums: a place in bits is eight times that in bytes, and a bit. */
const TIMES = [8, -1, 1] as const;

/** Finds out why numbers differ from round to round. All rounds have equal frames. */
export function solve(first: Slots, others: readonly Slots[], distances: Distances): Solution {
  const search = new Search(distances);
  const relocations = new Map<string, readonly Term[]>();
  const unexplained: string[] = [];
  for (const [slot, value] of first.numbers) {
    const changes = others.map(({ numbers }) => (numbers.get(slot) ?? 0n) - value);
    if (changes.every((change) => change === 0n)) continue;
    const terms = search.explain(changes);
    if (terms) relocations.set(slot, terms);
    else unexplained.push(slot);
  }
  return { relocations, unexplained };
}

class Search {
  readonly #distances: Distances;
  /** Facts by their distances, so many times. */
  readonly #known = new Map<string, Term>();
  readonly #found = new Map<string, readonly Term[] | undefined>();

  constructor(distances: Distances) {
    this.#distances = distances;
    for (const [fact, moves] of distances) {
      for (const times of TIMES)
        this.#known.set(moves.map((move) => move * BigInt(times)).join(), { fact, times });
    }
  }

  explain(changes: readonly bigint[]): readonly Term[] | undefined {
    const key = changes.join();
    if (!this.#found.has(key)) this.#found.set(key, this.#search(changes));
    return this.#found.get(key);
  }

  /** Of few facts rather than of many. */
  #search(changes: readonly bigint[]): readonly Term[] | undefined {
    let found = this.#multiple(changes);
    const terms = this.#distances.size > MANY_FACTS ? MOST_TERMS - 1 : MOST_TERMS;
    for (let most = 1; !found && most <= terms; most++) found = this.#sum(changes, most);
    return found;
  }

  /** Of one fact: `2 * sizeof …`, bits instead of bytes. */
  #multiple(changes: readonly bigint[]): readonly Term[] | undefined {
    for (const [fact, moves] of this.#distances) {
      const round = moves.findIndex((move) => move !== 0n);
      const [change = 0n, move = 0n] = [changes[round], moves[round]];
      if (move === 0n || change % move !== 0n) continue;
      const times = change / move;
      if (moves.every((own, i) => own * times === changes[i]))
        return [{ fact, times: Number(times) }];
    }
    return undefined;
  }

  #sum(changes: readonly bigint[], most: number): readonly Term[] | undefined {
    const known = this.#known.get(changes.join());
    if (known) return [known];
    if (most === 1) return undefined;
    for (const [fact, moves] of this.#distances) {
      const rest = changes.map((change, i) => change - (moves[i] ?? 0n));
      const others = this.#sum(rest, most - 1);
      if (others) return [{ fact, times: 1 }, ...others];
    }
    return undefined;
  }
}
