import type { Block, IrFunction, Op, Operand, Terminator, VReg } from '../ir.ts';
import { definitionOf, isReg } from '../operands.ts';
import {
  COMMUTATIVE,
  evaluateAlu,
  evaluateCondition,
  evaluateExtend,
  evaluateSwap,
  MIRRORED,
} from './arithmetic.ts';
import { type Facts, factsOf, resolve, significantBits } from './facts.ts';
import { simplifyAlu } from './simplify.ts';

/**
 * Constants and copies go into the operands that read them, address sums into the offsets of loads
 * and stores, operations on constants become constants. Leaves what got useless to dead-code.
 */
export function fold(fn: IrFunction): IrFunction {
  const facts = factsOf(fn);
  const constants = new Map<VReg, Imm>();
  const read = (operand: Operand): Operand =>
    isReg(operand) ? (constants.get(operand) ?? resolve(facts, operand)) : operand;
  const scope = { ...facts, read };
  const blocks = fn.blocks.map((block) => {
    constants.clear();
    return foldBlock(block, scope, constants);
  });
  return { ...fn, blocks };
}

type Imm = Exclude<Operand, VReg>;

/** `constants`: those that are known at the place where it is. */
function foldBlock(block: Block, scope: Scope, constants: Map<VReg, Imm>): Block {
  const ops = block.ops.map((op) => {
    const folded = foldOp(op, scope);
    if (folded.op === 'constant') constants.set(folded.dst, { imm: folded.value });
    else if (constants.size > 0) {
      const dst = definitionOf(folded);
      if (dst !== undefined) constants.delete(dst);
    }
    return folded;
  });
  return { ...block, ops, end: foldEnd(block.end, scope) };
}

/** Facts, and what an operand stands for at this place. */
interface Scope extends Facts {
  read(operand: Operand): Operand;
}

/** The register to read where an immediate cannot stand. */
function readReg(scope: Scope, reg: VReg): VReg {
  const operand = scope.read(reg);
  return isReg(operand) ? operand : reg;
}

function foldOp(op: Op, scope: Scope): Op {
  switch (op.op) {
    case 'move':
      return assign(op.dst, scope.read(op.src));
    case 'alu':
      return foldAlu(op, scope);
    case 'negate':
    case 'swap':
    case 'extend':
      return foldUnary(op, scope);
    case 'load': {
      const { base, offset } = foldAddress(op, scope);
      return base === op.base && offset === op.offset ? op : { ...op, base, offset };
    }
    case 'store': {
      const { base, offset } = foldAddress(op, scope);
      return { ...op, base, offset, value: foldStored(op, scope) };
    }
    case 'atomicAdd': {
      const { base, offset } = foldAddress(op, scope);
      return { ...op, base, offset, value: readReg(scope, op.value) };
    }
    case 'call':
    case 'invoke':
      return { ...op, args: op.args.map(scope.read) };
    default:
      return op;
  }
}

function assign(dst: VReg, value: Operand): Op {
  return isReg(value)
    ? { op: 'move', dst, src: value }
    : { op: 'constant', dst, value: BigInt.asIntN(64, value.imm) };
}

function foldAlu(op: Op & { op: 'alu' }, scope: Scope): Op {
  const a = scope.read(op.a);
  const b = scope.read(op.b);
  if (!isReg(a) && !isReg(b)) return assign(op.dst, { imm: evaluateAlu(op.alu, a.imm, b.imm) });
  if (!isReg(a) && isReg(b) && COMMUTATIVE.has(op.alu)) {
    return simplifyAlu({ ...op, a: b, b: a }, scope);
  }
  const unchanged = b === op.b && (a === op.a || !isReg(a));
  return simplifyAlu(unchanged ? op : { ...op, a: isReg(a) ? a : op.a, b }, scope);
}

function foldUnary(op: Op & { op: 'negate' | 'swap' | 'extend' }, scope: Scope): Op {
  const src = scope.read(op.src);
  if (!isReg(src)) return assign(op.dst, { imm: evaluateUnary(op, src.imm) });
  if (op.op === 'extend' && extendsNothing(op, src, scope)) return assign(op.dst, src);
  return { ...op, src };
}

function evaluateUnary(op: Op & { op: 'negate' | 'swap' | 'extend' }, value: bigint): bigint {
  if (op.op === 'negate') return -value;
  if (op.op === 'swap') return evaluateSwap(op.bytes, value);
  return evaluateExtend(op.bytes, op.signed, value);
}

/** The value already has the form that the extension makes. */
function extendsNothing(op: Op & { op: 'extend' }, src: VReg, scope: Scope): boolean {
  const bits = significantBits(scope, src);
  if (op.signed ? bits < op.bytes * 8 : bits <= op.bytes * 8) return true;
  const from = scope.definition(src);
  return (
    op.signed &&
    (from?.op === 'load' || from?.op === 'extend') &&
    from.signed &&
    from.bytes <= op.bytes
  );
}

interface Address {
  readonly base: VReg;
  readonly offset: number;
}

const LARGEST_OFFSET = 0x7fff;

/** base = p + constant: p with the constant in the offset. */
function foldAddress({ base, offset }: Address, scope: Scope): Address {
  const reg = readReg(scope, base);
  const op = scope.definition(reg);
  if (op?.op !== 'alu' || op.alu !== 'add' || isReg(op.b)) return { base: reg, offset };
  const sum = Number(op.b.imm) + offset;
  if (!scope.stable(op.a) || Math.abs(sum) > LARGEST_OFFSET) return { base: reg, offset };
  return { base: op.a, offset: sum };
}

/** What is stored, without an extension of bytes that are not stored. */
function foldStored(op: Op & { op: 'store' }, scope: Scope): Operand {
  const value = scope.read(op.value);
  const from = isReg(value) ? scope.definition(value) : undefined;
  const needless = from?.op === 'extend' && from.bytes >= op.bytes && scope.stable(from.src);
  return needless ? from.src : value;
}

function foldEnd(end: Terminator, scope: Scope): Terminator {
  if (end.op === 'return') return { ...end, value: scope.read(end.value) };
  return end.op === 'branch' ? foldBranch(end, scope) : end;
}

function foldBranch(end: Terminator & { op: 'branch' }, scope: Scope): Terminator {
  const a = scope.read(end.a);
  const b = scope.read(end.b);
  if (isReg(a)) return { ...end, a, b };
  if (isReg(b)) return { ...end, condition: MIRRORED[end.condition], a: b, b: a };
  const target = evaluateCondition(end.condition, a.imm, b.imm) ? end.yes : end.no;
  return { op: 'jump', target };
}
