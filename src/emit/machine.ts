import type { HelperName } from '../bpf/index.ts';
import { assertNever } from '../diag/index.ts';
import {
  type AluOp,
  type BlockId,
  COMMUTATIVE,
  type Condition,
  type Size,
  type SlotId,
  type SourceMark,
  type VReg,
} from '../ir/index.ts';

/**
 * IR made fit for BPF: immediates have 32 bits, memory is addressed through a register or the frame
 * pointer, and whatever can be made out of nothing (Fixed) is an operand where BPF has room for it.
 * Still over virtual registers; `allocate` gives them real ones.
 */

/** A value that needs no register to exist: it can be made anew at each place that needs it. */
export type Fixed =
  | { readonly kind: 'constant'; readonly value: bigint }
  | { readonly kind: 'stack'; readonly slot: SlotId; readonly offset: number }
  | { readonly kind: 'map'; readonly map: string }
  | { readonly kind: 'mapValue'; readonly map: string; readonly offset: number }
  /** The content of a spilled register. */
  | { readonly kind: 'cell'; readonly cell: number };

export type Source = VReg | Fixed;

/** Fits the 32-bit immediate field, sign-extended. */
export interface Imm {
  readonly imm: number;
}

/** An object on the stack, addressed from r10. */
export interface Slot {
  readonly slot: SlotId;
}

type Target =
  | { readonly kind: 'helper'; readonly name: HelperName }
  | { readonly kind: 'function'; readonly name: string };

interface Memory {
  readonly base: VReg | Slot;
  readonly offset: number;
}

export type MachineOp =
  | { readonly op: 'set'; readonly dst: VReg; readonly from: Source }
  | {
      readonly op: 'alu';
      readonly alu: AluOp;
      readonly dst: VReg;
      readonly a: VReg;
      readonly b: VReg | Imm;
    }
  | { readonly op: 'negate'; readonly dst: VReg; readonly src: VReg }
  | { readonly op: 'swap'; readonly bytes: 2 | 4 | 8; readonly dst: VReg; readonly src: VReg }
  | {
      readonly op: 'extend';
      readonly bytes: 1 | 2 | 4;
      readonly signed: boolean;
      readonly dst: VReg;
      readonly src: VReg;
    }
  | ({
      readonly op: 'load';
      readonly bytes: Size;
      readonly signed: boolean;
      readonly dst: VReg;
    } & Memory)
  | ({ readonly op: 'store'; readonly bytes: Size; readonly value: VReg | Imm } & Memory)
  | ({ readonly op: 'atomicAdd'; readonly bytes: 4 | 8; readonly value: VReg } & Memory)
  | {
      readonly op: 'call';
      readonly dst: VReg;
      readonly target: Target;
      readonly args: readonly Source[];
    }
  | { readonly op: 'spill'; readonly src: VReg; readonly cell: number }
  | { readonly op: 'jump'; readonly target: BlockId }
  | {
      readonly op: 'branch';
      readonly condition: Condition;
      readonly a: VReg;
      readonly b: VReg | Imm;
      readonly yes: BlockId;
      readonly no: BlockId;
    }
  | { readonly op: 'return'; readonly value: Source };

export interface Step {
  readonly op: MachineOp;
  readonly mark: SourceMark | undefined;
}

export interface MachineBlock {
  readonly id: BlockId;
  /** The last one ends the block, and only that. */
  readonly steps: readonly Step[];
}

export interface MachineFunction {
  readonly name: string;
  readonly parameters: readonly VReg[];
  readonly blocks: readonly MachineBlock[];
  readonly vregs: number;
  readonly slots: readonly number[];
}

export function isReg(value: Source | Imm | Slot): value is VReg {
  return typeof value !== 'object';
}

/** The op with its reads and its write replaced. */
export interface Rewrite {
  /** A register that must be one. */
  use(reg: VReg): VReg;
  /** A register where a Fixed would do as well. */
  source(reg: VReg): Source;
  define(reg: VReg): VReg;
}

/** Reads are rewritten before the write. */
export function rewriteOp(op: MachineOp, to: Rewrite): MachineOp {
  const use = <T extends Imm | Slot>(value: VReg | T) => (isReg(value) ? to.use(value) : value);
  const source = (value: Source) => (isReg(value) ? to.source(value) : value);
  switch (op.op) {
    case 'set': {
      const from = source(op.from);
      return { ...op, from, dst: to.define(op.dst) };
    }
    case 'alu': {
      const [a, b] = [to.use(op.a), use(op.b)];
      return { ...op, a, b, dst: to.define(op.dst) };
    }
    case 'negate':
    case 'swap':
    case 'extend': {
      const src = to.use(op.src);
      return { ...op, src, dst: to.define(op.dst) };
    }
    case 'load': {
      const base = use(op.base);
      return { ...op, base, dst: to.define(op.dst) };
    }
    case 'store':
      return { ...op, base: use(op.base), value: use(op.value) };
    case 'atomicAdd':
      return { ...op, base: use(op.base), value: to.use(op.value) };
    case 'call': {
      const args = op.args.map(source);
      return { ...op, args, dst: to.define(op.dst) };
    }
    case 'spill':
      return { ...op, src: to.use(op.src) };
    case 'branch':
      return { ...op, a: to.use(op.a), b: use(op.b) };
    case 'return':
      return { ...op, value: source(op.value) };
    case 'jump':
      return op;
    default:
      return assertNever(op);
  }
}

/** Calls back with each register an operation reads; makes nothing, as it runs very often. */
export function forEachUse(op: MachineOp, visit: (reg: VReg) => void): void {
  const see = (value: Source | Imm | Slot) => {
    if (isReg(value)) visit(value);
  };
  if ('a' in op) {
    see(op.a);
    see(op.b);
  } else if ('src' in op) see(op.src);
  else if (op.op === 'set') see(op.from);
  else if (op.op === 'call') op.args.forEach(see);
  else {
    if ('base' in op) see(op.base);
    if ('value' in op) see(op.value);
  }
}

export function definitionOf(op: MachineOp): VReg | undefined {
  return 'dst' in op ? op.dst : undefined;
}

/**
 * BPF computes in place: `dst = a op b` is `dst = a; dst op= b`. So b must outlive the write of dst
 * unless the operands may be exchanged.
 */
export function outlivesWrite(op: MachineOp): VReg | undefined {
  if (op.op !== 'alu' || !isReg(op.b) || op.b === op.a || COMMUTATIVE.has(op.alu)) return undefined;
  return op.b;
}

export function targetsOf(block: MachineBlock): readonly BlockId[] {
  const end = block.steps.at(-1)?.op;
  if (end?.op === 'jump') return [end.target];
  return end?.op === 'branch' ? [end.yes, end.no] : [];
}
