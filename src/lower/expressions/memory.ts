import { bug } from '../../diag/index.ts';
import { copyBytes, type MemoryValue, type Place, type Value, zeroFill } from '../../lang/index.ts';
import type { LValue, TypedExpression } from '../../typed/index.ts';
import { sizeOf } from '../../types/index.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey } from '../keys.ts';
import { integer, lower } from './index.ts';
import { isRoot, withPlace } from './place.ts';
import { clearThrough, storeThrough } from './through.ts';

/** An expression whose value is a struct, a union, an array or a floating-point number. */
export function lowerMemory(g: ClauseGen, e: TypedExpression): MemoryValue {
  const value = lower(g, e);
  return value.kind === 'memory' ? value : bug(`${e.kind} is not in memory`);
}

/** `x = y` of structs by value. The constant 0 frees what dynamic storage has of it. */
export function assignMemory(g: ClauseGen, target: LValue, value: TypedExpression): Value {
  if (value.kind === 'integer') return clearMemory(g, target);
  const from = lowerMemory(g, value);
  if (target.kind === 'load') {
    storeThrough(g, target, from);
    return from;
  }
  const bytes = sizeOf(target.type, g.options.strsize);
  const found = (at: Place): void => copyBytes(g, at, from.at, bytes);
  withPlace(g, target, { mode: 'create', found, absent: () => g.drop('dynamic') });
  return from;
}

function clearMemory(g: ClauseGen, target: LValue): Value {
  const { b } = g;
  const zero = integer(b.constant(0));
  if (target.kind === 'load') {
    clearThrough(g, target);
    return zero;
  }
  const home = isRoot(target) ? g.module.storage.home(target.variable) : undefined;
  if (isRoot(target) && home?.in === 'hash') {
    const key = arrayElementKey(g, target, home);
    b.call('map_delete_elem', b.map(home.map), key.address());
    key.release();
    return zero;
  }
  const bytes = sizeOf(target.type, g.options.strsize);
  const found = (at: Place): void => zeroFill(g, at, bytes);
  withPlace(g, target, { mode: 'find', found, absent: () => undefined });
  return zero;
}
