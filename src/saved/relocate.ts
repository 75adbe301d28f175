import {
  BOUND_MAP,
  BOUND_NAMES,
  type BpfObject,
  type MapSpec,
  type ProgramSpec,
  VARIABLE,
} from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import type { Answer } from './answers.ts';
import { type Fact, factKey } from './facts.ts';
import type { Saved, Variant } from './format.ts';
import { patch } from './patch.ts';
import type { SavedFact } from './save.ts';
import { codeSlot } from './slots.ts';

/** What is put into a program when it is loaded, besides answers to its facts. */
export interface Here {
  answer(fact: Fact): Answer | undefined;
  /** An event of tracefs. */
  record(event: string): { readonly id: number } | undefined;
  /** A cpuinfo_t for each processor. */
  processors(): Uint8Array;
  /** `$target` and its like. */
  readonly macros: ReadonlyMap<string, bigint | number>;
  /** What a kernel variable holds, if the kernel says so. */
  published(name: string): { readonly bytes: Uint8Array; readonly pointer?: boolean } | undefined;
}

/** A program for this kernel. */
export interface Relocated {
  readonly object: BpfObject;
  /** Of probes that are silent here, a line each. */
  readonly notices: readonly string[];
}

/**
 * The first variant that fits the running kernel; or else that is left of one if events that this kernel does not
 * have are left out, as they would be if it were compiled here. SystemError, of one line, with what is wrong with
 * the first one, if there is none.
 */
export function relocate({ variants }: Saved, here: Here): Relocated {
  let failure: unknown;
  for (const mayLack of [false, true]) {
    for (const variant of variants) {
      try {
        return new Relocation(variant, here, mayLack).relocated();
      } catch (error) {
        if (!(error instanceof SystemError)) throw error;
        failure ??= error;
      }
    }
  }
  throw failure;
}

class Relocation {
  readonly #variant: Variant;
  readonly #here: Here;
  /** Events that are left out. */
  readonly #lacks: ReadonlySet<string>;

  constructor(variant: Variant, here: Here, mayLack: boolean) {
    this.#variant = variant;
    this.#here = here;
    const events = variant.facts.flatMap(({ fact }) =>
      fact.kind === 'event' && !here.answer(fact) ? [fact.name] : [],
    );
    this.#lacks = new Set(mayLack ? events : []);
  }

  relocated(): Relocated {
    const object = this.#patched();
    const programs = object.programs.filter((program) => !this.#isLacking(program));
    if (programs.every(({ attach }) => attach.kind === 'manual') && this.#lacks.size > 0)
      throw new SystemError('this kernel has none of the tracepoints of the program');
    const notices = [...this.#lacks].map(
      (event) => `this kernel has no tracepoint ${event}: its probes are silent`,
    );
    const maps = object.maps.map((map) => filled(map, this.#variant, this.#here));
    const all = programs.map((program) => numbered(program, this.#here));
    return { object: { ...object, programs: all, maps }, notices };
  }

  #isLacking({ attach }: ProgramSpec): boolean {
    return attach.kind === 'raw_tracepoint' && this.#lacks.has(attach.event);
  }

  #patched(): BpfObject {
    const { object, facts, relocations } = this.#variant;
    const slots = Object.entries(relocations).filter(([slot]) => {
      const program = object.programs[codeSlot(slot)?.program ?? -1];
      return !program || !this.#isLacking(program);
    });
    const used = new Set(slots.flatMap(([, terms]) => terms.map(([fact]) => fact)));
    const moves = facts.map((fact, i) => {
      const isNeeded = used.has(i) || (fact.fixed && !this.#isOfLacking(fact.fact));
      return isNeeded ? moveOf(fact, this.#here.answer(fact.fact)) : 0n;
    });
    const sums = slots.map(([slot, terms]): [string, bigint] => [
      slot,
      terms.reduce((n, [fact, times]) => n + (moves[fact] ?? 0n) * BigInt(times), 0n),
    ]);
    return patch(object, new Map(sums), (slot) => tooFar(this.#variant, slot));
  }

  #isOfLacking(fact: Fact): boolean {
    if (fact.kind === 'event') return this.#lacks.has(fact.name);
    return fact.kind === 'parameter' && this.#lacks.has(fact.event);
  }
}

function moveOf(saved: SavedFact, answer: Answer | undefined): bigint {
  const key = factKey(saved.fact);
  if (!answer) throw misfit(saved, `this kernel has no ${key}`);
  if (!fits(saved.shape, answer.shape))
    throw misfit(saved, `${key} is ${answer.shape} on this kernel, and was ${saved.shape}`);
  if (saved.fact.kind === 'bit' && answer.value + BigInt(saved.fact.width) > 8n)
    throw misfit(saved, `${key} is too far on this kernel`);
  const move = answer.value - saved.value;
  if (saved.fixed && move !== 0n) throw misfit(saved, `${key} is another on this kernel`);
  return move;
}

/**
 * Is it the same for the code? An array may be longer, and what was a bit-field the lower bits of a number: code
 * knows of no more than it was made for.
 */
function fits(was: string, is: string): boolean {
  const [array, element = '', count] = /^(.*) \[(\d+)\]$/.exec(was) ?? [];
  if (array !== undefined && element !== 'char')
    return is.startsWith(`${element} [`) && sizeOf(is.slice(element.length)) >= Number(count);
  const [, type, bits] = /^(uint\d+_t), bits 0 to (\d+)$/.exec(was) ?? [];
  return was === is || (type !== undefined && /^uint\d+_t$/.test(is) && sizeOf(is) > Number(bits));
}

const sizeOf = (type: string): number => Number(/\d+/.exec(type)?.[0] ?? 0);

function misfit({ at }: Pick<SavedFact, 'at'>, what: string): SystemError {
  // The text of -n is its own name.
  const source = at && /^\S+$/.test(at.source) ? `${at.source}, ` : '';
  const where = at ? ` (${source}line ${at.line})` : '';
  return new SystemError(`${what}${where}: compile the program here`);
}

function tooFar({ facts, relocations }: Variant, slot: string): SystemError {
  const [[first = 0] = []] = relocations[slot] ?? [];
  const fact = facts[first];
  const what = fact ? factKey(fact.fact) : slot;
  return misfit(fact ?? {}, `${what} does not fit into an instruction on this kernel`);
}

/** Numbers of events differ from one start of a kernel to the next. */
function numbered(program: ProgramSpec, here: Here): ProgramSpec {
  const { attach } = program;
  if (attach.kind !== 'tracepoint') return program;
  const id = here.record(attach.event)?.id;
  if (id === undefined) throw misfit({}, `this kernel has no tracepoint ${attach.event}`);
  return { ...program, attach: { ...attach, id } };
}

function filled(map: MapSpec, { processors }: Variant, here: Here): MapSpec {
  const { name, initial, variable } = map;
  if (!initial) return map;
  if (name === BOUND_MAP) return { ...map, initial: boundValues(here) };
  if (variable !== undefined) return { ...map, initial: copied(variable, initial, here) };
  if (processors?.map !== name) return map;
  const own = here.processors();
  if (own.length > processors.bytes)
    throw misfit({}, 'this machine has more processors than a saved program can know');
  const made = initial.slice();
  made.set(own, processors.offset);
  return { ...map, initial: made };
}

function boundValues({ macros }: Here): Uint8Array {
  const values = BOUND_NAMES.map((name) => BigInt(macros.get(name) ?? 0));
  return new Uint8Array(BigInt64Array.from(values).buffer);
}

const POINTER_BYTES = 8;

/** A text may be shorter than that of the kernel where the program was saved. */
function copied(name: string, initial: Uint8Array, here: Here): Uint8Array {
  const found = here.published(name);
  if (!found) throw misfit({}, `this kernel does not say what ${name} is`);
  const start = VARIABLE.value + (found.pointer ? POINTER_BYTES : 0);
  if (found.bytes.length > initial.length - start)
    throw misfit({}, `${name} is longer on this kernel`);
  const made = new Uint8Array(initial.length);
  made.set(initial.subarray(0, start));
  made.set(found.bytes, start);
  return made;
}
