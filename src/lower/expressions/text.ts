import { imm } from '../../ir/index.ts';
import { copyString, isZero, type Place, type StringValue } from '../../lang/index.ts';
import type { LValue } from '../../typed/index.ts';
import { sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey } from '../keys.ts';
import { type Home, MARK_BYTES } from '../storage.ts';
import { fixedStorage, type Root } from './homes.ts';
import { putElement } from './integers.ts';
import { withPlace } from './place.ts';
import { threadStorage } from './thread.ts';
import { storeThrough } from './through.ts';

/** Stores a string. Those of variables know whether they are D's NULL; those in structs do not. */
export function assignString(g: ClauseGen, target: LValue, value: StringValue): void {
  if (target.kind === 'load') storeThrough(g, target, value);
  else if (target.kind === 'variable' || target.kind === 'element') setVariable(g, target, value);
  else setPart(g, target, value);
}

function setPart(g: ClauseGen, target: LValue, value: StringValue): void {
  const room = sizeOf(target.type, g.options.strsize);
  const found = (at: Place): void => copyString(g, at, room, value);
  withPlace(g, target, { mode: 'create', found, absent: () => g.drop('dynamic') });
}

function setVariable(g: ClauseGen, target: Root, value: StringValue): void {
  const home = g.module.storage.home(target.variable);
  const room = padded(g.module.bounds.variable(target.variable));
  if (home.in === 'hash') setElement(g, target, home, { room, value });
  else if (home.in === 'self') setSelf(g, home.offset, room, value);
  else {
    const at = fixedStorage(g, target.variable);
    if (at) setAt(g, at, room, value);
  }
}

function setAt(g: ClauseGen, at: Place, room: number, value: StringValue): void {
  copyString(g, at, room, value);
  g.b.store(8, at.base, at.offset - MARK_BYTES, value.missing ?? imm(0));
}

function setSelf(g: ClauseGen, offset: number, room: number, value: StringValue): void {
  const { b } = g;
  const base = threadStorage(g, 'create');
  const put = (): void => {
    copyString(g, { base, offset }, room, value);
    const isSet = value.missing ? isZero(g, value.missing) : imm(1);
    b.store(8, base, offset - MARK_BYTES, isSet);
  };
  b.ifElse('ne', base, imm(0), put, () => g.drop('dynamic'));
}

/** NULL (also: 0) frees the element. */
function setElement(
  g: ClauseGen,
  target: Root,
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
