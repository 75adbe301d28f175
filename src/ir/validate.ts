import { successors } from './builder.ts';
import type { Block, BlockId, IrFunction, IrProgram } from './ir.ts';
import { definitionOf, usesOf } from './operands.ts';
import { printOp, printTerminator } from './print.ts';

/**
 * Checks what the types cannot: every register is written on all paths before it is read, labels
 * are bound once, slots and functions exist, a call has at most five arguments. Returns what is
 * wrong, one line each; an empty list means valid.
 */
export function validateIr(program: IrProgram): string[] {
  const functions = new Map(program.functions.map((fn) => [fn.name, fn]));
  return program.functions.flatMap((fn) => [
    ...shapeProblems(fn, functions),
    ...unwrittenReads(fn),
  ]);
}

function shapeProblems(fn: IrFunction, functions: ReadonlyMap<string, IrFunction>): string[] {
  const problems: string[] = [];
  const say = (what: string) => problems.push(`${fn.name}: ${what}`);
  const bound = new Set<BlockId>();
  for (const block of fn.blocks) {
    if (bound.has(block.id)) say(`b${block.id} is bound twice`);
    bound.add(block.id);
  }
  if (fn.blocks.length === 0) say('no blocks');
  for (const block of fn.blocks) {
    for (const target of successors(block.end)) {
      if (!bound.has(target)) say(`b${target} is used but not bound`);
    }
    for (const what of opProblems(block, fn, functions)) say(what);
  }
  return problems;
}

function opProblems(
  block: Block,
  fn: IrFunction,
  functions: ReadonlyMap<string, IrFunction>,
): string[] {
  const problems: string[] = [];
  if (block.marks.length !== block.ops.length) problems.push(`b${block.id}: marks and ops differ`);
  for (const op of block.ops) {
    if (op.op === 'stack' && fn.slots[op.slot] === undefined) problems.push(`no slot${op.slot}`);
    if ((op.op === 'call' || op.op === 'invoke') && op.args.length > 5) {
      problems.push(`${printOp(op)}: more than five arguments`);
    }
    if (op.op !== 'invoke') continue;
    const callee = functions.get(op.function);
    if (!callee) problems.push(`no function ${op.function}`);
    else if (callee.parameters.length !== op.args.length) {
      problems.push(`${printOp(op)}: ${callee.parameters.length} parameters`);
    }
  }
  return problems;
}

/** Forward data flow: the registers written on every path to a block's start. */
function unwrittenReads(fn: IrFunction): string[] {
  const written = writtenAtStart(fn);
  const problems: string[] = [];
  for (const block of fn.blocks) {
    const known = new Set(written.get(block.id));
    const check = (uses: readonly number[], text: () => string) => {
      for (const use of uses) {
        if (!known.has(use)) problems.push(`${fn.name}: v${use} may be unwritten: ${text()}`);
      }
    };
    for (const op of block.ops) {
      check(usesOf(op), () => printOp(op));
      const dst = definitionOf(op);
      if (dst !== undefined) known.add(dst);
    }
    check(usesOf(block.end), () => printTerminator(block.end));
  }
  return problems;
}

function writtenAtStart(fn: IrFunction): ReadonlyMap<BlockId, ReadonlySet<number>> {
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const entry = fn.blocks[0];
  const starts = new Map<BlockId, Set<number>>();
  if (!entry) return starts;
  starts.set(entry.id, new Set(fn.parameters));
  const todo = [entry];
  for (let block = todo.pop(); block; block = todo.pop()) {
    const end = new Set(starts.get(block.id));
    for (const op of block.ops) {
      const dst = definitionOf(op);
      if (dst !== undefined) end.add(dst);
    }
    for (const id of successors(block.end)) {
      const next = blocks.get(id);
      if (next && meet(starts, id, end)) todo.push(next);
    }
  }
  return starts;
}

/** Keeps what both have; says whether that changed anything. */
function meet(starts: Map<BlockId, Set<number>>, id: BlockId, end: ReadonlySet<number>): boolean {
  const known = starts.get(id);
  if (!known) {
    starts.set(id, new Set(end));
    return true;
  }
  const before = known.size;
  for (const reg of known) if (!end.has(reg)) known.delete(reg);
  return known.size !== before;
}
