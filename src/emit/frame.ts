import { SystemError } from '../diag/index.ts';
import type { VReg } from '../ir/index.ts';
import { type Interval, intersect } from './intervals.ts';

/** MAX_BPF_STACK: what a program and the functions it calls may use together. */
const STACK_BYTES = 512;

/** The verifier rounds each frame up to this before it adds them (check_max_stack_depth). */
const FRAME_UNIT = 32;

const CELL_BYTES = 8;

/** What the kernel adds to the frame of a function with may_goto: the rounds left, and since when. */
export const MAY_GOTO_BYTES = 16;

export interface Frame {
  /** Offsets from r10, negative. */
  readonly cells: readonly number[];
  readonly slots: readonly number[];
  readonly bytes: number;
}

/** Cells next to the frame pointer, where their instructions are shortest, then the slots. */
export function layoutFrame(cells: number, slots: readonly number[]): Frame {
  const cellOffsets = Array.from({ length: cells }, (_, i) => -CELL_BYTES * (i + 1));
  let bytes = cells * CELL_BYTES;
  const slotOffsets = slots.map((size) => {
    bytes += (size + 7) & ~7;
    return -bytes;
  });
  return { cells: cellOffsets, slots: slotOffsets, bytes };
}

/** Spilled registers that are never live together share a cell. */
export function assignCells(
  spilled: readonly VReg[],
  intervals: ReadonlyMap<VReg, Interval>,
): { readonly of: ReadonlyMap<VReg, number>; readonly count: number } {
  const of = new Map<VReg, number>();
  const users: (readonly number[])[][] = [];
  for (const reg of spilled) {
    const ranges = intervals.get(reg)?.ranges ?? [];
    const free = users.findIndex((others) => !others.some((other) => intersect(other, ranges)));
    const cell = free < 0 ? users.length : free;
    of.set(reg, cell);
    users[cell] = [...(users[cell] ?? []), ranges];
  }
  return { of, count: users.length };
}

export interface FramedFunction {
  readonly name: string;
  readonly bytes: number;
  readonly callees: readonly string[];
}

/**
 * The stack that the deepest chain of calls needs, rounded as the verifier does. SystemError if
 * that is more than there is.
 */
export function chainBytes(main: string, functions: ReadonlyMap<string, FramedFunction>): number {
  const depth = (name: string, above: readonly string[]): number => {
    const fn = functions.get(name);
    if (!fn || above.includes(name)) return 0;
    const frame = Math.max(FRAME_UNIT, Math.ceil(fn.bytes / FRAME_UNIT) * FRAME_UNIT);
    const below = fn.callees.map((callee) => depth(callee, [...above, name]));
    return frame + Math.max(0, ...below);
  };
  const bytes = depth(main, []);
  if (bytes > STACK_BYTES) {
    throw new SystemError(
      `program too complex: ${main} needs ${bytes} bytes of stack, BPF has ${STACK_BYTES}`,
    );
  }
  return bytes;
}
