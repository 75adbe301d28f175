import { type Arg, imm, type VReg } from '../ir/index.ts';
import { type Allotted, forget, inWords, type Place, type Region } from '../lang/index.ts';
import type { TypedClause } from '../typed/index.ts';
import type { ClauseGen } from './gen.ts';
import { firingAllots, usesRegion } from './needs.ts';

/**
 * The map's value: how much is allotted so far, where the memory starts, a gap, and the memory. That
 * is there twice: an offset and a size that are both at most `size` prove themselves.
 */
const TOP = 0;
const SELF = 8;
const START = 64;

function regionBytes(size: number): number {
  return START + 2 * size + 8;
}

/** Largest region: a per-CPU map value has at most 32 KiB. */
const MOST_SCRATCH = 16_344;

/**
 * The scratch memory of a clause. D holds addresses in it as plain numbers, and may do with them what
 * it likes; a number becomes memory again when its distance from the start was found small enough.
 * Nothing is freed before the clause ends, as in DTrace (dtrace_probe() resets dtms_scratch_ptr for
 * each ECB).
 */
export class ScratchRegion implements Region {
  readonly #g: ClauseGen;
  readonly size: number;

  constructor(g: ClauseGen) {
    this.#g = g;
    this.size = Math.min(inWords(g.options.scratchsize), MOST_SCRATCH);
  }

  /**
   * At the start of the clause: nothing is allotted. What `if` made of one clause still is one; its
   * first part always runs.
   */
  begin(): void {
    const { b, clause, module, hooked } = this.#g;
    const ofEvent = [...hooked.firings.values()].some((said) => said && firingAllots(said));
    if (!ofEvent && !module.usesRegion) return;
    const parts = module.program.clauses.filter((c) => isSameClause(c, clause));
    if (!ofEvent && !parts.some(usesRegion) && !(this.#isStrict && module.allots)) return;
    const base = this.#base();
    if (parts[0] === clause) b.store(8, base, TOP, imm(0));
  }

  allot(bytes: Arg): Allotted {
    const { b } = this.#g;
    const outOfScratch = (): void => this.#g.fault('noScratch');
    // Rounded up, a size such as -1 would be nothing.
    if (!isConstant(bytes)) b.when('gt', bytes, imm(this.size), outOfScratch);
    else if (bytes.imm < 0n || bytes.imm > BigInt(this.size)) outOfScratch();
    const words = this.#inWords(bytes);
    const top = b.load(8, this.#base(), TOP);
    this.#limit(top, words, outOfScratch);
    b.store(8, this.#base(), TOP, b.alu('add', top, words));
    return { place: this.#place(top), address: b.alu('add', this.#start(), top) };
  }

  writable(address: VReg, bytes: Arg): Place {
    const { b } = this.#g;
    const distance = this.#distance(address);
    const badAddress = (): void => this.#g.fault('badAddress', address);
    if (this.#isStrict) this.#checkAllotted(distance, address, bytes);
    else if (!isConstant(bytes)) b.when('gt', bytes, imm(this.size), badAddress);
    this.#limit(distance, bytes, badAddress);
    return this.#place(distance);
  }

  readable(address: VReg, bytes: Arg): void {
    if (!this.#isStrict || !this.#g.module.allots) return;
    const { b } = this.#g;
    const distance = this.#distance(address);
    const fromGap = b.alu('add', distance, imm(START));
    b.when('lt', fromGap, imm(this.size + 2 * START), () =>
      this.#checkAllotted(distance, address, bytes),
    );
  }

  /** From the start. What is a pointer to the verifier (an event's argument) must be a number for that. */
  #distance(address: VReg): VReg {
    return this.#g.b.alu('sub', forget(this.#g, address), this.#start());
  }

  /**
   * Oracle's D lets a program use what the clause allotted; that of illumos, all scratch memory
   * (dtrace_canstore()), as long as it does not leave it.
   */
  get #isStrict(): boolean {
    return this.#g.options.dialect === 'oracle';
  }

  #checkAllotted(distance: VReg, address: VReg, bytes: Arg): void {
    const { b } = this.#g;
    const badSize = (): void => this.#g.fault('badSize', bytes);
    if (!isConstant(bytes)) b.when('gt', bytes, imm(this.size), badSize);
    else if (bytes.imm < 0n || bytes.imm > BigInt(this.size)) badSize();
    const top = b.load(8, this.#base(), TOP);
    b.when('ge', distance, top, () => this.#g.fault('badAddress', address));
    b.when('gt', b.alu('add', distance, bytes), top, badSize);
  }

  /** Faults if the offset leaves no room for the bytes; the verifier learns that it does. */
  #limit(offset: VReg, bytes: Arg, fault: () => void): void {
    const { b } = this.#g;
    if (!isConstant(bytes)) {
      // Before 6.8 the verifier learns from comparisons with constants only.
      b.when('gt', offset, imm(this.size), fault);
      b.when('gt', offset, b.alu('sub', b.constant(this.size), bytes), fault);
    } else if (bytes.imm < 0n || bytes.imm > BigInt(this.size)) fault();
    else b.when('gt', offset, imm(BigInt(this.size) - bytes.imm), fault);
  }

  #inWords(bytes: Arg): Arg {
    const { b } = this.#g;
    if (isConstant(bytes)) return imm((bytes.imm + 7n) & ~7n);
    return b.alu('and', b.alu('add', bytes, imm(7)), imm(-8));
  }

  #place(offset: VReg): Place {
    return { base: this.#g.b.alu('add', this.#base(), offset), offset: START };
  }

  /** Address of the map's value. */
  #base(): VReg {
    const { b, program } = this.#g;
    return this.#g.once('region', () => {
      const slot = b.slot(8);
      b.store(4, b.slotAddress(slot), 0, imm(0));
      const map = this.#g.map({
        name: program.regionMap,
        kind: 'percpu_array',
        keyBytes: 4,
        valueBytes: regionBytes(this.size),
        entries: 1,
      });
      const base = b.call('map_lookup_elem', map, b.slotAddress(slot));
      b.release(slot);
      b.jumpIf('eq', base, imm(0), program.done);
      return base;
    });
  }

  /** Address of the memory as D has it: for the verifier, what was stored and loaded is a number. */
  #start(): VReg {
    const { b } = this.#g;
    return this.#g.once('region.start', () => {
      const base = this.#base();
      b.store(8, base, SELF, b.alu('add', base, imm(START)));
      return b.load(8, base, SELF);
    });
  }
}

function isSameClause(
  { span: a, unit }: TypedClause,
  { span: b, unit: other }: TypedClause,
): boolean {
  return unit === other && a.source === b.source && a.start === b.start;
}

function isConstant(bytes: Arg): bytes is Exclude<Arg, number> {
  return typeof bytes === 'object';
}
