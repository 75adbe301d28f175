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
  | { readonly op: 'mayGoto'; readonly next: BlockId; readonly exit: BlockId }
  | { readonly op: 'return'; readonly value: Source };

/** An operation, with what every pass asks of it. */
export interface Step {
  readonly op: MachineOp;
  readonly mark: SourceMark | undefined;
  /** The registers that it reads. */
  readonly reads: readonly VReg[];
  /** The register that it writes. */
  readonly dst: VReg | undefined;
}

export function stepOf(op: MachineOp, mark: SourceMark | undefined): Step {
  return { op, mark, reads: readsOf(op), dst: 'dst' in op ? op.dst : undefined };
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
    case 'mayGoto':
      return op;
    default:
      return assertNever(op);
  }
}

const NONE: readonly VReg[] = [];

function readsOf(op: MachineOp): readonly VReg[] {
  switch (op.op) {
    case 'set':
      return isReg(op.from) ? [op.from] : NONE;
    case 'alu':
    case 'branch':
      return isReg(op.b) ? [op.a, op.b] : [op.a];
    case 'negate':
    case 'swap':
    case 'extend':
    case 'spill':
      return [op.src];
    case 'load':
      return isReg(op.base) ? [op.base] : NONE;
    case 'store':
    case 'atomicAdd':
      return [op.base, op.value].filter(isReg);
    case 'call':
      return op.args.filter(isReg);
    case 'return':
      return isReg(op.value) ? [op.value] : NONE;
    case 'jump':
    case 'mayGoto':
      return NONE;
    default:
      return assertNever(op);
  }
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
  if (end?.op === 'mayGoto') return [end.next, end.exit];
  return end?.op === 'branch' ? [end.yes, end.no] : [];
}
