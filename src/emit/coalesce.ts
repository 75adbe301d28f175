import { COMMUTATIVE, type VReg } from '../ir/index.ts';
import { intersect, lengthOf, livenessOf, STEP, unite } from './intervals.ts';
import { isReg, type MachineFunction, type MachineOp, rewriteOp, type Step } from './machine.ts';

/**
 * Gives both sides of a move the same register where they are never live together, the moves that
 * run most often first; the move is then gone. Arithmetic in place is a move too (`dst = a; dst op=
 * b`), but one that allocation's hints mostly save; here only where one side is short, as long
 * registers are harder to place.
 */
export function coalesce(fn: MachineFunction): MachineFunction {
  const { intervals, frequencies } = livenessOf(fn);
  const ranges = new Map([...intervals].map(([reg, interval]) => [reg, interval.ranges]));
  const names = new Map<VReg, VReg>();
  const nameOf = (reg: VReg): VReg => {
    let at = reg;
    for (let next = names.get(at); next !== undefined; next = names.get(at)) at = next;
    return at;
  };
  for (const { dst, src, longest } of movesOf(fn, frequencies)) {
    const [a, b] = [nameOf(dst), nameOf(src)];
    const [ra, rb] = [ranges.get(a), ranges.get(b)];
    if (a === b || !ra || !rb || intersect(ra, rb)) continue;
    if (Math.min(lengthOf(ra), lengthOf(rb)) > longest) continue;
    names.set(a, b);
    ranges.set(b, unite(ra, rb));
  }
  return names.size === 0 ? fn : rename(fn, nameOf);
}

interface Move {
  readonly dst: VReg;
  readonly src: VReg;
  /** Of the shorter side, in positions. */
  readonly longest: number;
}

const SHORT = 8 * STEP;

function movesOf(fn: MachineFunction, frequencies: readonly number[]): Move[] {
  const moves = fn.blocks.flatMap((block, i) =>
    block.steps.flatMap(({ op }) =>
      moveOf(op).map((move) => ({ ...move, frequency: frequencies[i] ?? 1 })),
    ),
  );
  return moves.sort((x, y) => y.longest - x.longest || y.frequency - x.frequency);
}

function moveOf(op: MachineOp): Move[] {
  if (op.op === 'set' && isReg(op.from)) {
    return [{ dst: op.dst, src: op.from, longest: Number.MAX_SAFE_INTEGER }];
  }
  if (op.op === 'negate' || op.op === 'swap' || op.op === 'extend') {
    return [{ dst: op.dst, src: op.src, longest: SHORT }];
  }
  if (op.op !== 'alu') return [];
  const fromA = { dst: op.dst, src: op.a, longest: SHORT };
  if (!isReg(op.b) || !COMMUTATIVE.has(op.alu)) return [fromA];
  return [fromA, { dst: op.dst, src: op.b, longest: SHORT }];
}

function rename(fn: MachineFunction, nameOf: (reg: VReg) => VReg): MachineFunction {
  const to = { use: nameOf, source: nameOf, define: nameOf };
  const step = ({ op, mark }: Step): Step[] => {
    const renamed = rewriteOp(op, to);
    const idle = renamed.op === 'set' && renamed.dst === renamed.from;
    return idle ? [] : [{ op: renamed, mark }];
  };
  return {
    ...fn,
    parameters: fn.parameters.map(nameOf),
    blocks: fn.blocks.map((block) => ({ ...block, steps: block.steps.flatMap(step) })),
  };
}
