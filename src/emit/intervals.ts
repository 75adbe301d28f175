import { Flow, type VReg } from '../ir/index.ts';
import {
  type MachineBlock,
  type MachineFunction,
  outlivesWrite,
  type Step,
  targetsOf,
} from './machine.ts';

/**
 * Where each register is live, as ranges of positions. Every step has four positions:
 *
 *     4n      its reads
 *     4n + 1  a call destroys r0–r5
 *     4n + 2  its write
 *     4n + 3  the end of what it writes and nobody reads
 *
 * so a register that dies in a step leaves its place to the one that is born there.
 */
export interface Interval {
  readonly reg: VReg;
  /** start, end, start, end, …: ascending, half-open. */
  readonly ranges: readonly number[];
  /** Reads and writes, those in loops counted more. */
  readonly uses: number;
}

const READ = 0;
export const CLOBBER = 1;
export const WRITE = 2;
export const STEP = 4;

export interface Liveness {
  readonly intervals: ReadonlyMap<VReg, Interval>;
  /** First position of each block; parameters are written at WRITE, before the first. */
  readonly starts: readonly number[];
  /** How often each block runs, roughly: 8 to the depth of its loop. */
  readonly frequencies: readonly number[];
}

export function livenessOf(fn: MachineFunction): Liveness {
  const index = new Map(fn.blocks.map((block, i) => [block.id, i]));
  const next = fn.blocks.map((block) => targetsOf(block).map((id) => index.get(id) ?? 0));
  const frequencies = frequenciesOf(next);
  const starts: number[] = [];
  let at = STEP;
  for (const block of fn.blocks) {
    starts.push(at);
    at += block.steps.length * STEP;
  }
  const live = liveOut(fn, next);
  const builder = new IntervalBuilder();
  for (let i = fn.blocks.length - 1; i >= 0; i--) {
    const block = fn.blocks[i];
    if (block) builder.addBlock(block, starts[i] ?? 0, frequencies[i] ?? 1, live[i] ?? []);
  }
  for (const parameter of fn.parameters) builder.write(parameter, WRITE, 1);
  return { intervals: builder.finish(), starts, frequencies };
}

function liveOut(
  fn: MachineFunction,
  next: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const flow = new Flow(fn.blocks.length);
  fn.blocks.forEach((block, i) => {
    for (const { reads, dst } of block.steps) {
      for (const reg of reads) flow.read(reg);
      if (dst !== undefined) flow.write(dst);
    }
    flow.endBlock(next[i] ?? []);
  });
  return flow.liveOut();
}

const LOOP_FACTOR = 8;
const DEEPEST = 4;

/** Blocks from a jump's target up to a jump back to it are a loop. */
function frequenciesOf(next: readonly (readonly number[])[]): number[] {
  const depth = next.map(() => 0);
  next.forEach((targets, from) => {
    for (const to of targets) {
      for (let i = to; i <= from; i++) depth[i] = (depth[i] ?? 0) + 1;
    }
  });
  return depth.map((d) => LOOP_FACTOR ** Math.min(d, DEEPEST));
}

interface Growing {
  readonly reg: VReg;
  /** What was found before `start`–`end`, as end, start, end, start, …: descending. */
  readonly ranges: number[];
  start: number;
  end: number;
  uses: number;
}

/** Walks backward, so that ranges are found last one first; `finish` turns them round. */
class IntervalBuilder {
  readonly #found = new Map<VReg, Growing>();

  addBlock(block: MachineBlock, start: number, frequency: number, live: readonly number[]): void {
    const end = start + block.steps.length * STEP;
    for (const reg of live) this.#cover(reg as VReg, start, end);
    for (let i = block.steps.length - 1; i >= 0; i--) {
      const step = block.steps[i];
      if (step) this.#addStep(step, start, start + i * STEP, frequency);
    }
  }

  #addStep({ op, reads, dst }: Step, start: number, at: number, frequency: number): void {
    if (dst !== undefined) this.write(dst, at + WRITE, frequency);
    for (const reg of reads) this.#cover(reg, start, at + READ + 1).uses += frequency;
    const late = outlivesWrite(op);
    if (late !== undefined) this.#cover(late, start, at + WRITE + 1);
  }

  /** The value is born here: the range found so far begins now. */
  write(reg: VReg, at: number, frequency: number): void {
    const known = this.#found.get(reg);
    if (known && known.start <= at && known.end > at) {
      known.start = at;
      known.uses += frequency;
    } else this.#cover(reg, at, at + 1).uses += frequency;
  }

  /** Joins the range found last if they touch. */
  #cover(reg: VReg, start: number, end: number): Growing {
    const known = this.#found.get(reg);
    if (!known) {
      const found = { reg, ranges: [], start, end, uses: 0 };
      this.#found.set(reg, found);
      return found;
    }
    if (end < known.start) {
      known.ranges.push(known.end, known.start);
      known.start = start;
      known.end = end;
    } else {
      if (start < known.start) known.start = start;
      if (end > known.end) known.end = end;
    }
    return known;
  }

  finish(): ReadonlyMap<VReg, Interval> {
    for (const { ranges, start, end } of this.#found.values()) {
      ranges.push(end, start);
      ranges.reverse();
    }
    return this.#found;
  }
}

/** Do two range lists share a position? */
export function intersect(a: readonly number[], b: readonly number[]): boolean {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if ((a[i + 1] ?? 0) <= (b[j] ?? 0)) i += 2;
    else if ((b[j + 1] ?? 0) <= (a[i] ?? 0)) j += 2;
    else return true;
  }
  return false;
}

/** The positions of either of two lists that do not intersect. */
export function unite(a: readonly number[], b: readonly number[]): number[] {
  const out: number[] = [];
  const add = (from: readonly number[], at: number) => {
    const start = from[at] ?? 0;
    const end = from[at + 1] ?? 0;
    if (out.at(-1) === start) out[out.length - 1] = end;
    else out.push(start, end);
  };
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    for (; j < b.length && (b[j] ?? 0) < (a[i] ?? 0); j += 2) add(b, j);
    add(a, i);
  }
  for (; j < b.length; j += 2) add(b, j);
  return out;
}

export function lengthOf(ranges: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < ranges.length; i += 2) sum += (ranges[i + 1] ?? 0) - (ranges[i] ?? 0);
  return sum;
}
