import { assertNever } from '../diag/index.ts';
import type { Op, Operand, Terminator, VReg } from './ir.ts';

/** What operations read and write; every pass walks IR through these three functions. */

export function isReg(operand: Operand): operand is VReg {
  return typeof operand !== 'object';
}

/** One that is always read, and one that may be an immediate. */
function registers(reg: VReg, operand: Operand): readonly VReg[] {
  return isReg(operand) ? [reg, operand] : [reg];
}

/** The registers an operation reads. */
export function usesOf(op: Op | Terminator): readonly VReg[] {
  switch (op.op) {
    case 'constant':
    case 'map':
    case 'mapValue':
    case 'stack':
    case 'jump':
    case 'mayGoto':
      return [];
    case 'move':
    case 'negate':
    case 'swap':
    case 'extend':
      return [op.src];
    case 'alu':
    case 'branch':
      return registers(op.a, op.b);
    case 'load':
      return [op.base];
    case 'store':
    case 'atomicAdd':
      return registers(op.base, op.value);
    case 'call':
    case 'invoke':
      return op.args.filter(isReg);
    case 'return':
      return isReg(op.value) ? [op.value] : [];
    default:
      return assertNever(op);
  }
}

/** The register an operation writes. */
export function definitionOf(op: Op): VReg | undefined {
  return op.op === 'store' || op.op === 'atomicAdd' ? undefined : op.dst;
}

/** False for what must stay even if nobody reads its result. */
export function isPure(op: Op): boolean {
  return op.op !== 'store' && op.op !== 'atomicAdd' && op.op !== 'call' && op.op !== 'invoke';
}
