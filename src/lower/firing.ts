import { type BlockId, imm, type VReg } from '../ir/index.ts';
import type { TypedExpression, TypedFiring } from '../typed/index.ts';
import { lowerCondition } from './expressions/condition.ts';
import { lowerInteger } from './expressions/index.ts';
import type { ClauseGen } from './gen.ts';

/** Leaves to `next` if the probe does not fire: what its place says of the event is not so. */
export function guardFiring(g: ClauseGen, next: BlockId): void {
  forEachFiring(g, (firing) => {
    if (!firing?.when) return;
    const fires = g.b.label();
    lowerCondition(g, firing.when, fires, next);
    g.b.bind(fires);
  });
}

/** argN: what the probe's place says it is; of the hook, if it says nothing of its arguments. */
export function firingArgument(g: ClauseGen, index: number): VReg {
  return chosen(g, (firing) =>
    firing ? integerOf(g, firing.values[index]) : g.probe.argument(index),
  );
}

export function firingExtra(g: ClauseGen, index: number): VReg {
  return chosen(g, (firing) => integerOf(g, firing?.extra[index]));
}

function integerOf(g: ClauseGen, value: TypedExpression | undefined): VReg {
  return value ? lowerInteger(g, value) : g.b.constant(0);
}

function chosen(g: ClauseGen, make: (firing: TypedFiring | undefined) => VReg): VReg {
  const { firings } = g.hooked;
  if (new Set(firings.values()).size <= 1) return make([...firings.values()][0]);
  const result = g.b.constant(0);
  forEachFiring(g, (firing) => g.b.assign(result, make(firing)));
  return result;
}

/**
 * Makes code for each of the clause's places at this hook, behind a comparison of the selector if
 * they differ. Those that say nothing of the event come last, as all the others.
 */
function forEachFiring(g: ClauseGen, make: (firing: TypedFiring | undefined) => void): void {
  const { b } = g;
  const { firings } = g.hooked;
  const { selector } = g.program;
  const different = new Set(firings.values());
  if (different.size <= 1 || selector === undefined) {
    make([...different][0]);
    return;
  }
  const end = b.label();
  for (const [number, firing] of firings) {
    if (!firing) continue;
    const other = b.label();
    b.jumpIf('ne', selector, imm(number), other);
    b.scoped(() => make(firing));
    b.jump(end);
    b.bind(other);
  }
  if (different.has(undefined)) b.scoped(() => make(undefined));
  b.jump(end);
  b.bind(end);
}
