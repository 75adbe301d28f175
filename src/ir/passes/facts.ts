import type { IrFunction, Op, Operand, VReg } from '../ir.ts';
import { definitionOf, isReg } from '../operands.ts';

/**
 * What is known about registers in one function. A register with a single definition has the same
 * value wherever it is read (its definition lies on every path there), so facts about it hold
 * everywhere; for the others only constants assigned earlier in the same block are known.
 */
export interface Facts {
  /** The only operation that writes the register; undefined for parameters and rewritten ones. */
  definition(reg: VReg): Op | undefined;
  /** Written once: may be read in place of a copy anywhere the copy is read. */
  stable(reg: VReg): boolean;
}

export function factsOf(fn: IrFunction): Facts {
  const counts = new Uint32Array(fn.vregs);
  const definitions: (Op | undefined)[] = new Array(fn.vregs);
  for (const parameter of fn.parameters) counts[parameter] = 1;
  for (const { ops } of fn.blocks) {
    for (const op of ops) {
      const dst = definitionOf(op);
      if (dst === undefined) continue;
      counts[dst] = (counts[dst] ?? 0) + 1;
      definitions[dst] = op;
    }
  }
  const stable = (reg: VReg) => counts[reg] === 1;
  return { stable, definition: (reg) => (stable(reg) ? definitions[reg] : undefined) };
}

/** The register's source at the end of a chain of copies, or its constant. */
export function resolve(facts: Facts, operand: Operand): Operand {
  for (let at = operand; ; ) {
    if (!isReg(at)) return at;
    const op = facts.definition(at);
    if (op?.op === 'constant') return { imm: op.value };
    if (op?.op !== 'move' || !facts.stable(op.src)) return at;
    at = op.src;
  }
}

/** An upper bound of the value's bits, of operations whose bound the verifier sees too. */
export function significantBits(facts: Facts, reg: VReg): number {
  const op = facts.definition(reg);
  if (op?.op === 'load' && !op.signed) return op.bytes * 8;
  if (op?.op === 'extend' && !op.signed) return op.bytes * 8;
  if (op?.op !== 'alu' || isReg(op.b)) return 64;
  if (op.alu === 'and' && op.b.imm >= 0n) return op.b.imm.toString(2).length;
  return op.alu === 'rsh' ? 64 - Number(op.b.imm & 63n) : 64;
}
