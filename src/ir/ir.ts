/**
 * What lies between D and BPF: functions of straight-line blocks over any number of virtual
 * registers. A virtual register (VReg) holds 64 bits and may be assigned more than once, so that
 * the arms of `?:` write the same one. The operations, with BPF's own meaning:
 *
 *   constant  dst ← value                     (64-bit immediate)
 *   move      dst ← src
 *   alu       dst ← a op b                    (64-bit; / and % unsigned; shifts mask the count to 63)
 *   negate    dst ← −src
 *   swap      dst ← src with its low 2, 4 or 8 bytes in the other byte order, zero-extended
 *   extend    dst ← low 1, 2 or 4 bytes of src, sign- or zero-extended
 *   load      dst ← *(size)(base + offset), zero- or sign-extended
 *   store     *(size)(base + offset) ← value
 *   atomicAdd *(size)(base + offset) += value (4 or 8 bytes)
 *   map       dst ← the map itself, for helpers
 *   mapValue  dst ← address of element 0's value + offset (arrays only)
 *   stack     dst ← address of a stack slot + offset
 *   call      dst ← helper(args)              (at most five)
 *   invoke    dst ← function of this module(args)
 *
 * Each block ends in exactly one of
 *
 *   jump      to target
 *   branch    to `yes` if a cond b, else to `no`
 *   mayGoto   to `next`; the verifier takes it that control may go to `exit` as well at any time
 *   return    value in r0
 *
 * A register must be written on every path before it is read. The verifier's rules that are not
 * visible here (null checks, closed records, bounded loops) are kept by the builder's combinators.
 */
import type { HelperName } from '../bpf/index.ts';

declare const vregBrand: unique symbol;
export type VReg = number & { readonly [vregBrand]: 'vreg' };

declare const blockBrand: unique symbol;
export type BlockId = number & { readonly [blockBrand]: 'block' };

declare const slotBrand: unique symbol;
/** A piece of the function's stack frame, 8-byte aligned. */
export type SlotId = number & { readonly [slotBrand]: 'slot' };

/** Immediates are sign-extended 32-bit where BPF has the form, else put in a register by emit. */
export type Operand = VReg | { readonly imm: bigint };

export type Size = 1 | 2 | 4 | 8;

export type AluOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'
  | 'and'
  | 'or'
  | 'xor'
  | 'lsh'
  | 'rsh'
  | 'arsh';

export type Condition =
  | 'eq'
  | 'ne'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'sgt'
  | 'sge'
  | 'slt'
  | 'sle'
  | 'set';

export type Op =
  | { readonly op: 'constant'; readonly dst: VReg; readonly value: bigint }
  | { readonly op: 'move'; readonly dst: VReg; readonly src: VReg }
  | {
      readonly op: 'alu';
      readonly alu: AluOp;
      readonly dst: VReg;
      readonly a: VReg;
      readonly b: Operand;
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
  | {
      readonly op: 'load';
      readonly bytes: Size;
      readonly signed: boolean;
      readonly dst: VReg;
      readonly base: VReg;
      readonly offset: number;
    }
  | {
      readonly op: 'store';
      readonly bytes: Size;
      readonly base: VReg;
      readonly offset: number;
      readonly value: Operand;
    }
  | {
      readonly op: 'atomicAdd';
      readonly bytes: 4 | 8;
      readonly base: VReg;
      readonly offset: number;
      readonly value: VReg;
    }
  | { readonly op: 'map'; readonly dst: VReg; readonly map: string }
  | { readonly op: 'mapValue'; readonly dst: VReg; readonly map: string; readonly offset: number }
  | { readonly op: 'stack'; readonly dst: VReg; readonly slot: SlotId; readonly offset: number }
  | {
      readonly op: 'call';
      readonly dst: VReg;
      readonly helper: HelperName;
      readonly args: readonly Operand[];
    }
  | {
      readonly op: 'invoke';
      readonly dst: VReg;
      readonly function: string;
      readonly args: readonly Operand[];
    };

export type Terminator =
  | { readonly op: 'jump'; readonly target: BlockId }
  | {
      readonly op: 'branch';
      readonly condition: Condition;
      readonly a: VReg;
      readonly b: Operand;
      readonly yes: BlockId;
      readonly no: BlockId;
    }
  | { readonly op: 'mayGoto'; readonly next: BlockId; readonly exit: BlockId }
  | { readonly op: 'return'; readonly value: Operand };

/** Where code came from; every operation made while a mark is in force carries it. */
export interface SourceMark {
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Fault site, when the marked code is one: emit reports its instruction index back. */
  readonly site?: number;
  /** The clause that the code is a part of. */
  readonly clause?: SourceMark;
}

export interface Block {
  readonly id: BlockId;
  readonly ops: readonly Op[];
  /** Parallel to `ops`. */
  readonly marks: readonly (SourceMark | undefined)[];
  readonly end: Terminator;
}

export interface IrFunction {
  readonly name: string;
  /** Registers that hold r1… at entry. */
  readonly parameters: readonly VReg[];
  /** In emission order; the first is the entry. */
  readonly blocks: readonly Block[];
  readonly vregs: number;
  /** Bytes of each stack slot. */
  readonly slots: readonly number[];
}

/** One loadable program: its first function is entered by the kernel with the context in r1. */
export interface IrProgram {
  readonly name: string;
  readonly functions: readonly IrFunction[];
}
