import { bug } from '../diag/index.ts';
import type { VReg } from '../ir/index.ts';
import { assignCells } from './frame.ts';
import { type Hint, hintsOf, RESULT } from './hints.ts';
import {
  CLOBBER,
  type Interval,
  type Liveness,
  lengthOf,
  livenessOf,
  STEP,
  WRITE,
} from './intervals.ts';
import type { MachineFunction } from './machine.ts';
import { RegisterFile } from './register-file.ts';
import { remakable, type Split, split } from './split.ts';

export interface Allocation {
  /** With pieces for what was spilled. */
  readonly fn: MachineFunction;
  readonly registers: ReadonlyMap<VReg, number>;
  /** 8-byte stack cells for spilled registers. */
  readonly cells: number;
}

/** Registers a call destroys. */
const CALLER_SAVED = [0, 1, 2, 3, 4, 5] as const;

/** What to try without a hint: r2–r5 first, as r1 and r0 are wanted most by calls. */
const PREFERENCE: readonly number[] = [2, 3, 4, 5, 1, 0, 6, 7, 8, 9];

/**
 * Gives every virtual register a real one: those with the most uses for their length choose first.
 * One that finds none is split into pieces (see split.ts) and all of it begins anew, until all have
 * a place. Each round splits further, so it ends.
 */
export function allocate(fn: MachineFunction): Allocation {
  const whole = livenessOf(fn);
  const remake = remakable(fn);
  const spilled = new Set<VReg>();
  const tiny = new Set<string>();
  for (;;) {
    const cells = assignCells(
      [...spilled].filter((reg) => !remake.has(reg)),
      whole.intervals,
    );
    const homes = new Map([...spilled].map((reg) => [reg, cells.of.get(reg)]));
    const pieces = split(fn, { cells: homes, tiny });
    const done = round(pieces, pieces.fn === fn ? whole : livenessOf(pieces.fn), { tiny, remake });
    if (done.homeless.length === 0) return { ...done, cells: cells.count };
    for (const { reg, region } of done.homeless) {
      if (region === undefined) spilled.add(reg);
      else if (tiny.has(region)) bug(`no register for a tiny piece of ${region}`);
      else tiny.add(region);
    }
  }
}

interface Round {
  readonly fn: MachineFunction;
  readonly registers: ReadonlyMap<VReg, number>;
  readonly homeless: readonly { readonly reg: VReg; readonly region: string | undefined }[];
}

/** What decides who chooses first, besides uses and lengths. */
interface Weighing {
  readonly tiny: ReadonlySet<string>;
  readonly remake: ReadonlyMap<VReg, unknown>;
}

function round({ fn, regions }: Split, liveness: Liveness, { tiny, remake }: Weighing): Round {
  const hints = hintsOf(fn, liveness.frequencies);
  const weightOf = ({ reg, uses, ranges }: Interval) => {
    const region = regions.get(reg);
    if (region !== undefined && tiny.has(region)) return Number.POSITIVE_INFINITY;
    return (uses * (remake.has(reg) ? CHEAP : 1)) / (lengthOf(ranges) + 2 * STEP);
  };
  const order = [...liveness.intervals.values()]
    .map((interval) => ({ interval, weight: weightOf(interval) }))
    .sort((a, b) => b.weight - a.weight);
  const file = reservedFile(fn, liveness);
  const registers = new Map<VReg, number>();
  const homeless: Round['homeless'][number][] = [];
  for (const { interval } of order) {
    const { reg, ranges } = interval;
    const real =
      wish(hints.get(reg) ?? [], ranges, registers, file) ?? file.first(PREFERENCE, ranges);
    if (real === undefined) homeless.push({ reg, region: regions.get(reg) });
    else {
      file.take(real, ranges);
      registers.set(reg, real);
    }
  }
  return { fn, registers, homeless };
}

/** Making a value anew costs less than a store and loads. */
const CHEAP = 0.5;

/** The first wish that can be granted. */
function wish(
  hints: readonly Hint[],
  ranges: readonly number[],
  registers: ReadonlyMap<VReg, number>,
  file: RegisterFile,
): number | undefined {
  for (const hint of hints) {
    const wanted = 'real' in hint ? hint.real : registers.get(hint.same);
    if (wanted !== undefined && file.fits(wanted, ranges)) return wanted;
  }
  return undefined;
}

/** A register file in which calls have destroyed their registers, and r0 is free at the entry. */
function reservedFile(fn: MachineFunction, { starts }: Liveness): RegisterFile {
  const file = new RegisterFile();
  file.take(RESULT, [WRITE, STEP]);
  fn.blocks.forEach((block, b) => {
    block.steps.forEach(({ op }, i) => {
      if (op.op !== 'call') return;
      const at = (starts[b] ?? 0) + i * STEP + CLOBBER;
      for (const real of CALLER_SAVED) file.take(real, [at, at + 1]);
    });
  });
  return file;
}
