import { imm, type VReg } from '../../ir/index.ts';
import {
  copyBytes,
  copyString,
  isZero,
  type Place,
  type StringValue,
  type Value,
  zeroFill,
} from '../../lang/index.ts';
import type { TypedExpression, Variable } from '../../typed/index.ts';
import { resolve, sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey } from '../keys.ts';
import { isMemory } from '../layout.ts';
import { GLOBALS_MAP, type Home, MARK_BYTES } from '../storage.ts';
import { localPlace, lookUp } from './homes.ts';
import { threadStorage } from './thread.ts';

type VariableExpression = Extract<TypedExpression, { kind: 'variable' | 'element' }>;

/** The value of a variable or array element; 0 or "" if it was never set. */
export function readVariable(g: ClauseGen, e: VariableExpression): Value {
  const home = g.module.storage.home(e.variable);
  switch (home.in) {
    case 'globals':
      return readAt(g, e.variable, { base: g.b.mapValue(GLOBALS_MAP, home.offset), offset: 0 });
    case 'program':
      return readLocal(g, e.variable);
    case 'self':
      return readSelf(g, e.variable, home);
    case 'hash':
      return readElement(g, e, home);
  }
}

/** The value at a place; a string stays where it is. */
function readAt(g: ClauseGen, v: Variable, at: Place): Value {
  if (isMemory(v.type)) return { kind: 'memory', at, bytes: memoryBytes(g, v) };
  if (!isString(v)) return { kind: 'integer', reg: g.b.load(8, at.base, at.offset) };
  const missing = g.b.load(8, at.base, at.offset - MARK_BYTES);
  return { ...stringAt(at, g.module.bounds.variable(v)), missing };
}

function readLocal(g: ClauseGen, v: Variable): Value {
  if (isMemory(v.type) || isString(v)) return readAt(g, v, localPlace(g, v));
  return { kind: 'integer', reg: loadLocal(g, v) };
}

/** The scalar in a clause-local variable. */
export function loadLocal(g: ClauseGen, v: Variable): VReg {
  const register = g.program.locals.register(v);
  if (register !== undefined) return g.b.copy(register);
  const { base, offset } = localPlace(g, v);
  return g.b.load(8, base, offset);
}

function readSelf(g: ClauseGen, v: Variable, home: Home & { in: 'self' }): Value {
  const storage = threadStorage(g, 'find');
  return readIfFound(g, v, storage, home);
}

function readElement(g: ClauseGen, e: VariableExpression, home: Home & { in: 'hash' }): Value {
  const key = arrayElementKey(g, e, home);
  const found = lookUp(g, home.map, key);
  key.release();
  return readIfFound(g, e.variable, found, home);
}

function memoryBytes(g: ClauseGen, v: Variable): number {
  return sizeOf(v.type, g.options.strsize);
}

function memoryIfFound(g: ClauseGen, v: Variable, address: VReg, offset: number): Value {
  const bytes = memoryBytes(g, v);
  const at = g.scratch(padded(bytes));
  zeroFill(g, at, bytes);
  g.b.when('ne', address, imm(0), () => copyBytes(g, at, { base: address, offset }, bytes));
  return { kind: 'memory', at, bytes };
}

/** The integer behind an address that may be null; 0 if it is. */
export function loadIfFound(g: ClauseGen, address: VReg, offset: number): VReg {
  const { b } = g;
  const result = b.constant(0);
  b.when('ne', address, imm(0), () => b.assign(result, b.load(8, address, offset)));
  return result;
}

/** The value behind an address that may be null. */
function readIfFound(
  g: ClauseGen,
  v: Variable,
  address: VReg,
  home: Home & { in: 'self' | 'hash' },
): Value {
  const { b } = g;
  const offset = home.in === 'self' ? home.offset : 0;
  if (isMemory(v.type)) return memoryIfFound(g, v, address, offset);
  if (!isString(v)) return { kind: 'integer', reg: loadIfFound(g, address, offset) };
  const bound = g.module.bounds.variable(v);
  const at = g.scratch(padded(bound));
  const missing = b.constant(1);
  b.store(8, at.base, at.offset, imm(0));
  b.when('ne', address, imm(0), () => {
    copyString(g, at, padded(bound), stringAt({ base: address, offset }, bound));
    if (home.in === 'self') b.assign(missing, isZero(g, b.load(8, address, offset - MARK_BYTES)));
    else b.assign(missing, imm(0));
  });
  return { ...stringAt(at, bound), missing };
}

export function stringAt(at: Place, bound: number): StringValue {
  return { kind: 'string', at, bound };
}

export function isString(v: Variable): boolean {
  return resolve(v.type).kind === 'string';
}
