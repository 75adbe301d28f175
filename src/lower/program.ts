import { ACTIVITY, CONTROL, CONTROL_MAP } from '../bpf/index.ts';
import { type BlockId, type IrBuilder, type IrFunction, imm, type VReg } from '../ir/index.ts';
import type { Hook } from '../providers/index.ts';
import type { TypedClause } from '../typed/index.ts';
import { clauseLocals, Locals } from './locals.ts';
import type { ModuleGen } from './module.ts';
import { asksForProbe } from './needs.ts';

/** A clause at one hook. */
export interface HookClause {
  readonly clause: TypedClause;
  /** Index in the program's clauses. */
  readonly index: number;
  /** Selector of each probe it matched there → position of the probe in the clause's list. */
  readonly selectors: ReadonlyMap<number, number>;
}

export interface ProgramPlace {
  readonly scratchMap: string;
  readonly programContext: VReg;
  readonly state: number;
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
  readonly selector: VReg | undefined;
  readonly #scratchMap: string;
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
    this.context = b.parameter(0);
    this.programContext = place.programContext;
    this.#scratchMap = place.scratchMap;
    this.state = place.state;
    hook.tick?.gate(b, place.state, this.done);
    this.#checkActivity();
    this.selector = needsSelector(hook, clauses) ? this.#loadSelector(clauses) : undefined;
    this.locals = this.#locals(clauses);
    this.useScratch(this.locals.bytes);
  }

  /** Leaves unless tracing is on: BEGIN has not run yet, or exit() was called. */
  #checkActivity(): void {
    if (this.hook.role !== undefined) return;
    const { b } = this;
    const activity = b.load(4, b.mapValue(CONTROL_MAP, CONTROL.activity));
    b.jumpIf('ne', activity, imm(ACTIVITY.active), this.done);
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
      base ??= this.scratchBase();
      return base;
    };
    const variables = clauseLocals(clauses.map((c) => c.clause));
    return new Locals(this.b, variables, this.module.storage, scratch);
  }

  get canFault(): boolean {
    return this.#faults;
  }

  noteFault(): void {
    this.#faults = true;
  }

  /** Scratch up to `end` is in use. */
  useScratch(end: number): void {
    this.#scratchBytes = Math.max(this.#scratchBytes, end);
  }

  /**
   * This CPU's scratch. No other program uses it, and the kernel never runs a program inside
   * itself on one CPU (bpf_prog.active), so that nothing interferes.
   */
  scratchBase(): VReg {
    const { b } = this;
    const slot = b.slot(8);
    b.store(4, b.slotAddress(slot), 0, imm(0));
    const base = b.call('map_lookup_elem', b.map(this.#scratchMap), b.slotAddress(slot));
    b.release(slot);
    b.jumpIf('eq', base, imm(0), this.done);
    return base;
  }

  finish(): IrFunction {
    const { b } = this;
    b.bind(this.done);
    b.return(imm(0));
    if (this.#scratchBytes > 0) this.module.scratchMap(this.#scratchMap, this.#scratchBytes);
    return b.finish();
  }
}

/** Which probe fired matters unless every clause takes all of them and none asks. */
export function needsSelector(hook: Hook, clauses: readonly HookClause[]): boolean {
  const { selector } = hook;
  if (!selector) return false;
  return clauses.some((c) => c.selectors.size < selector.count || asksForProbe(c.clause));
}
