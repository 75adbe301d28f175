import type { BpfObject } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { movable } from './facts.ts';
import { Observation } from './observation.ts';
import { type Slots, slotsOf } from './slots.ts';
import { type Distances, type Relocations, solve, type Term } from './solve.ts';

/** Rounds after the first from which relocations are found. */
const ROUNDS = [1, 2, 3, 4] as const;
const PREDICTED = 5;

/** More sizes and enumerators than are looked at one by one. */
const MANY = 24;

/** What was found out of a program, or which facts it depends on by more than numbers. */
export type Found<Compiled> =
  | {
      readonly compiled: Compiled;
      readonly relocations: Relocations;
      /** Keys of facts that must be the same where the program runs. */
      readonly needed: ReadonlySet<string>;
      readonly seen: Observation;
    }
  | { readonly culprits: readonly string[] };

type Keys = ReadonlySet<string>;

/** Compiles a program in rounds, with some facts not to be moved. */
export class Rounds<Compiled extends { readonly object: BpfObject }> {
  readonly #compile: (seen: Observation) => Compiled;
  readonly #seen: Observation;
  readonly #fixed: ReadonlySet<string>;
  readonly #looks = new Map<string, Slots>();

  constructor(compile: (seen: Observation) => Compiled, fixed: Keys, hidden: Keys) {
    this.#compile = compile;
    this.#fixed = fixed;
    this.#seen = new Observation(fixed, hidden);
  }

  find(): Found<Compiled> {
    const compiled = this.#round(0);
    const first = slotsOf(compiled.object);
    const others = ROUNDS.map((round) => slotsOf(this.#round(round).object));
    if (others.some(({ frame }) => frame !== first.frame))
      return { culprits: this.#breakers(first) };
    const solved = solve(first, others, this.#distances());
    const relocations = new Map(solved.relocations);
    for (const slot of solved.unexplained) relocations.set(slot, this.#inspect(slot, first));
    const culprits = this.#wronglyPredicted(first, relocations);
    if (culprits.length > 0) return { culprits };
    return { compiled, relocations, needed: this.#needed(first), seen: this.#seen };
  }

  #round(round: number, looked?: ReadonlySet<string>): Compiled {
    this.#seen.begin(round, looked);
    return this.#compile(this.#seen);
  }

  /** Facts that are moved, except those that may not be. */
  get #moved(): readonly string[] {
    const facts = [...this.#seen.facts];
    return facts.flatMap(([key, { kind }]) =>
      movable.has(kind) && !this.#fixed.has(key) ? [key] : [],
    );
  }

  #distances(): Distances {
    const movesOf = (key: string) => ROUNDS.map((round) => this.#distance(key, round));
    return new Map(this.#moved.map((key) => [key, movesOf(key)]));
  }

  #distance(key: string, round: number): bigint {
    return this.#seen.distance(key, round) - this.#seen.distance(key, 0);
  }

  /** With that one fact moved, as in round 1. */
  #look(key: string): Slots {
    const slots = this.#looks.get(key) ?? slotsOf(this.#round(1, new Set([key])).object);
    this.#looks.set(key, slots);
    return slots;
  }

  #breakers(first: Slots): readonly string[] {
    const found = this.#moved.filter((key) => this.#look(key).frame !== first.frame);
    return found.length > 0 ? found : this.#moved;
  }

  /** One by one, which facts change a number, and how many times. */
  #inspect(slot: string, first: Slots): readonly Term[] {
    const before = first.numbers.get(slot) ?? 0n;
    return this.#moved.flatMap((fact) => {
      const change = (this.#look(fact).numbers.get(slot) ?? 0n) - before;
      const move = this.#distance(fact, 1);
      return change === 0n || move === 0n ? [] : [{ fact, times: Number(change / move) }];
    });
  }

  #wronglyPredicted(first: Slots, relocations: Relocations): readonly string[] {
    const found = slotsOf(this.#round(PREDICTED).object);
    if (found.frame !== first.frame) return this.#breakers(first);
    const culprits = new Set<string>();
    for (const [slot, value] of found.numbers) {
      const terms = relocations.get(slot) ?? [];
      const moves = terms.map(({ fact, times }) => this.#distance(fact, PREDICTED) * BigInt(times));
      const predicted = moves.reduce((sum, move) => sum + move, first.numbers.get(slot) ?? 0n);
      if (predicted === value) continue;
      if (terms.length === 0) bug('a number changes without a reason');
      for (const { fact } of terms) culprits.add(fact);
    }
    return [...culprits];
  }

  /** Sizes and enumerators that make any difference, and facts that could not be moved. */
  #needed(first: Slots): ReadonlySet<string> {
    const facts = [...this.#seen.facts];
    const asked = facts.flatMap(([key, { kind }]) =>
      kind === 'size' || kind === 'enumerator' ? [key] : [],
    );
    return new Set([...this.#fixed, ...this.#mattering(first, asked)]);
  }

  #mattering(first: Slots, asked: readonly string[]): readonly string[] {
    const matters = (keys: readonly string[]): boolean => this.#differs(first, new Set(keys));
    if (asked.length === 0 || !matters(asked)) return [];
    // Of very many, as of print(*curthread), most do.
    return asked.length > MANY ? asked : asked.filter((key) => matters([key]));
  }

  #differs(first: Slots, looked: ReadonlySet<string>): boolean {
    try {
      const { numbers, frame } = slotsOf(this.#round(0, looked).object);
      return (
        frame !== first.frame || [...numbers].some(([slot, n]) => first.numbers.get(slot) !== n)
      );
    } catch {
      // It does not even compile.
      return true;
    }
  }
}
