import type { BpfObject } from '../bpf/index.ts';
import { CompileError, SystemError } from '../diag/index.ts';
import type { Answer } from './answers.ts';
import { attachedFacts, attachments } from './attached.ts';
import { type Fact, factKey, unbound } from './facts.ts';
import { Observation } from './observation.ts';
import { Rounds } from './rounds.ts';
import { codeSlot } from './slots.ts';
import type { Relocations } from './solve.ts';

/** A fact as it was, or as the saved code has it. */
export interface SavedFact {
  readonly fact: Fact;
  readonly value: bigint;
  readonly shape: string;
  /** The value must be the same; else code is relocated by the difference. */
  readonly fixed?: true;
  /** The first place in the program that needs it. */
  readonly at?: { readonly source: string; readonly line: number };
}

/** One of the ways in which a program can be compiled, and what it is good for. */
export interface SavedVariant<Compiled> {
  readonly compiled: Compiled;
  readonly facts: readonly SavedFact[];
  readonly relocations: Relocations;
  /** Keys of the facts that there is another way without. */
  readonly optional: readonly string[];
}

interface Compiled {
  readonly object: BpfObject;
}

type Compile<Result> = (seen: Observation) => Result;
type Ask = (fact: Fact) => Answer | undefined;

/** Ways that a file has room for, and that are tried. */
const MOST_VARIANTS = 6;
const MOST_TRIED = 12;

/**
 * Compiles a program again and again to find out what of it depends on the kernel. `compile` is given whom to
 * tell of what it asks, and whom to ask how far that is moved. What the program need not have (a member that
 * `defined()` asks for, a parameter that late kernels append) is hidden, to get the code for kernels without
 * it, as far as this kernel has what that needs. The first variant is the program as it is here. SystemError if
 * it cannot be found out.
 */
export function saveProgram<Result extends Compiled>(
  compile: Compile<Result>,
  answer: Ask,
): readonly SavedVariant<Result>[] {
  const whole = saveVariant(compile, answer, new Set());
  const variants = [whole];
  const tries = whole.optional.map((key) => [key]);
  for (const [n, hidden] of tries.entries()) {
    if (n === MOST_TRIED || variants.length === MOST_VARIANTS) break;
    const variant = tryVariant(whole, compile, answer, new Set(hidden));
    if (!variant) continue;
    variants.push(variant);
    // Each set of keys once.
    const later = variant.optional.filter((key) => hidden.every((other) => other < key));
    tries.push(...later.map((key) => [...hidden, key]));
  }
  return variants;
}

/** No probe has become silent. */
function isLike({ compiled: { object } }: { compiled: Compiled }, other: { compiled: Compiled }) {
  const attached = attachments(other.compiled.object.programs);
  return [...attachments(object.programs)].every((name) => attached.has(name));
}

function tryVariant<Result extends Compiled>(
  whole: { readonly compiled: Compiled },
  compile: Compile<Result>,
  answer: Ask,
  hidden: ReadonlySet<string>,
): SavedVariant<Result> | undefined {
  try {
    const compiled = compile(new Observation(new Set(), hidden));
    return isLike(whole, { compiled }) ? saveVariant(compile, answer, hidden) : undefined;
  } catch (error) {
    if (error instanceof CompileError || error instanceof SystemError) return undefined;
    throw error;
  }
}

/** How often facts are found that have to be fixed, before giving up. */
const ATTEMPTS = 6;

function saveVariant<Result extends Compiled>(
  compile: Compile<Result>,
  answer: Ask,
  hidden: ReadonlySet<string>,
): SavedVariant<Result> {
  const fixed = new Set<string>();
  for (let i = 0; i < ATTEMPTS; i++) {
    const found = new Rounds(compile, fixed, hidden).find();
    if ('relocations' in found) {
      const { compiled, relocations, needed, seen } = found;
      const describer = new Describer(compiled.object, relocations, seen, answer);
      const facts = describer.describe(needed);
      const keys = facts.map(({ fact }) => factKey(fact));
      const optional = keys.filter((key) => seen.optional.has(key));
      return { compiled, relocations, facts, optional };
    }
    for (const key of found.culprits) fixed.add(key);
  }
  throw cannotSave('what its code depends on is not understood');
}

function cannotSave(why: string): SystemError {
  return new SystemError(`this program cannot be saved: ${why}`, 'compile it where it is to run');
}

/** Facts with what the kernel says of them, and lines of D. */
class Describer {
  readonly #object: BpfObject;
  readonly #relocations: Relocations;
  readonly #seen: Observation;
  readonly #answer: (fact: Fact) => Answer | undefined;

  constructor(
    object: BpfObject,
    relocations: Relocations,
    seen: Observation,
    answer: (fact: Fact) => Answer | undefined,
  ) {
    this.#object = object;
    this.#relocations = relocations;
    this.#seen = seen;
    this.#answer = answer;
  }

  describe(needed: ReadonlySet<string>): readonly SavedFact[] {
    const places = this.#places();
    const attached = attachedFacts(this.#object.programs);
    return [...this.#seen.facts.values()].flatMap((fact) => {
      const key = factKey(fact);
      const isFixed = needed.has(key) || attached(fact);
      if (!isFixed && !places.has(key)) return [];
      return [{ ...this.#describeOne(fact, isFixed), ...places.get(key) }];
    });
  }

  #describeOne(fact: Fact, isFixed: boolean): SavedFact {
    const key = factKey(fact);
    const known = this.#answer(fact);
    if (!known) throw cannotSave(`it uses ${key}, which has no name of its own`);
    const isPlace = fact.kind === 'member' || fact.kind === 'bit';
    if (isPlace && this.#seen.seen.get(key) !== known.value)
      throw cannotSave(`this kernel has more than one ${fact.of}`);
    const moved = isFixed ? 0n : this.#seen.distance(key, 0);
    const value = unbound.has(fact.kind) ? moved : known.value + moved;
    return { fact, value, shape: known.shape, ...(isFixed ? { fixed: true } : {}) };
  }

  /** By facts, the lines of D for which the first slots that depend on them were made. */
  #places(): ReadonlyMap<string, Pick<SavedFact, 'at'>> {
    const places = new Map<string, Pick<SavedFact, 'at'>>();
    for (const [slot, terms] of this.#relocations) {
      const place = this.#placeOf(slot);
      for (const { fact } of terms) if (!places.get(fact)?.at) places.set(fact, place);
    }
    return places;
  }

  #placeOf(slot: string): Pick<SavedFact, 'at'> {
    const code = codeSlot(slot);
    const lines = code && this.#object.programs[code.program]?.lines;
    const found = lines?.findLast(({ insn }) => insn <= (code?.insn ?? 0));
    return found ? { at: { source: found.source, line: found.line } } : {};
  }
}
