import { successors } from '../builder.ts';
import type { Block, IrFunction } from '../ir.ts';
import { type FlowBlock, liveOut } from '../liveness.ts';
import { definitionOf, isPure, usesOf } from '../operands.ts';

/** Drops operations whose only effect is a value that nobody reads. */
export function removeDeadCode(fn: IrFunction): IrFunction {
  const index = new Map(fn.blocks.map((block, i) => [block.id, i]));
  const flow = fn.blocks.map((block) => flowOf(block, (id) => index.get(id) ?? 0));
  const live = liveOut(flow);
  return { ...fn, blocks: fn.blocks.map((block, i) => pruneBlock(block, new Set(live[i]))) };
}

function flowOf(block: Block, indexOf: (id: Block['id']) => number): FlowBlock {
  const exposed = new Set<number>();
  const written = new Set<number>();
  const read = (uses: readonly number[]) => {
    for (const use of uses) if (!written.has(use)) exposed.add(use);
  };
  for (const op of block.ops) {
    read(usesOf(op));
    const dst = definitionOf(op);
    if (dst !== undefined) written.add(dst);
  }
  read(usesOf(block.end));
  return { exposed, written, next: successors(block.end).map(indexOf) };
}

function pruneBlock(block: Block, live: Set<number>): Block {
  for (const use of usesOf(block.end)) live.add(use);
  const kept: number[] = [];
  for (let i = block.ops.length - 1; i >= 0; i--) {
    const op = block.ops[i];
    if (!op) continue;
    const dst = definitionOf(op);
    if (dst !== undefined && !live.has(dst) && isPure(op)) continue;
    if (dst !== undefined) live.delete(dst);
    for (const use of usesOf(op)) live.add(use);
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
