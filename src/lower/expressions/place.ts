import { bug } from '../../diag/index.ts';
import { imm, type VReg } from '../../ir/index.ts';
import { type Place, powerOfTwo } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { sizeOf } from '../../types/index.ts';
import type { ClauseGen } from '../gen.ts';
import { fixedStorage, type Root, type Use, withStorage } from './homes.ts';
import { lower, lowerInteger } from './index.ts';

export type Part = Extract<TypedExpression, { kind: 'member' | 'item' }>;

/** An index that is known when the program runs. */
interface Step {
  readonly index: VReg;
  readonly count: number;
  /** Bytes of an element. */
  readonly size: number;
}

/** The way from a variable, or from another value in memory, to a part of it. */
interface Path {
  readonly root: TypedExpression;
  readonly offset: number;
  readonly steps: readonly Step[];
}

/**
 * Uses the memory of a part of a value, or of a variable as a whole: its indices are calculated
 * first, and checked when the address is.
 */
export function withPlace(g: ClauseGen, e: TypedExpression, use: Use): void {
  const path = pathOf(g, e);
  const { root } = path;
  const found = (at: Place): void => use.found(locate(g, path, at));
  if (isRoot(root)) withStorage(g, root, { ...use, found });
  else found(memoryOf(g, root));
}

/** The place, if its memory is always there. */
export function fixedPlace(g: ClauseGen, e: TypedExpression): Place | undefined {
  const root = rootOf(e);
  const start = isRoot(root) ? fixedStorage(g, root.variable) : memoryOf(g, root);
  return start && locate(g, pathOf(g, e), start);
}

export function isRoot(e: TypedExpression): e is Root {
  return e.kind === 'variable' || e.kind === 'element';
}

export function rootOf(e: TypedExpression): TypedExpression {
  return e.kind === 'member' || e.kind === 'item' ? rootOf(e.object) : e;
}

function memoryOf(g: ClauseGen, e: TypedExpression): Place {
  const value = lower(g, e);
  return value.kind === 'integer' ? bug(`${e.kind} is not in memory`) : value.at;
}

function pathOf(g: ClauseGen, e: TypedExpression): Path {
  if (e.kind === 'item') return itemPath(g, e);
  if (e.kind !== 'member') return { root: e, offset: 0, steps: [] };
  const path = pathOf(g, e.object);
  return { ...path, offset: path.offset + e.offset };
}

function itemPath(g: ClauseGen, e: Part & { kind: 'item' }): Path {
  const { root, offset, steps } = pathOf(g, e.object);
  const { count, index } = e;
  const size = sizeOf(e.type, g.options.strsize);
  if (index.kind === 'integer' && index.value >= 0n && index.value < BigInt(count))
    return { root, offset: offset + Number(index.value) * size, steps };
  return { root, offset, steps: [...steps, { index: lowerBounded(g, index, count), count, size }] };
}

function locate(g: ClauseGen, path: Path, start: Place): Place {
  const offset = start.offset + path.offset;
  const base = path.steps.reduce(
    (address, step) => g.b.alu('add', address, distance(g, step)),
    start.base,
  );
  return { base, offset };
}

/**
 * Bytes from the first element to the one with the index. That was checked when it was calculated,
 * but the verifier wants to see the check of the very register that is then added.
 */
function distance(g: ClauseGen, { index, count, size }: Step): VReg {
  const { b } = g;
  const bytes =
    size === 1 ? b.alu('and', index, imm(powerOfTwo(count) - 1)) : b.alu('mul', index, imm(size));
  b.when('ge', bytes, imm(count * size), () => faultOutside(g, index));
  return bytes;
}

/** In Oracle's D an error of its own; to the Guide's, just another invalid address. */
export function faultOutside(g: ClauseGen, index: VReg): void {
  g.fault(g.options.dialect === 'oracle' ? 'badIndex' : 'badAddress', index);
}

/** The value of an index; a fault if there is no such element. */
export function lowerBounded(g: ClauseGen, e: TypedExpression, count: number): VReg {
  const index = lowerInteger(g, e);
  g.b.when('ge', index, imm(count), () => faultOutside(g, index));
  return index;
}
