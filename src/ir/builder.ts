import type { HelperName } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import type {
  AluOp,
  Block,
  BlockId,
  Condition,
  IrFunction,
  Op,
  Operand,
  Size,
  SlotId,
  SourceMark,
  Terminator,
  VReg,
} from './ir.ts';

/** What the builder takes where IR has an Operand: a register, or a number as immediate. */
export type Arg = VReg | { readonly imm: bigint };

/** An immediate operand. */
export function imm(value: number | bigint): { readonly imm: bigint } {
  return { imm: BigInt.asIntN(64, BigInt(value)) };
}

interface OpenBlock {
  readonly id: BlockId;
  readonly ops: Op[];
  readonly marks: (SourceMark | undefined)[];
  end: Terminator | undefined;
}

/** Builds one function, block after block, in emission order. */
export class IrBuilder {
  readonly #name: string;
  readonly #parameters: readonly VReg[];
  readonly #blocks: OpenBlock[] = [];
  readonly #slots: number[] = [];
  /** Released slots by size, for reuse. */
  readonly #freeSlots = new Map<number, SlotId[]>();
  #vregs = 0;
  #nextBlock = 0;
  #current: OpenBlock | undefined;
  #mark: SourceMark | undefined;
  /** Regions of code entered and not yet left; see `scoped`. */
  #scopes: readonly number[] = [0];
  #nextScope = 1;

  constructor(name: string, parameters = 1) {
    this.#name = name;
    this.#parameters = Array.from({ length: parameters }, () => this.vreg());
    this.bind(this.label());
  }

  /** The function's n-th parameter; 0 is the context of a program. */
  parameter(n: number): VReg {
    return this.#parameters[n] ?? bug(`${this.#name} has no parameter ${n}`);
  }

  vreg(): VReg {
    return this.#vregs++ as VReg;
  }

  // ---- blocks

  label(): BlockId {
    return this.#nextBlock++ as BlockId;
  }

  /** Starts the block of a label; falls through from an open one. */
  bind(label: BlockId): void {
    if (this.#current) this.jump(label);
    const block: OpenBlock = { id: label, ops: [], marks: [], end: undefined };
    this.#blocks.push(block);
    this.#current = block;
  }

  /** False after a jump or return until the next bind: code made there is dropped. */
  get reachable(): boolean {
    return this.#current !== undefined;
  }

  #close(end: Terminator): void {
    if (!this.#current) return;
    this.#current.end = end;
    this.#current = undefined;
  }

  jump(target: BlockId): void {
    this.#close({ op: 'jump', target });
  }

  branch(condition: Condition, a: VReg, b: Arg, yes: BlockId, no: BlockId): void {
    this.#close({ op: 'branch', condition, a, b, yes, no });
  }

  return(value: Arg = imm(0)): void {
    this.#close({ op: 'return', value });
  }

  /**
   * Code that does not run on every path: what it computes must not be reused after it. Values kept
   * with the scope they were made in are good wherever `inScope` still says so.
   */
  scoped<T>(make: () => T): T {
    const before = this.#scopes;
    this.#scopes = [...before, this.#nextScope++];
    const result = make();
    this.#scopes = before;
    return result;
  }

  get scope(): number {
    return this.#scopes.at(-1) ?? 0;
  }

  inScope(scope: number): boolean {
    return this.#scopes.includes(scope);
  }

  /** Runs `then` only if a cond b. */
  when(condition: Condition, a: VReg, b: Arg, then: () => void): void {
    const yes = this.label();
    const after = this.label();
    this.branch(condition, a, b, yes, after);
    this.bind(yes);
    this.scoped(then);
    this.jump(after);
    this.bind(after);
  }

  ifElse(condition: Condition, a: VReg, b: Arg, then: () => void, otherwise: () => void): void {
    const yes = this.label();
    const no = this.label();
    const after = this.label();
    this.branch(condition, a, b, yes, no);
    this.bind(yes);
    this.scoped(then);
    this.jump(after);
    this.bind(no);
    this.scoped(otherwise);
    this.jump(after);
    this.bind(after);
  }

  /** Leaves to `target` if a cond b, else goes on. */
  jumpIf(condition: Condition, a: VReg, b: Arg, target: BlockId): void {
    const next = this.label();
    this.branch(condition, a, b, target, next);
    this.bind(next);
  }

  /**
   * Goes on; the verifier takes it that control may go to `exit` (Linux 6.9). A loop with one in each
   * round need not be seen to end: it is verified once the registers hold nothing new.
   */
  mayGoto(exit: BlockId): void {
    const next = this.label();
    this.#close({ op: 'mayGoto', next, exit });
    this.bind(next);
  }

  /**
   * A loop whose end the verifier can see (bounded loops, Linux 5.3): `body(i)` runs for
   * i = 0, 1, … below the constant `count`, or until it jumps to `stop`. With `zero`, a 0 of which
   * the verifier knows nothing, it need not follow every round, see mayGoto.
   */
  repeat(count: number, body: (i: VReg, stop: BlockId) => void, zero?: VReg): void {
    const i = this.copy(zero ?? imm(0));
    const head = this.label();
    const inside = this.label();
    const stop = this.label();
    this.bind(head);
    if (zero !== undefined) this.mayGoto(stop);
    this.branch('lt', i, imm(count), inside, stop);
    this.bind(inside);
    this.scoped(() => body(i, stop));
    this.assign(i, this.alu('add', i, imm(1)));
    this.jump(head);
    this.bind(stop);
  }

  // ---- operations

  /** All operations until the next mark belong to this piece of D, of the same clause as before. */
  mark(mark: SourceMark | undefined): SourceMark | undefined {
    const before = this.#mark;
    this.#mark = mark && before?.clause ? { clause: before.clause, ...mark } : mark;
    return before;
  }

  #push(op: Op): void {
    if (!this.#current) return;
    this.#current.ops.push(op);
    this.#current.marks.push(this.#mark);
  }

  constant(value: number | bigint): VReg {
    const dst = this.vreg();
    this.#push({ op: 'constant', dst, value: BigInt.asIntN(64, BigInt(value)) });
    return dst;
  }

  /** The operand in a register. */
  reg(value: Arg): VReg {
    return typeof value === 'object' ? this.constant(value.imm) : value;
  }

  /** A fresh register with the same value: it may be assigned without touching the original. */
  copy(value: Arg): VReg {
    if (typeof value === 'object') return this.constant(value.imm);
    const dst = this.vreg();
    this.#push({ op: 'move', dst, src: value });
    return dst;
  }

  assign(dst: VReg, value: Arg): void {
    if (typeof value === 'object') this.#push({ op: 'constant', dst, value: value.imm });
    else this.#push({ op: 'move', dst, src: value });
  }

  alu(alu: AluOp, a: VReg, b: Arg): VReg {
    const dst = this.vreg();
    this.#push({ op: 'alu', alu, dst, a, b });
    return dst;
  }

  negate(src: VReg): VReg {
    const dst = this.vreg();
    this.#push({ op: 'negate', dst, src });
    return dst;
  }

  swap(bytes: 2 | 4 | 8, src: VReg): VReg {
    const dst = this.vreg();
    this.#push({ op: 'swap', bytes, dst, src });
    return dst;
  }

  /** 8 bytes: the register itself. */
  extend(bytes: Size, signed: boolean, src: VReg): VReg {
    if (bytes === 8) return src;
    const dst = this.vreg();
    this.#push({ op: 'extend', bytes, signed, dst, src });
    return dst;
  }

  load(bytes: Size, base: VReg, offset = 0, signed = false): VReg {
    const dst = this.vreg();
    this.#push({ op: 'load', bytes, signed, dst, base, offset });
    return dst;
  }

  store(bytes: Size, base: VReg, offset: number, value: Arg): void {
    this.#push({ op: 'store', bytes, base, offset, value });
  }

  atomicAdd(bytes: 4 | 8, base: VReg, offset: number, value: Arg): void {
    this.#push({ op: 'atomicAdd', bytes, base, offset, value: this.reg(value) });
  }

  map(map: string): VReg {
    const dst = this.vreg();
    this.#push({ op: 'map', dst, map });
    return dst;
  }

  mapValue(map: string, offset = 0): VReg {
    const dst = this.vreg();
    this.#push({ op: 'mapValue', dst, map, offset });
    return dst;
  }

  call(helper: HelperName, ...args: Arg[]): VReg {
    const dst = this.vreg();
    this.#push({ op: 'call', dst, helper, args });
    return dst;
  }

  invoke(name: string, ...args: Arg[]): VReg {
    const dst = this.vreg();
    this.#push({ op: 'invoke', dst, function: name, args });
    return dst;
  }

  /** The value of a condition as 0 or 1. */
  truth(condition: Condition, a: VReg, b: Arg): VReg {
    const dst = this.constant(1);
    const after = this.label();
    const no = this.label();
    this.branch(condition, a, b, after, no);
    this.bind(no);
    this.assign(dst, imm(0));
    this.bind(after);
    return dst;
  }

  // ---- the stack

  /** A stack slot; give it back with `release` when its content is no longer needed. */
  slot(bytes: number): SlotId {
    const size = (bytes + 7) & ~7;
    const free = this.#freeSlots.get(size)?.pop();
    if (free !== undefined) return free;
    this.#slots.push(size);
    return (this.#slots.length - 1) as SlotId;
  }

  release(slot: SlotId): void {
    const size = this.#slots[slot] ?? bug('unknown stack slot');
    const free = this.#freeSlots.get(size) ?? [];
    free.push(slot);
    this.#freeSlots.set(size, free);
  }

  slotAddress(slot: SlotId, offset = 0): VReg {
    const dst = this.vreg();
    this.#push({ op: 'stack', dst, slot, offset });
    return dst;
  }

  // ---- the verifier's rules

  /** Looks an element up; `found` gets the address of its value, `missing` runs without one. */
  lookup(map: string, key: VReg, found: (value: VReg) => void, missing?: () => void): void {
    const value = this.call('map_lookup_elem', this.map(map), key);
    this.ifElse('ne', value, imm(0), () => found(value), missing ?? (() => undefined));
  }

  /** The finished function; blocks that nothing reaches are dropped. */
  finish(): IrFunction {
    if (this.#current) this.return();
    const blocks = new Map(this.#blocks.map((b) => [b.id, b]));
    const reached = reachable(blocks, this.#blocks[0]?.id ?? bug('no entry block'));
    return {
      name: this.#name,
      parameters: this.#parameters,
      blocks: this.#blocks.filter((b) => reached.has(b.id)).map(finishBlock),
      vregs: this.#vregs,
      slots: this.#slots,
    };
  }
}

function finishBlock(block: OpenBlock): Block {
  return {
    id: block.id,
    ops: block.ops,
    marks: block.marks,
    end: block.end ?? bug(`block ${block.id} has no end`),
  };
}

function reachable(blocks: ReadonlyMap<BlockId, OpenBlock>, entry: BlockId): Set<BlockId> {
  const seen = new Set<BlockId>();
  const todo = [entry];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const end = blocks.get(id)?.end ?? bug(`label ${id} is used but not bound`);
    todo.push(...successors(end));
  }
  return seen;
}

/** The blocks a terminator may go to. */
export function successors(end: Terminator): readonly BlockId[] {
  if (end.op === 'jump') return [end.target];
  if (end.op === 'mayGoto') return [end.next, end.exit];
  return end.op === 'branch' ? [end.yes, end.no] : [];
}

export type { Operand };
