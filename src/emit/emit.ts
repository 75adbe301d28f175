import { type ClauseSize, encode, type LineRef, type MapRef } from '../bpf/index.ts';
import { bug, SystemError } from '../diag/index.ts';
import {
  type BlockId,
  type IrFunction,
  type IrProgram,
  optimise,
  type SourceMark,
  type VReg,
} from '../ir/index.ts';
import { allocate } from './allocate.ts';
import { coalesce } from './coalesce.ts';
import { Code } from './code.ts';
import { chainBytes, type FramedFunction, layoutFrame, MAY_GOTO_BYTES } from './frame.ts';
import { needsFarJumps, resolveJumps } from './jumps.ts';
import { legalize } from './legalize.ts';
import { selectEntry, selectOp } from './select.ts';

export interface Emitted {
  /** Little-endian eBPF: the program's first function, then those it invokes. */
  readonly code: Uint8Array;
  readonly mapRefs: MapRef[];
  /** Ascending. */
  readonly lines: LineRef[];
  /** Fault site → index of the first instruction made for it. */
  readonly sites: ReadonlyMap<number, number>;
  readonly clauses: readonly ClauseSize[];
  /** Of the deepest chain of calls, rounded as the verifier does. */
  readonly stackBytes: number;
}

/** BPF_COMPLEXITY_LIMIT_INSNS: longer programs are not even looked at. */
const MOST_INSNS = 1_000_000;

/**
 * One program of IR → BPF. Throws a SystemError ("program too complex") if it needs more stack,
 * longer jumps or more instructions than BPF has.
 */
export function emitProgram(program: IrProgram): Emitted {
  const code = new Code();
  const functions = new Map(program.functions.map((fn) => [fn.name, fn]));
  const main = program.functions[0] ?? bug(`${program.name} has no functions`);
  const starts = new Map<string, number>();
  const framed = new Map<string, FramedFunction>();
  const todo = [main];
  for (let fn = todo.shift(); fn; fn = todo.shift()) {
    if (starts.has(fn.name)) continue;
    starts.set(fn.name, code.here);
    const done = emitFunction(code, fn);
    framed.set(fn.name, done);
    todo.push(...done.callees.map((name) => functions.get(name) ?? bug(`no function ${name}`)));
  }
  resolveCalls(code, starts);
  if (code.here > MOST_INSNS) {
    throw new SystemError(`program too complex: ${program.name} has ${code.here} instructions`);
  }
  const stackBytes = chainBytes(main.name, framed);
  const { mapRefs, lines, sites, clauses } = code;
  return { code: encode(code.insns), mapRefs, lines, sites, clauses, stackBytes };
}

/** A function may be in many programs. */
const allocations = new WeakMap<IrFunction, ReturnType<typeof allocate>>();

function allocationOf(fn: IrFunction): ReturnType<typeof allocate> {
  const made = allocations.get(fn) ?? allocate(coalesce(legalize(optimise(fn))));
  allocations.set(fn, made);
  return made;
}

function emitFunction(code: Code, fn: IrFunction): FramedFunction {
  const allocation = allocationOf(fn);
  const { blocks, parameters } = allocation.fn;
  const frame = layoutFrame(allocation.cells, fn.slots);
  const real = (reg: VReg) => allocation.registers.get(reg) ?? bug(`v${reg} has no register`);
  const far = needsFarJumps(blocks.reduce((sum, { steps }) => sum + steps.length, 0));
  const to = { code, real, frame, far };
  const firstCall = code.calls.length;
  const starts = new Map<BlockId, number>();
  selectEntry(to, parameters);
  blocks.forEach((block, i) => {
    starts.set(block.id, code.here);
    let clause: SourceMark | undefined;
    for (const { op, mark } of block.steps) {
      const from = code.here;
      if (mark) code.mark(mark);
      selectOp(to, op, blocks[i + 1]?.id);
      clause = mark?.clause ?? clause;
      if (clause) code.count(clause, code.here - from);
    }
  });
  resolveJumps(code, starts);
  const callees = [...new Set(code.calls.slice(firstCall).map((call) => call.callee))];
  const loops = blocks.some((block) => block.steps.at(-1)?.op.op === 'mayGoto');
  return { name: fn.name, bytes: frame.bytes + (loops ? MAY_GOTO_BYTES : 0), callees };
}

function resolveCalls(code: Code, starts: ReadonlyMap<string, number>): void {
  for (const { at, callee } of code.calls) {
    const insn = code.insns[at];
    const start = starts.get(callee) ?? bug(`no function ${callee}`);
    if (insn) code.insns[at] = { ...insn, imm: start - at - 1 };
  }
}
