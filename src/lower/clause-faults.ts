import { FAULT_CODES, type FaultCode } from '../bpf/index.ts';
import type { Span } from '../diag/index.ts';
import { type Arg, type BlockId, type IrBuilder, imm, type SlotId } from '../ir/index.ts';
import type { ClauseProbe } from './clause-probe.ts';
import { countDrop } from './drops.ts';
import type { Once } from './once.ts';
import type { HookClause, ProgramGen } from './program.ts';
import { columnOf, markOf } from './source.ts';

/** Layout of the fault description on the stack: dtrace:::ERROR's arg1 to arg5, then ours. */
export const FAULT_SLOT = {
  epid: 0,
  action: 8,
  offset: 16,
  code: 24,
  value: 32,
  site: 40,
  probe: 44,
} as const;
const FAULT_SLOT_BYTES = 48;

/** The faults of a clause: each is described where it happens, and all are reported in one place. */
export class ClauseFaults {
  readonly #program: ProgramGen;
  readonly #b: IrBuilder;
  readonly #clause: number;
  readonly #probe: ClauseProbe;
  readonly #once: Once;
  readonly #slot: SlotId;
  /** Where a fault goes; the record, if one is open, is given up there. */
  #label: BlockId | undefined;
  /** 1-based position of the statement being lowered; 0 in the predicate. */
  action = 0;
  /** What is being lowered. */
  span: Span;

  constructor(program: ProgramGen, { clause, index }: HookClause, probe: ClauseProbe, once: Once) {
    this.#program = program;
    this.#b = program.b;
    this.#clause = index;
    this.#probe = probe;
    this.#once = once;
    this.#slot = this.#b.slot(FAULT_SLOT_BYTES);
    this.span = clause.span;
  }

  /** Gives the stack space back. */
  close(): void {
    this.#b.release(this.#slot);
  }

  fault(code: FaultCode, value: Arg): void {
    const b = this.#b;
    this.#label ??= b.label();
    this.#program.noteFault();
    const site = this.#site();
    const before = b.mark({ ...markOf(this.span), site });
    const at = b.slotAddress(this.#slot);
    b.store(4, at, FAULT_SLOT.site, imm(site));
    b.store(8, at, FAULT_SLOT.action, imm(this.#actionArgument));
    b.store(8, at, FAULT_SLOT.code, imm(FAULT_CODES[code]));
    b.store(8, at, FAULT_SLOT.value, value);
    b.jump(this.#label);
    b.mark(before);
    // What follows cannot be reached; a label keeps the builder going.
    b.bind(b.label());
  }

  /** Where the faults since the last call go to; undefined if there were none. */
  takeLabel(): BlockId | undefined {
    const label = this.#label;
    this.#label = undefined;
    return label;
  }

  /** Reports the fault that brought control here. */
  report(): void {
    const b = this.#b;
    const { hook, module, programContext, done } = this.#program;
    if (hook.role === 'error') {
      countDrop(b, 'error');
      return;
    }
    this.#once.forgetAll();
    const at = b.slotAddress(this.#slot);
    b.store(8, at, FAULT_SLOT.epid, this.#isOracle ? this.#probe.id() : this.#probe.epid());
    b.store(4, at, FAULT_SLOT.probe, this.#probe.id());
    b.store(8, at, FAULT_SLOT.offset, imm(0));
    const ended = b.invoke('fault', at, programContext);
    if (module.errorsEnd) b.jumpIf('ne', ended, imm(0), done);
  }

  #site(): number {
    const { action, span } = this;
    const place = { clause: this.#clause, action, line: span.line, column: columnOf(span) };
    return this.#program.module.site(place);
  }

  /** In dialect oracle, ERROR's arg1 and arg2 are the probe's id and the clause, counted from 0. */
  get #isOracle(): boolean {
    return this.#program.module.options.dialect === 'oracle';
  }

  get #actionArgument(): number {
    return this.#isOracle ? (this.#program.module.numbers[this.#clause] ?? 0) : this.action;
  }
}
