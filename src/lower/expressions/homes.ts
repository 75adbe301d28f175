import { bug } from '../../diag/index.ts';
import { imm, type VReg } from '../../ir/index.ts';
import type { Place } from '../../lang/index.ts';
import type { TypedExpression, Variable } from '../../typed/index.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey, type Key } from '../keys.ts';
import { GLOBALS_MAP, type Home } from '../storage.ts';
import { threadStorage } from './thread.ts';

/** A variable, or an element of an associative array. */
export type Root = Extract<TypedExpression, { kind: 'variable' | 'element' }>;

/** What is to be done if a variable has no memory yet: it counts as zero, or is made of zeros. */
export type Mode = 'find' | 'create';

/** What is made of memory that is there, and what if it is not. */
export interface Use {
  readonly mode: Mode;
  readonly found: (at: Place) => void;
  readonly absent: () => void;
}

/** The memory of a variable that is always there and not a register; undefined of others. */
export function fixedStorage(g: ClauseGen, v: Variable): Place | undefined {
  const home = g.module.storage.home(v);
  if (home.in === 'globals') return { base: g.b.mapValue(GLOBALS_MAP, home.offset), offset: 0 };
  return home.in === 'program' ? localPlace(g, v) : undefined;
}

/** Uses the memory of a variable that may have none. */
export function withStorage(g: ClauseGen, e: Root, use: Use): void {
  const home = g.module.storage.home(e.variable);
  if (home.in === 'hash') withElement(g, e, home, use);
  else if (home.in === 'self') ifThere(g, threadStorage(g, use.mode), home.offset, use);
  else use.found(fixedStorage(g, e.variable) ?? bug(`no memory of ${e.variable.name}`));
}

export function localPlace(g: ClauseGen, v: Variable): Place {
  return g.program.locals.place(v) ?? bug(`no place for this->${v.name}`);
}

function ifThere(g: ClauseGen, base: VReg, offset: number, { found, absent }: Use): void {
  g.b.ifElse('ne', base, imm(0), () => found({ base, offset }), absent);
}

function withElement(g: ClauseGen, e: Root, home: Home & { in: 'hash' }, use: Use): void {
  const key = arrayElementKey(g, e, home);
  const element = use.mode === 'find' ? lookUp(g, home.map, key) : obtain(g, home, key);
  key.release();
  ifThere(g, element, 0, use);
}

/** The element's value, or 0. */
export function lookUp(g: ClauseGen, map: string, key: Key): VReg {
  return g.b.call('map_lookup_elem', g.b.map(map), key.address());
}

/** bpf_map_update_elem: only if there is none yet. Another CPU may have been faster. */
const BPF_NOEXIST = 1;

/** The same; one that is not there is made of zeros. 0 if there is no room. */
function obtain(g: ClauseGen, { map, bytes }: Home & { in: 'hash' }, key: Key): VReg {
  const { b } = g;
  const element = b.copy(lookUp(g, map, key));
  b.when('eq', element, imm(0), () => {
    b.call('map_update_elem', b.map(map), key.address(), g.zeros(bytes), imm(BPF_NOEXIST));
    b.assign(element, lookUp(g, map, key));
  });
  return element;
}
