import { imm, type VReg } from '../../ir/index.ts';
import type { Place } from '../../lang/index.ts';
import type { LValue, Variable } from '../../typed/index.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey, type Key } from '../keys.ts';
import { isSigned, scalarBytes } from '../layout.ts';
import { GLOBALS_MAP, type Home } from '../storage.ts';
import { modifyBits } from './bits.ts';
import { modifyCharacter } from './characters.ts';
import { lookUp, type Root } from './homes.ts';
import { integer } from './index.ts';
import { type Part, withPlace } from './place.ts';
import { threadStorage } from './thread.ts';
import { modifyThrough, storeThrough } from './through.ts';
import { loadIfFound, loadLocal } from './variable.ts';

/** Makes the new value of an integer from the old one. */
type Change = (old: VReg) => VReg;

/** Stores an integer; gives what the target then holds. */
export function store(g: ClauseGen, target: LValue, value: VReg): VReg {
  switch (target.kind) {
    case 'variable':
    case 'element':
      return storeVariable(g, target, narrowed(g, target, value));
    case 'member':
    case 'item':
      return storePart(g, target, value);
    case 'load':
      storeThrough(g, target, integer(value));
      return extended(g, target, value);
    case 'bits':
    case 'character':
      return modify(g, target, () => value);
  }
}

/** Reads, changes and stores an integer, with its place found once; gives what it then holds. */
export function modify(g: ClauseGen, target: LValue, change: Change): VReg {
  switch (target.kind) {
    case 'variable':
    case 'element':
      return modifyVariable(g, target, (old) => narrowed(g, target, change(old)));
    case 'member':
    case 'item':
      return modifyPart(g, target, change);
    case 'load':
      return modifyThrough(g, target, change);
    case 'bits':
      return modifyBits(g, target, change);
    case 'character':
      return modifyCharacter(g, target, change);
  }
}

/**
 * Oracle's D stores an integer in the width of its type; Sun's keeps all 64 bits in scalar variables
 * (dif.c: variables are 64-bit), which old scripts rely on.
 */
function narrowed(g: ClauseGen, target: LValue, value: VReg): VReg {
  return g.options.dialect === 'oracle' ? extended(g, target, value) : value;
}

function extended(g: ClauseGen, { type }: LValue, value: VReg): VReg {
  return g.b.extend(scalarBytes(type), isSigned(type), value);
}

// ---- parts of structs and arrays, in the width of their type

function storePart(g: ClauseGen, target: Part, value: VReg): VReg {
  const bytes = scalarBytes(target.type);
  const found = (at: Place): void => g.b.store(bytes, at.base, at.offset, value);
  withPlace(g, target, { mode: 'create', found, absent: () => g.drop('dynamic') });
  return extended(g, target, value);
}

function modifyPart(g: ClauseGen, target: Part, change: Change): VReg {
  const { b } = g;
  const bytes = scalarBytes(target.type);
  const result = b.constant(0);
  const found = (at: Place): void => {
    const value = change(b.load(bytes, at.base, at.offset, isSigned(target.type)));
    b.store(bytes, at.base, at.offset, value);
    b.assign(result, extended(g, target, value));
  };
  withPlace(g, target, { mode: 'create', found, absent: () => g.drop('dynamic') });
  return result;
}

// ---- whole variables, in 64 bits

function storeVariable(g: ClauseGen, target: Root, value: VReg): VReg {
  const { b } = g;
  const home = g.module.storage.home(target.variable);
  switch (home.in) {
    case 'globals':
      b.store(8, b.mapValue(GLOBALS_MAP, home.offset), 0, value);
      break;
    case 'program':
      storeLocal(g, target.variable, value);
      break;
    case 'self':
      storeSelf(g, home.offset, value);
      break;
    case 'hash':
      storeElement(g, target, home, value);
  }
  return value;
}

function storeLocal(g: ClauseGen, v: Variable, value: VReg): void {
  const register = g.program.locals.register(v);
  const place = g.program.locals.place(v);
  if (register !== undefined) g.b.assign(register, value);
  else if (place) g.b.store(8, place.base, place.offset, value);
}

function storeSelf(g: ClauseGen, offset: number, value: VReg): void {
  const { b } = g;
  const storage = threadStorage(g, 'create');
  const put = (): void => b.store(8, storage, offset, value);
  b.ifElse('ne', storage, imm(0), put, () => g.drop('dynamic'));
}

/** An element set to zero is freed (Dynamic Tracing Guide, "Associative Arrays"). */
function storeElement(g: ClauseGen, target: Root, home: Home & { in: 'hash' }, value: VReg): void {
  const key = arrayElementKey(g, target, home);
  setElement(g, home.map, key, value);
  key.release();
}

function setElement(g: ClauseGen, map: string, key: Key, value: VReg): void {
  const { b } = g;
  b.ifElse(
    'eq',
    value,
    imm(0),
    () => void b.call('map_delete_elem', b.map(map), key.address()),
    () => insertElement(g, map, key, value),
  );
}

function insertElement(g: ClauseGen, map: string, key: Key, value: VReg): void {
  const { b } = g;
  const found = lookUp(g, map, key);
  b.ifElse(
    'ne',
    found,
    imm(0),
    () => b.store(8, found, 0, value),
    () => {
      const slot = b.slot(8);
      b.store(8, b.slotAddress(slot), 0, value);
      putElement(g, map, key, b.slotAddress(slot));
      b.release(slot);
    },
  );
}

/** Inserts an element; a full map is a dynamic variable drop. */
export function putElement(g: ClauseGen, map: string, key: Key, value: VReg): void {
  const { b } = g;
  const result = b.call('map_update_elem', b.map(map), key.address(), value, imm(0));
  b.when('ne', result, imm(0), () => g.drop('dynamic'));
}

function modifyVariable(g: ClauseGen, target: Root, change: Change): VReg {
  const { b } = g;
  const home = g.module.storage.home(target.variable);
  switch (home.in) {
    case 'globals': {
      const value = change(b.load(8, b.mapValue(GLOBALS_MAP, home.offset)));
      b.store(8, b.mapValue(GLOBALS_MAP, home.offset), 0, value);
      return value;
    }
    case 'program': {
      const value = b.copy(change(loadLocal(g, target.variable)));
      storeLocal(g, target.variable, value);
      return value;
    }
    case 'self': {
      const value = change(loadIfFound(g, threadStorage(g, 'find'), home.offset));
      storeSelf(g, home.offset, value);
      return value;
    }
    case 'hash': {
      const key = arrayElementKey(g, target, home);
      const value = change(loadIfFound(g, lookUp(g, home.map, key), 0));
      setElement(g, home.map, key, value);
      key.release();
      return value;
    }
  }
}
