import { successors } from '../builder.ts';
import type { Block, IrFunction, Op, Terminator, VReg } from '../ir.ts';
import { Flow } from '../liveness.ts';
import { definitionOf, isPure, usesOf } from '../operands.ts';
import { factsOf } from './facts.ts';

/**
 * Drops operations whose only effect is a value that nobody reads. What is written once is needed if
 * anything reads it at all; of the few registers that are written again, it matters what comes next.
 */
export function removeDeadCode(fn: IrFunction): IrFunction {
  const demand = demandOf(fn);
  const blocks = fn.blocks.slice();
  // Readers mostly come later than what they read, and so go first.
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i];
    if (block) blocks[i] = prune(block, demand, new Set(demand.live[i]));
  }
  return { ...fn, blocks };
}

interface Demand {
  /** Written once. */
  stable(reg: VReg): boolean;
  /** How many reads of each register there are. */
  readonly reads: Uint32Array;
  /** The registers that are not stable and live at the end of each block. */
  readonly live: readonly (readonly number[])[];
}

function demandOf(fn: IrFunction): Demand {
  const { stable } = factsOf(fn);
  const index = new Map(fn.blocks.map((block, i) => [block.id, i]));
  const reads = new Uint32Array(fn.vregs);
  const flow = new Flow(fn.blocks.length);
  const read = (op: Op | Terminator) => {
    for (const use of usesOf(op)) {
      reads[use] = (reads[use] ?? 0) + 1;
      if (!stable(use)) flow.read(use);
    }
  };
  for (const { ops, end } of fn.blocks) {
    for (const op of ops) {
      read(op);
      const dst = definitionOf(op);
      if (dst !== undefined && !stable(dst)) flow.write(dst);
    }
    read(end);
    flow.endBlock(successors(end).map((id) => index.get(id) ?? 0));
  }
  return { stable, reads, live: flow.liveOut() };
}

/** Walks backward; `live` are the registers that are not stable and live at that place. */
function prune(block: Block, { stable, reads }: Demand, live: Set<number>): Block {
  const use = (op: Op | Terminator) => {
    for (const reg of usesOf(op)) if (!stable(reg)) live.add(reg);
  };
  const needed = (reg: VReg) => (stable(reg) ? reads[reg] !== 0 : live.has(reg));
  use(block.end);
  const kept: number[] = [];
  for (let i = block.ops.length - 1; i >= 0; i--) {
    const op = block.ops[i];
    if (!op) continue;
    const dst = definitionOf(op);
    if (dst !== undefined && isPure(op) && !needed(dst)) {
      for (const reg of usesOf(op)) reads[reg] = (reads[reg] ?? 0) - 1;
      continue;
    }
    if (dst !== undefined) live.delete(dst);
    use(op);
    kept.push(i);
  }
  if (kept.length === block.ops.length) return block;
  kept.reverse();
  return {
    ...block,
    ops: kept.flatMap((i) => block.ops[i] ?? []),
    marks: kept.map((i) => block.marks[i]),
  };
}
