import { ACTIVITY, CONTROL, CONTROL_MAP } from '../bpf/index.ts';
import { type BlockId, type IrBuilder, type IrFunction, imm, type VReg } from '../ir/index.ts';
import { type Place, zeroFill } from '../lang/index.ts';
import type { Hook } from '../providers/index.ts';
import type { TypedClause, TypedFiring } from '../typed/index.ts';
import { padded } from './bounds.ts';
import type { Guard } from './guard.ts';
import { type Kept, keptPlaces } from './kept.ts';
import { clauseLocals, Locals } from './locals.ts';
import type { ModuleGen } from './module.ts';
import { asksForProbe } from './needs.ts';
import { BITS_SLACK } from './storage.ts';

/** A clause at one hook. */
export interface HookClause {
  readonly clause: TypedClause;
  /** Index in the program's clauses. */
  readonly index: number;
  /** Selector of each probe it matched there → position of the probe in the clause's list. */
  readonly selectors: ReadonlyMap<number, number>;
  /** What the probe of each selector makes of the event; undefined: it is its own. */
  readonly firings: ReadonlyMap<number, TypedFiring | undefined>;
}

export interface ProgramPlace {
  readonly scratchMap: string;
  readonly programContext: VReg;
  readonly state: number;
  /** Scratch is more than a per-CPU value can be. */
  readonly big: boolean;
  /** A tick's sampler runs before it. */
  readonly sampled?: boolean;
  /** It is among the kernel's locks, see Guard. */
  readonly amongLocks?: boolean;
}

/** What the clauses of one function share: the context, the selector, scratch, clause-locals. */
export class ProgramGen {
  readonly module: ModuleGen;
  readonly hook: Hook;
  readonly b: IrBuilder;
  /** Where a clause leaves to when nothing more shall run. */
  readonly done: BlockId;
  /** What the hook's arguments are read from. */
  readonly context: VReg;
  /** What stack helpers want: the context of the BPF program. */
  readonly programContext: VReg;
  /** Offset of a tick's state. */
  readonly state: number;
  readonly locals: Locals;
  /** What subroutines keep through a firing; the scratch of clauses begins behind it. */
  readonly kept: Kept;
  readonly selector: VReg | undefined;
  /** How many probes may fire here. */
  readonly probes: number;
  readonly #place: ProgramPlace;
  /** Where the program leaves to before it has begun. */
  readonly #out: BlockId;
  readonly #guard: Guard | undefined;
  /** When the probe fired, once a clause has asked; 0 before. */
  readonly #time: VReg | undefined;
  #scratchBytes = 0;
  #faults = false;

  constructor(
    module: ModuleGen,
    hook: Hook,
    b: IrBuilder,
    clauses: readonly HookClause[],
    place: ProgramPlace,
  ) {
    this.module = module;
    this.hook = hook;
    this.b = b;
    this.done = b.label();
    this.#out = b.label();
    this.context = b.parameter(0);
    this.programContext = place.programContext;
    this.#place = place;
    this.state = place.state;
    const { state, sampled = false } = place;
    hook.tick?.gate(b, { state, done: this.#out, sampled });
    this.#checkActivity();
    this.#checkCpu();
    this.#guard = this.#guarded();
    this.probes = hook.selector ? probesAt(hook.selector, clauses) : 1;
    this.selector = needsSelector(hook, clauses) ? this.#loadSelector(clauses) : undefined;
    const shared = clauses.length > 1 && module.options.dialect === 'illumos';
    this.#time = shared ? b.constant(0) : undefined;
    this.locals = this.#locals(clauses);
    this.kept = this.#keep(clauses);
    this.useScratch(this.kept.end);
  }

  /** Leaves unless tracing is on: BEGIN has not run yet, or exit() was called. */
  #checkActivity(): void {
    if (this.hook.role !== undefined) return;
    const { b } = this;
    const activity = b.load(4, b.mapValue(CONTROL_MAP, CONTROL.activity));
    b.jumpIf('ne', activity, imm(ACTIVITY.active), this.#out);
  }

  /** With option cpu: what happens elsewhere is nobody's business. BEGIN and END are fired there. */
  #checkCpu(): void {
    const { cpu } = this.module.options;
    if (cpu < 0 || this.hook.role !== undefined) return;
    this.b.jumpIf('ne', this.b.call('get_smp_processor_id'), imm(cpu), this.#out);
  }

  /** What runs when another program faults is part of that one. */
  #guarded(): Guard | undefined {
    if (this.hook.role === 'error') return undefined;
    return this.module.guard(this.b, this.#place.amongLocks === true, this.#out);
  }

  /** Clauses of one probe each compare the selector; all others index tables with it. */
  #loadSelector(clauses: readonly HookClause[]): VReg | undefined {
    const { selector } = this.hook;
    if (!selector) return undefined;
    const value = selector.load(this.b, this.context);
    if (clauses.some((c) => c.selectors.size !== 1))
      this.b.jumpIf('ge', value, imm(selector.limit), this.done);
    return value;
  }

  #locals(clauses: readonly HookClause[]): Locals {
    let base: VReg | undefined;
    const scratch = (): VReg => {
      base ??= this.scratchBase(this.done);
      return base;
    };
    const variables = clauseLocals(clauses);
    const zeros = (bytes: number) => this.b.mapValue(this.module.constants.zeros(bytes));
    const clear = (at: Place, bytes: number) => zeroFill({ b: this.b, zeros }, at, bytes);
    return new Locals(this.b, variables, this.module.storage, { scratch, clear });
  }

  #keep(clauses: readonly HookClause[]): Kept {
    const { strsize } = this.module.options;
    const kept = keptPlaces(
      clauses.map((c) => c.clause),
      this.locals.bytes,
      strsize,
    );
    if (kept.offsets.size === 0) return kept;
    const base = this.scratchBase(this.done);
    for (const offset of kept.offsets.values()) this.b.store(8, base, offset, imm(0));
    return kept;
  }

  /** CLOCK_MONOTONIC; in dialect illumos, what the first clause that asks has read. */
  time(): VReg {
    const time = this.#time;
    const now = (): VReg => this.b.call('ktime_get_ns');
    if (time === undefined) return now();
    this.b.when('eq', time, imm(0), () => this.b.assign(time, now()));
    return time;
  }

  /** The firing goes on at another time: chill(). */
  forgetTime(): void {
    if (this.#time !== undefined) this.b.assign(this.#time, imm(0));
  }

  /** Name of the map with the scratch memory that D programs see. */
  get regionMap(): string {
    return `d${this.#place.scratchMap}`;
  }

  get canFault(): boolean {
    return this.#faults;
  }

  noteFault(): void {
    this.#faults = true;
  }

  /** Bytes of scratch in use so far. */
  get scratchBytes(): number {
    return this.#scratchBytes;
  }

  /** Scratch up to `end` is in use. */
  useScratch(end: number): void {
    this.#scratchBytes = Math.max(this.#scratchBytes, end);
  }

  /**
   * This CPU's scratch. No other program uses it, and the kernel never runs a program inside
   * itself on one CPU (bpf_prog.active), so that nothing interferes. What is too big for a per-CPU
   * map is an ordinary array with an element for each CPU. `lost`: where to go if there is none.
   */
  scratchBase(lost: BlockId): VReg {
    const { b } = this;
    const slot = b.slot(8);
    const index = this.#place.big ? b.call('get_smp_processor_id') : imm(0);
    b.store(4, b.slotAddress(slot), 0, index);
    const base = b.call('map_lookup_elem', b.map(this.#place.scratchMap), b.slotAddress(slot));
    b.release(slot);
    b.jumpIf('eq', base, imm(0), lost);
    return base;
  }

  finish(): IrFunction {
    const { b } = this;
    b.bind(this.done);
    this.#guard?.leave();
    b.bind(this.#out);
    b.return(imm(0));
    const { scratchMap, big } = this.#place;
    const bytes = padded(this.#scratchBytes + BITS_SLACK);
    if (this.#scratchBytes > 0) this.module.scratchMap(scratchMap, bytes, big);
    return b.finish();
  }
}

/** How many probes may fire there. */
function probesAt(
  { count }: NonNullable<Hook['selector']>,
  clauses: readonly HookClause[],
): number {
  return count ?? new Set(clauses.flatMap((c) => [...c.selectors.keys()])).size;
}

/** Which probe fired matters unless every clause takes all of them, or the only one, and none asks. */
export function needsSelector(hook: Hook, clauses: readonly HookClause[]): boolean {
  const { selector } = hook;
  if (!selector) return false;
  const probes = probesAt(selector, clauses);
  const asks = probes > 1 && clauses.some((c) => asksForProbe(c.clause));
  return asks || clauses.some((c) => c.selectors.size < probes);
}
