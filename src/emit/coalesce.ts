import { COMMUTATIVE, type VReg } from '../ir/index.ts';
import { intersect, lengthOf, livenessOf, STEP, unite } from './intervals.ts';
import {
  isReg,
  type MachineFunction,
  type MachineOp,
  rewriteOp,
  type Step,
  stepOf,
} from './machine.ts';

/**
 * Gives both sides of a move the same register where they are never live together, the moves that
 * run most often first; the move is then gone. Arithmetic in place is a move too (`dst = a; dst op=
 * b`), but one that allocation's hints mostly save; here only where one side is short, as long
 * registers are harder to place.
 */
export function coalesce(fn: MachineFunction): MachineFunction {
  const { intervals, frequencies } = livenessOf(fn);
  const united = new Map<VReg, readonly number[]>();
  const rangesOf = (reg: VReg) => united.get(reg) ?? intervals.get(reg)?.ranges;
  const names = new Map<VReg, VReg>();
  const nameOf = (reg: VReg): VReg => {
    let at = reg;
    for (let next = names.get(at); next !== undefined; next = names.get(at)) at = next;
    return at;
  };
  for (const { dst, src, longest } of movesOf(fn, frequencies)) {
    const [a, b] = [nameOf(dst), nameOf(src)];
    const [ra, rb] = [rangesOf(a), rangesOf(b)];
    if (a === b || !ra || !rb || intersect(ra, rb)) continue;
    if (Math.min(lengthOf(ra), lengthOf(rb)) > longest) continue;
    names.set(a, b);
    united.set(b, unite(ra, rb));
  }
  return names.size === 0 ? fn : rename(fn, nameOf);
}

interface Move {
  readonly dst: VReg;
  readonly src: VReg;
  /** Of the shorter side, in positions. */
  readonly longest: number;
  readonly frequency: number;
}

const SHORT = 8 * STEP;

function movesOf(fn: MachineFunction, frequencies: readonly number[]): Move[] {
  const moves: Move[] = [];
  fn.blocks.forEach((block, i) => {
    const frequency = frequencies[i] ?? 1;
    for (const { op } of block.steps) addMoves(op, frequency, moves);
  });
  return moves.sort((x, y) => y.longest - x.longest || y.frequency - x.frequency);
}

function addMoves(op: MachineOp, frequency: number, moves: Move[]): void {
  if (op.op === 'set') {
    if (!isReg(op.from)) return;
    moves.push({ dst: op.dst, src: op.from, longest: Number.MAX_SAFE_INTEGER, frequency });
  } else if (op.op === 'negate' || op.op === 'swap' || op.op === 'extend') {
    moves.push({ dst: op.dst, src: op.src, longest: SHORT, frequency });
  } else if (op.op === 'alu') {
    moves.push({ dst: op.dst, src: op.a, longest: SHORT, frequency });
    if (!isReg(op.b) || !COMMUTATIVE.has(op.alu)) return;
    moves.push({ dst: op.dst, src: op.b, longest: SHORT, frequency });
  }
}

function rename(fn: MachineFunction, nameOf: (reg: VReg) => VReg): MachineFunction {
  const to = { use: nameOf, source: nameOf, define: nameOf };
  const renamed = (reg: VReg) => nameOf(reg) !== reg;
  const step = (old: Step): Step => {
    const { op, mark, reads, dst } = old;
    if (!reads.some(renamed) && (dst === undefined || !renamed(dst))) return old;
    return stepOf(rewriteOp(op, to), mark);
  };
  const works = ({ op }: Step) => op.op !== 'set' || op.dst !== op.from;
  return {
    ...fn,
    parameters: fn.parameters.map(nameOf),
    blocks: fn.blocks.map(({ id, steps }) => ({ id, steps: steps.map(step).filter(works) })),
  };
}
