import type { VReg } from '../ir/index.ts';
import { intersect, livenessOf, unite } from './intervals.ts';
import { isReg, type MachineFunction, rewriteOp, type Step } from './machine.ts';

/**
 * Gives both sides of a move the same register where they are never live together, the moves that
 * run most often first; the move is then gone.
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
  for (const [dst, src] of movesOf(fn, frequencies)) {
    const [a, b] = [nameOf(dst), nameOf(src)];
    const [ra, rb] = [ranges.get(a), ranges.get(b)];
    if (a === b || !ra || !rb || intersect(ra, rb)) continue;
    names.set(a, b);
    ranges.set(b, unite(ra, rb));
  }
  return names.size === 0 ? fn : rename(fn, nameOf);
}

function movesOf(fn: MachineFunction, frequencies: readonly number[]): (readonly [VReg, VReg])[] {
  const moves = fn.blocks.flatMap((block, i) =>
    block.steps.flatMap(({ op }) =>
      op.op === 'set' && isReg(op.from)
        ? [{ pair: [op.dst, op.from] as const, frequency: frequencies[i] ?? 1 }]
        : [],
    ),
  );
  return moves.sort((x, y) => y.frequency - x.frequency).map(({ pair }) => pair);
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
