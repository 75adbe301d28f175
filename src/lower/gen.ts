import {
  DROP_KINDS,
  DROPS_MAP,
  type DropKind,
  FAULT_CODES,
  type FaultCode,
  type MapSpec,
} from '../bpf/index.ts';
import { bug, type Span } from '../diag/index.ts';
import {
  type Arg,
  type BlockId,
  type IrBuilder,
  imm,
  type SlotId,
  type VReg,
} from '../ir/index.ts';
import type { Gen, Options, Place, StringValue } from '../lang/index.ts';
import type { Probe, TypedClause } from '../typed/index.ts';
import { padded } from './bounds.ts';
import type { ModuleGen } from './module.ts';
import type { HookClause, ProgramGen } from './program.ts';
import { ScratchRegion } from './region.ts';
import { submit } from './ring.ts';
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
export const FAULT_SLOT_BYTES = 48;

/** Scratch of at most this many bytes is taken from the stack, as long as a clause has not had enough. */
const SMALL = 16;
const STACK_SCRATCH = 64;

/** What rows and expressions use to make the code of one clause at one hook. */
export class ClauseGen implements Gen {
  readonly program: ProgramGen;
  readonly module: ModuleGen;
  readonly b: IrBuilder;
  readonly options: Options;
  readonly clause: TypedClause;
  readonly index: number;
  readonly selectors: ReadonlyMap<number, number>;
  readonly region: ScratchRegion;
  /** Where a fault goes; the record, if one is open, is given up there. */
  #faultLabel: BlockId | undefined;
  /** Where the clause ends without a word: the verifier does not see that scratch is always there. */
  #lostLabel: BlockId | undefined;
  /** 1-based position of the statement being lowered; 0 in the predicate. */
  action = 0;
  /** What is being lowered, for fault reports. */
  span: Span;
  #once = new Map<string, { readonly scope: number; readonly value: VReg }[]>();
  readonly #faultSlot: SlotId;
  readonly #slots: SlotId[] = [];
  #stackBytes = 0;
  #scratch: number;

  constructor(program: ProgramGen, { clause, index, selectors }: HookClause) {
    this.program = program;
    this.module = program.module;
    this.b = program.b;
    this.options = program.module.options;
    this.clause = clause;
    this.index = index;
    this.selectors = selectors;
    this.span = clause.span;
    this.region = new ScratchRegion(this);
    this.#faultSlot = this.b.slot(FAULT_SLOT_BYTES);
    this.#scratch = program.kept.end;
  }

  get context(): VReg {
    return this.program.programContext;
  }

  /** Gives the clause's stack space back. */
  close(): void {
    for (const slot of [this.#faultSlot, ...this.#slots]) this.b.release(slot);
  }

  once(name: string, make: () => VReg): VReg {
    const kept = this.#once.get(name) ?? [];
    const usable = kept.find((k) => this.b.inScope(k.scope));
    if (usable) return usable.value;
    const value = make();
    this.#once.set(name, [...kept, { scope: this.b.scope, value }]);
    return value;
  }

  // ---- memory

  #scratchBase(): VReg {
    this.#lostLabel ??= this.b.label();
    const lost = this.#lostLabel;
    return this.once('scratch', () => this.program.scratchBase(lost));
  }

  kept(subroutine: string): Place {
    const offset = this.program.kept.offsets.get(subroutine) ?? bug(`${subroutine} keeps nothing`);
    return { base: this.#scratchBase(), offset };
  }

  scratch(bytes: number): Place {
    // What is said to hold nothing, such as an array of unknown size, has a place too.
    const size = padded(Math.max(bytes, 1));
    const base = this.#scratchBase();
    const offset = this.#scratch;
    this.#scratch += size;
    this.program.useScratch(this.#scratch);
    return { base, offset };
  }

  local(bytes: number): Place {
    const size = padded(bytes);
    if (size > SMALL || this.#stackBytes + size > STACK_SCRATCH) return this.scratch(size);
    const slot = this.b.slot(size);
    this.#stackBytes += size;
    this.#slots.push(slot);
    return { base: this.b.slotAddress(slot), offset: 0 };
  }

  reuse<T>(make: () => T): T {
    const before = this.#scratch;
    const result = make();
    this.#scratch = before;
    return result;
  }

  zeros(bytes: number): VReg {
    return this.b.mapValue(this.module.constants.zeros(bytes));
  }

  constant(bytes: Uint8Array): VReg {
    const { map, offset } = this.module.constants.intern(bytes);
    return this.b.mapValue(map, offset);
  }

  address(place: Place): VReg {
    return place.offset === 0 ? place.base : this.b.alu('add', place.base, imm(place.offset));
  }

  kernelOffset(struct: string, member: string): number {
    return this.module.world.kernelOffset(struct, member);
  }

  processors(): Uint8Array {
    return this.module.world.processors?.() ?? new Uint8Array(8);
  }

  // ---- the thread

  processId(): VReg {
    return this.b.alu('rsh', this.#pidTgid(), imm(32));
  }

  threadId(): VReg {
    return this.b.extend(4, false, this.#pidTgid());
  }

  #pidTgid(): VReg {
    return this.once('pid_tgid', () => this.b.call('get_current_pid_tgid'));
  }

  firingTime(): VReg {
    return this.once('time', () => this.program.time());
  }

  forgetTime(): void {
    this.#once.delete('time');
    this.program.forgetTime();
  }

  // ---- the probe

  argument(index: number): VReg {
    return this.once(`arg${index}`, () => {
      const { hook, context, state } = this.program;
      return hook.argument(this.b, context, index, state);
    });
  }

  errno(): VReg {
    const { hook, context } = this.program;
    return this.once('probe.errno', () => hook.errno?.(this.b, context) ?? this.b.constant(0));
  }

  probeId(): Arg {
    return this.#perProbe('probeId', (p) => p.id);
  }

  epid(): Arg {
    const first = this.module.epids[this.index] ?? 0;
    return this.#perProbe(`epid${first}`, (_, position) => first + position);
  }

  /** The probe, when the clause has only one at this hook. */
  get #single(): { readonly probe: Probe; readonly position: number } | undefined {
    if (this.program.hook.selector && this.selectors.size !== 1) return undefined;
    const position = [...this.selectors.values()][0] ?? 0;
    const probe = this.clause.probes[position];
    return probe && { probe, position };
  }

  /** A number that each probe of the clause has: an immediate, or from a table by selector. */
  #perProbe(name: string, value: (probe: Probe, position: number) => number): Arg {
    const single = this.#single;
    if (single) return imm(value(single.probe, single.position));
    return this.once(name, () => {
      const table = new Uint32Array(this.program.hook.selector?.limit ?? 0);
      for (const [selector, position] of this.selectors) {
        const probe = this.clause.probes[position];
        if (probe) table[selector] = value(probe, position);
      }
      return this.b.load(4, this.#tableEntry(new Uint8Array(table.buffer), 4), 0);
    });
  }

  /** Address of a table's entry for the selector. The mask repeats the bound for the verifier. */
  #tableEntry(table: Uint8Array, stride: number): VReg {
    const { b } = this;
    const { selector, hook } = this.program;
    const limit = hook.selector?.limit ?? 1;
    const bounded = b.alu('and', selector ?? b.constant(0), imm(limit - 1));
    const offset = stride === 1 ? bounded : b.alu('mul', bounded, imm(stride));
    return b.alu('add', this.constant(table), offset);
  }

  /** Is the selector one of the clause's? Leaves to `next` if not. */
  guard(next: BlockId): void {
    const { selector, hook } = this.program;
    if (selector === undefined || this.selectors.size === hook.selector?.count) return;
    const [only, ...others] = this.selectors.keys();
    if (only !== undefined && others.length === 0) {
      this.b.jumpIf('ne', selector, imm(only), next);
      return;
    }
    const table = new Uint8Array(hook.selector?.limit ?? 0);
    for (const s of this.selectors.keys()) table[s] = 1;
    this.b.jumpIf('eq', this.b.load(1, this.#tableEntry(table, 1)), imm(0), next);
  }

  probeText(part: 'provider' | 'module' | 'function' | 'name'): StringValue {
    const single = this.#single;
    const texts = new Set(this.clause.probes.map((p) => p[part]));
    const known = single ? single.probe[part] : texts.size === 1 ? [...texts][0] : undefined;
    if (known !== undefined) return this.#constantText(known);
    const bound = this.module.bounds.probeText;
    const stride = padded(bound);
    const table = Buffer.alloc(stride * (this.program.hook.selector?.limit ?? 0));
    for (const [selector, position] of this.selectors)
      table.write(this.clause.probes[position]?.[part] ?? '', selector * stride, 'latin1');
    const base = this.once(`probe.${part}`, () => this.#tableEntry(table, stride));
    return { kind: 'string', at: { base, offset: 0 }, bound };
  }

  #constantText(text: string): StringValue {
    const bytes = Buffer.from(`${text}\0`, 'latin1');
    const base = this.constant(bytes);
    return { kind: 'string', at: { base, offset: 0 }, bound: bytes.length, constant: text };
  }

  /** Oracle's BEGIN and END fire in user land: there is no kernel stack. */
  get #skippedFrames(): number {
    const MOST_SKIPPED = 255;
    const { role, skipFrames } = this.program.hook;
    const own = role !== undefined && this.options.dialect === 'oracle';
    return own ? MOST_SKIPPED : skipFrames;
  }

  stack(at: Place, bytes: number, user: boolean): VReg {
    const USER_STACK = 256;
    const flags = user ? USER_STACK : this.#skippedFrames;
    return this.b.call('get_stack', this.context, this.address(at), imm(bytes), imm(flags));
  }

  // ---- faults and drops

  fault(code: FaultCode, value: Arg = imm(0)): void {
    const { b } = this;
    this.#faultLabel ??= b.label();
    this.program.noteFault();
    const site = this.module.site({
      clause: this.index,
      action: this.action,
      line: this.span.line,
      column: columnOf(this.span),
    });
    const before = b.mark({ ...markOf(this.span), site });
    const at = b.slotAddress(this.#faultSlot);
    b.store(4, at, FAULT_SLOT.site, imm(site));
    b.store(
      8,
      at,
      FAULT_SLOT.action,
      imm(this.#isOracle ? (this.module.numbers[this.index] ?? 0) : this.action),
    );
    b.store(8, at, FAULT_SLOT.code, imm(FAULT_CODES[code]));
    b.store(8, at, FAULT_SLOT.value, value);
    b.jump(this.#faultLabel);
    b.mark(before);
    // What follows cannot be reached; a label keeps the builder going.
    b.bind(b.label());
  }

  map(spec: MapSpec): VReg {
    return this.b.map(this.module.map(spec));
  }

  submit(record: VReg): void {
    submit(this, record, false);
  }

  /** There, ERROR's arg1 and arg2 are the probe's id and the clause, counted from 0. */
  get #isOracle(): boolean {
    return this.options.dialect === 'oracle';
  }

  faultIfNegative(result: VReg, code: FaultCode, value: Arg): void {
    this.b.when('slt', result, imm(0), () => this.fault(code, value));
  }

  /** Where lookups of scratch since the last call go to that find none; undefined if there were none. */
  takeLostLabel(): BlockId | undefined {
    const label = this.#lostLabel;
    this.#lostLabel = undefined;
    return label;
  }

  /** Where the faults since the last call go to; undefined if there were none. */
  takeFaultLabel(): BlockId | undefined {
    const label = this.#faultLabel;
    this.#faultLabel = undefined;
    return label;
  }

  /** Reports the fault that brought control here. */
  reportFault(): void {
    const { b } = this;
    if (this.program.hook.role === 'error') {
      this.drop('error');
      return;
    }
    // Control came from anywhere in the clause: nothing that it computed is sure to be there.
    this.#once = new Map();
    const at = b.slotAddress(this.#faultSlot);
    b.store(8, at, FAULT_SLOT.epid, this.#isOracle ? this.probeId() : this.epid());
    b.store(4, at, FAULT_SLOT.probe, this.probeId());
    b.store(8, at, FAULT_SLOT.offset, imm(0));
    const ended = b.invoke('fault', at, this.context);
    if (this.module.errorsEnd) b.jumpIf('ne', ended, imm(0), this.program.done);
  }

  drop(kind: DropKind): void {
    const { b } = this;
    const slot = b.slot(8);
    b.store(4, b.slotAddress(slot), 0, imm(0));
    const counters = b.call('map_lookup_elem', b.map(DROPS_MAP), b.slotAddress(slot));
    b.release(slot);
    b.when('ne', counters, imm(0), () => {
      b.atomicAdd(8, counters, DROP_KINDS.indexOf(kind) * 8, imm(1));
    });
  }
}
