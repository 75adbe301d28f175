import type { Type } from '../types/index.ts';
import { type Fact, type FactKind, factKey, movable } from './facts.ts';

/** Who is asked, and notes what for. */
export class Observation {
  readonly facts = new Map<string, Fact>();
  /** Keys of those that there is another way without. */
  readonly optional = new Set<string>();
  /** What members seemed to be, in bytes: to find out if the name stands for the same. */
  readonly seen = new Map<string, bigint>();
  /** Keys of those that are not moved. */
  readonly #fixed: ReadonlySet<string>;
  readonly #hidden: ReadonlySet<string>;
  #isOptional = false;
  /** 0: the round that is saved. */
  #round = 0;
  /** The only facts that are moved away from round 0, for a closer look. */
  #looked: ReadonlySet<string> | undefined;

  /** `hidden`: keys of members and parameters that seem not to be there. */
  constructor(fixed: ReadonlySet<string> = new Set(), hidden: ReadonlySet<string> = new Set()) {
    this.#fixed = fixed;
    this.#hidden = hidden;
  }

  hides(fact: Fact): boolean {
    return this.#hidden.size > 0 && this.#hidden.has(factKey(fact));
  }

  /** What is asked for now may as well not be there. */
  whileDefined(ask: () => boolean): boolean {
    const before = this.#isOptional;
    this.#isOptional = true;
    const answer = ask();
    this.#isOptional = before;
    return answer;
  }

  /** From now on. `looked`: everything else is as in round 0. */
  begin(round: number, looked?: ReadonlySet<string>): void {
    this.#round = round;
    this.#looked = looked;
  }

  /** Notes that the fact was asked for; gives how much it is to be moved now. */
  note(fact: Fact, seen?: bigint): bigint {
    const key = factKey(fact);
    this.facts.set(key, fact);
    if (seen !== undefined) this.seen.set(key, seen);
    if (this.#isOptional) this.optional.add(key);
    if (!this.#looked) return this.distance(key, this.#round);
    if (!this.#looked.has(key)) return this.distance(key, 0);
    return movable.has(fact.kind) ? this.distance(key, this.#round) : STEP;
  }

  /** How far a fact is moved in a round. Those of other kinds stay, but for a closer look. */
  distance(key: string, round: number): bigint {
    const fact = this.facts.get(key);
    if (!fact || this.#fixed.has(key)) return 0n;
    // A number of frames is 0 or 1.
    if (fact.kind === 'frames') return BigInt(round % 2);
    const n = hash(`${key} ${round}`);
    if (fact.kind === 'bit') return BigInt(n % (9 - fact.width)) - (this.seen.get(key) ?? 0n);
    return distances[fact.kind]?.(n) ?? 0n;
  }

  /** A list whose elements are noted when they are looked at; where one is hidden, it ends. */
  parameters(event: string, types: readonly Type[] | undefined): readonly Type[] | undefined {
    if (!types) return undefined;
    this.note({ kind: 'event', name: event });
    const factOf = (index: number): Fact => ({ kind: 'parameter', event, index });
    const end = types.findIndex((_, index) => this.hides(factOf(index)));
    const shown = end < 0 ? types : types.slice(0, end);
    return new Proxy(shown, {
      get: (target, property) => {
        const isIndex = typeof property === 'string' && /^\d+$/.test(property);
        if (isIndex && Object.hasOwn(shown, property)) this.note(factOf(Number(property)));
        return Reflect.get(target, property);
      },
    });
  }

  /** There is a way without. */
  hasOther(fact: Fact): void {
    this.optional.add(factKey(fact));
  }
}

/** For a closer look at a size or an enumerator. */
const STEP = 8n;

/** Multiples of 8 keep what is aligned aligned; and an offset must fit the 16 bits of an instruction. */
const inWords = (n: number): bigint => BigInt(8 * (1 + (n % 400)));

const distances: Readonly<Partial<Record<FactKind, (n: number) => bigint>>> = {
  member: inWords,
  field: inWords,
  symbol: inWords,
  cpus: (n) => BigInt(2 + (n % 60)),
};

/** FNV-1a with a final mix, so that rounds differ in all bits: the same in each run. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
