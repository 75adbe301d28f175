import { bug } from '../diag/index.ts';
import { type BlockId, type IrBuilder, imm, type SlotId, type VReg } from '../ir/index.ts';
import type { Place } from '../lang/index.ts';
import { padded } from './bounds.ts';
import type { Once } from './once.ts';
import type { ProgramGen } from './program.ts';

/** Scratch of at most this many bytes is taken from the stack, as long as a clause has not had enough. */
const SMALL = 16;
const STACK_SCRATCH = 64;

/** The memory that a clause's code works in: scratch, stack slots, constants. See Gen for the methods. */
export class ClauseMemory {
  readonly #program: ProgramGen;
  readonly #b: IrBuilder;
  readonly #once: Once;
  /** Where the clause ends without a word: the verifier does not see that scratch is always there. */
  #lostLabel: BlockId | undefined;
  readonly #slots: SlotId[] = [];
  #stackBytes = 0;
  #scratch: number;

  constructor(program: ProgramGen, once: Once) {
    this.#program = program;
    this.#b = program.b;
    this.#once = once;
    this.#scratch = program.kept.end;
  }

  /** Gives the stack space back. */
  close(): void {
    for (const slot of this.#slots) this.#b.release(slot);
  }

  kept(subroutine: string): Place {
    const offset = this.#program.kept.offsets.get(subroutine) ?? bug(`${subroutine} keeps nothing`);
    return { base: this.#base(), offset };
  }

  scratch(bytes: number): Place {
    // What is said to hold nothing, such as an array of unknown size, has a place too.
    const size = padded(Math.max(bytes, 1));
    const base = this.#base();
    const offset = this.#scratch;
    this.#scratch += size;
    this.#program.useScratch(this.#scratch);
    return { base, offset };
  }

  local(bytes: number): Place {
    const size = padded(bytes);
    if (size > SMALL || this.#stackBytes + size > STACK_SCRATCH) return this.scratch(size);
    const slot = this.#b.slot(size);
    this.#stackBytes += size;
    this.#slots.push(slot);
    return { base: this.#b.slotAddress(slot), offset: 0 };
  }

  reuse<T>(make: () => T): T {
    const before = this.#scratch;
    const result = make();
    this.#scratch = before;
    return result;
  }

  zeros(bytes: number): VReg {
    return this.#b.mapValue(this.#program.module.constants.zeros(bytes));
  }

  constant(bytes: Uint8Array): VReg {
    const { map, offset } = this.#program.module.constants.intern(bytes);
    return this.#b.mapValue(map, offset);
  }

  address(place: Place): VReg {
    return place.offset === 0 ? place.base : this.#b.alu('add', place.base, imm(place.offset));
  }

  /** Where lookups of scratch since the last call go to that find none; undefined if there were none. */
  takeLostLabel(): BlockId | undefined {
    const label = this.#lostLabel;
    this.#lostLabel = undefined;
    return label;
  }

  #base(): VReg {
    this.#lostLabel ??= this.#b.label();
    const lost = this.#lostLabel;
    return this.#once.get('scratch', () => this.#program.scratchBase(lost));
  }
}
