import { bug } from '../../diag/index.ts';
import { successors } from '../builder.ts';
import type { Block, BlockId, Condition, IrFunction, Operand, Terminator, VReg } from '../ir.ts';
import { definitionOf, isReg } from '../operands.ts';
import { evaluateCondition, INVERTED } from './arithmetic.ts';

/**
 * The shape of a function: jumps go to their final target, branches whose outcome the jump already
 * decides are passed by, blocks nothing reaches go, and a block joins the only one that jumps to it.
 */
export function simplifyBlocks(fn: IrFunction): IrFunction {
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  for (const block of fn.blocks) blocks.set(block.id, threadBlock(block, blocks));
  const threaded = { ...fn, blocks: fn.blocks.map((block) => blocks.get(block.id) ?? block) };
  return mergeChains(dropUnreachable(threaded));
}

type Branch = Terminator & { op: 'branch' };

/** What holds when control leaves a block by one of its ways. */
interface Known {
  constant(reg: VReg): bigint | undefined;
  /** The branch that was taken, as the condition that now holds. */
  readonly test?: { readonly a: VReg; readonly b: Operand; readonly holds: Condition | undefined };
}

function threadBlock(block: Block, blocks: ReadonlyMap<BlockId, Block>): Block {
  const end = block.end;
  const sameWay = end.op === 'branch' && end.yes === end.no;
  const empty = (id: BlockId) => blocks.get(id)?.ops.length === 0;
  if (end.op === 'return' || !(sameWay || successors(end).some(empty))) return block;
  const constant = (reg: VReg) => constantAtEnd(block, reg);
  if (end.op === 'jump') {
    return { ...block, end: { ...end, target: follow(end.target, { constant }, blocks) } };
  }
  if (end.op === 'mayGoto') {
    const next = follow(end.next, { constant }, blocks);
    return { ...block, end: { ...end, next, exit: follow(end.exit, { constant }, blocks) } };
  }
  const { a, b, condition } = end;
  const yes = follow(end.yes, { constant, test: { a, b, holds: condition } }, blocks);
  const no = follow(end.no, { constant, test: { a, b, holds: INVERTED[condition] } }, blocks);
  return { ...block, end: yes === no ? { op: 'jump', target: yes } : { ...end, yes, no } };
}

/** Where control ends up when it goes to `start`, through blocks that do nothing. */
function follow(start: BlockId, known: Known, blocks: ReadonlyMap<BlockId, Block>): BlockId {
  let target = start;
  for (let steps = 0; steps < blocks.size; steps++) {
    const block = blocks.get(target);
    if (!block || block.ops.length > 0) return target;
    const next = decided(block.end, known);
    if (next === undefined) return target;
    target = next;
  }
  return target;
}

function decided(end: Terminator, known: Known): BlockId | undefined {
  if (end.op === 'jump') return end.target;
  if (end.op !== 'branch') return undefined;
  const outcome = outcomeByTest(end, known) ?? outcomeByConstants(end, known);
  if (outcome === undefined) return undefined;
  return outcome ? end.yes : end.no;
}

/** The same question was answered just before. */
function outcomeByTest(end: Branch, { test }: Known): boolean | undefined {
  if (!test?.holds || test.a !== end.a || !sameOperand(test.b, end.b)) return undefined;
  if (test.holds === end.condition) return true;
  return INVERTED[test.holds] === end.condition ? false : undefined;
}

function sameOperand(a: Operand, b: Operand): boolean {
  return isReg(a) || isReg(b) ? a === b : a.imm === b.imm;
}

function outcomeByConstants(end: Branch, known: Known): boolean | undefined {
  const value = (operand: Operand) => (isReg(operand) ? known.constant(operand) : operand.imm);
  const a = value(end.a);
  const b = value(end.b);
  return a === undefined || b === undefined ? undefined : evaluateCondition(end.condition, a, b);
}

function constantAtEnd(block: Block, reg: VReg): bigint | undefined {
  const op = block.ops.findLast((candidate) => definitionOf(candidate) === reg);
  return op?.op === 'constant' ? op.value : undefined;
}

function dropUnreachable(fn: IrFunction): IrFunction {
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const seen = new Set<BlockId>();
  const todo = fn.blocks.slice(0, 1);
  for (let block = todo.pop(); block; block = todo.pop()) {
    if (seen.has(block.id)) continue;
    seen.add(block.id);
    for (const id of successors(block.end)) todo.push(blocks.get(id) ?? bug(`b${id} is not bound`));
  }
  if (seen.size === fn.blocks.length) return fn;
  return { ...fn, blocks: fn.blocks.filter((block) => seen.has(block.id)) };
}

function mergeChains(fn: IrFunction): IrFunction {
  const entries = new Map<BlockId, number>(fn.blocks.slice(0, 1).map((block) => [block.id, 1]));
  for (const { end } of fn.blocks) {
    for (const id of successors(end)) entries.set(id, (entries.get(id) ?? 0) + 1);
  }
  const links = fn.blocks.flatMap(({ end }) =>
    end.op === 'jump' && entries.get(end.target) === 1 ? [end.target] : [],
  );
  if (links.length === 0) return fn;
  const joined = new Set(links);
  const blocks = new Map(fn.blocks.map((block) => [block.id, block]));
  const heads = fn.blocks.filter((block) => !joined.has(block.id));
  return { ...fn, blocks: heads.map((head) => joinChain(head, joined, blocks)) };
}

/** The block with all that follow it and have no other entry. */
function joinChain(
  head: Block,
  joined: ReadonlySet<BlockId>,
  blocks: ReadonlyMap<BlockId, Block>,
): Block {
  const chain = [head];
  let end = head.end;
  while (end.op === 'jump' && joined.has(end.target)) {
    const next = blocks.get(end.target) ?? bug(`b${end.target} is not bound`);
    chain.push(next);
    end = next.end;
  }
  if (chain.length === 1) return head;
  const ops = chain.flatMap((block) => block.ops);
  const marks = chain.flatMap((block) => block.marks);
  return { ...head, ops, marks, end };
}
