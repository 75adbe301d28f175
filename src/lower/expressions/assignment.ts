import { bug } from '../../diag/index.ts';
import { imm, type VReg } from '../../ir/index.ts';
import { copyString, isZero, type Place, type StringValue, type Value } from '../../lang/index.ts';
import type { LValue, TypedExpression, Variable } from '../../typed/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey, type Key } from '../keys.ts';
import { isSigned, scalarBytes } from '../layout.ts';
import { GLOBALS_MAP, type Home, MARK_BYTES } from '../storage.ts';
import { arithmetic } from './arithmetic.ts';
import { integer, lowerInteger, lowerString } from './index.ts';
import { threadStorage } from './thread.ts';
import { isString, loadIfFound, loadLocal } from './variable.ts';

type Assignment = Extract<TypedExpression, { kind: 'assignment' }>;
type Update = Extract<TypedExpression, { kind: 'update' }>;

/** `x = e` and `x op= e`; the value is what x then holds. */
export function lowerAssignment(g: ClauseGen, e: Assignment): Value {
  if (e.target.kind === 'load') return bug('store through a pointer');
  if (isString(e.target.variable)) return assignString(g, e.target, lowerString(g, e.value));
  const { operator } = e;
  if (operator === undefined) {
    if (e.value.kind === 'integer' && e.value.value === 0n) return clearInteger(g, e.target);
    const value = narrowed(g, e.target, lowerInteger(g, e.value));
    store(g, e.target, value);
    return integer(value);
  }
  const signed = isSigned(operator === '>>' ? e.target.type : e.type);
  return integer(
    modify(g, e.target, (old) => arithmetic(g, operator, signed, old, lowerInteger(g, e.value))),
  );
}

/** `x++`, `--x` …: the value before or after. */
export function lowerUpdate(g: ClauseGen, e: Update): VReg {
  if (e.target.kind === 'load') return bug('update through a pointer');
  let before: VReg | undefined;
  const after = modify(g, e.target, (old) => {
    before = g.b.copy(old);
    return g.b.alu('add', old, imm(e.delta));
  });
  return e.prefix ? after : (before ?? after);
}

/** Setting a variable to zero makes no storage for it. */
function clearInteger(g: ClauseGen, target: Target): Value {
  const { b } = g;
  const home = g.module.storage.home(target.variable);
  const zero = b.constant(0);
  if (home.in === 'self') {
    const storage = threadStorage(g, 'find');
    b.when('ne', storage, imm(0), () => b.store(8, storage, home.offset, imm(0)));
  } else if (home.in === 'hash') {
    const key = arrayElementKey(g, target, home);
    b.call('map_delete_elem', b.map(home.map), key.address());
    key.release();
  } else store(g, target, zero);
  return integer(zero);
}

/**
 * Oracle's D stores an integer in the width of its type; Sun's keeps all 64 bits in scalar variables
 * (dif.c: variables are 64-bit), which old scripts rely on.
 */
function narrowed(g: ClauseGen, target: LValue, value: VReg): VReg {
  if (g.options.dialect !== 'oracle') return value;
  return g.b.extend(scalarBytes(target.type), isSigned(target.type), value);
}

type Target = Exclude<LValue, { kind: 'load' }>;

/** Stores an integer. */
function store(g: ClauseGen, target: Target, value: VReg): void {
  const { b } = g;
  const home = g.module.storage.home(target.variable);
  switch (home.in) {
    case 'globals':
      b.store(8, b.mapValue(GLOBALS_MAP, home.offset), 0, value);
      return;
    case 'program':
      storeLocal(g, target.variable, value);
      return;
    case 'self':
      storeSelf(g, home.offset, value);
      return;
    case 'hash':
      storeElement(g, target, home, value);
  }
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
  b.ifElse(
    'ne',
    storage,
    imm(0),
    () => b.store(8, storage, offset, value),
    () => g.drop('dynamic'),
  );
}

/** An element set to zero is freed (Dynamic Tracing Guide, "Associative Arrays"). */
function storeElement(
  g: ClauseGen,
  target: Target,
  home: Home & { in: 'hash' },
  value: VReg,
): void {
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
  const found = b.call('map_lookup_elem', b.map(map), key.address());
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
function putElement(g: ClauseGen, map: string, key: Key, value: VReg): void {
  const { b } = g;
  const result = b.call('map_update_elem', b.map(map), key.address(), value, imm(0));
  b.when('ne', result, imm(0), () => g.drop('dynamic'));
}

/** Reads, changes and stores an integer, with the array key made once. */
function modify(g: ClauseGen, target: Target, change: (old: VReg) => VReg): VReg {
  const { b } = g;
  const home = g.module.storage.home(target.variable);
  switch (home.in) {
    case 'globals': {
      const at = b.mapValue(GLOBALS_MAP, home.offset);
      const value = narrowed(g, target, change(b.load(8, at)));
      b.store(8, b.mapValue(GLOBALS_MAP, home.offset), 0, value);
      return value;
    }
    case 'program': {
      const value = b.copy(narrowed(g, target, change(loadLocal(g, target.variable))));
      storeLocal(g, target.variable, value);
      return value;
    }
    case 'self': {
      const value = narrowed(
        g,
        target,
        change(loadIfFound(g, threadStorage(g, 'find'), home.offset)),
      );
      storeSelf(g, home.offset, value);
      return value;
    }
    case 'hash':
      return modifyElement(g, target, home, change);
  }
}

function modifyElement(
  g: ClauseGen,
  target: Target,
  home: Home & { in: 'hash' },
  change: (old: VReg) => VReg,
): VReg {
  const { b } = g;
  const key = arrayElementKey(g, target, home);
  const found = b.call('map_lookup_elem', b.map(home.map), key.address());
  const value = narrowed(g, target, change(loadIfFound(g, found, 0)));
  setElement(g, home.map, key, value);
  key.release();
  return value;
}

// ---- strings

function assignString(g: ClauseGen, target: Target, value: StringValue): Value {
  const { b } = g;
  const home = g.module.storage.home(target.variable);
  const room = padded(g.module.bounds.variable(target.variable));
  switch (home.in) {
    case 'globals':
      assignStringAt(g, { base: b.mapValue(GLOBALS_MAP, home.offset), offset: 0 }, room, value);
      return value;
    case 'program':
      assignStringAt(g, g.program.locals.place(target.variable) ?? bug('no place'), room, value);
      return value;
    case 'self':
      assignSelfString(g, { offset: home.offset, room }, value);
      return value;
    case 'hash':
      assignElementString(g, target, home, { room, value });
      return value;
  }
}

function assignStringAt(g: ClauseGen, at: Place, room: number, value: StringValue): void {
  copyString(g, at, room, value);
  g.b.store(8, at.base, at.offset - MARK_BYTES, value.missing ?? imm(0));
}

function assignSelfString(
  g: ClauseGen,
  to: { readonly offset: number; readonly room: number },
  value: StringValue,
): void {
  const { b } = g;
  const storage = threadStorage(g, 'create');
  const at: Place = { base: storage, offset: to.offset };
  b.ifElse(
    'ne',
    storage,
    imm(0),
    () => {
      copyString(g, at, to.room, value);
      b.store(
        8,
        storage,
        to.offset - MARK_BYTES,
        value.missing ? isZero(g, value.missing) : imm(1),
      );
    },
    () => g.drop('dynamic'),
  );
}

/** NULL (also: 0) frees the element. */
function assignElementString(
  g: ClauseGen,
  target: Target,
  home: Home & { in: 'hash' },
  { room, value }: { readonly room: number; readonly value: StringValue },
): void {
  const { b } = g;
  const key = arrayElementKey(g, target, home);
  const put = (): void => {
    const at = g.scratch(room);
    copyString(g, at, room, value);
    putElement(g, home.map, key, g.address(at));
  };
  const free = (): void => void b.call('map_delete_elem', b.map(home.map), key.address());
  if (value.missing === undefined) put();
  else b.ifElse('eq', value.missing, imm(0), put, free);
  key.release();
}
