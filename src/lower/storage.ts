import type { MapSpec } from '../bpf/index.ts';
import type { Options } from '../lang/index.ts';
import type { TypedProgram, Variable } from '../typed/index.ts';
import { resolve, sizeOf, type Type } from '../types/index.ts';
import { type Bounds, padded } from './bounds.ts';
import { isMemory } from './layout.ts';

export const GLOBALS_MAP = 'globals';
export const SELF_MAP = 'self';

/** Where each variable lives. */
export type Home =
  /** Offset in the one value of the globals map, or of the thread's storage. */
  | { readonly in: 'globals'; readonly offset: number; readonly bytes: number }
  | { readonly in: 'self'; readonly offset: number; readonly bytes: number }
  /** A hash map of its own; thread-locals have the thread's id as first key. */
  | {
      readonly in: 'hash';
      readonly map: string;
      readonly perThread: boolean;
      readonly bytes: number;
    }
  /** Clause-local: a register, or scratch, of each program. */
  | { readonly in: 'program'; readonly bytes: number };

/**
 * Before a string variable, as D's NULL is not the empty string. What was never set is "" in global
 * and clause-local variables, and NULL in thread-local ones, where this says that the string is set
 * (0: NULL); elsewhere it says that the string is NULL (0: it is set).
 */
export const MARK_BYTES = 8;

/**
 * A bit-field of 3 bytes is read as 4, one of 5 as 8, also at the end of a struct (which has no padding
 * there, see types/layout.ts).
 */
export const BITS_SLACK = 3;

/**
 * The most that task storage keeps (BPF_LOCAL_STORAGE_MAX_VALUE_SIZE, below 64 KiB): thread-locals
 * beyond it are elements of hash maps with the thread's id as only key.
 */
const SELF_LIMIT = 60_000;

function isString(type: Type): boolean {
  return resolve(type).kind === 'string';
}

export class Storage {
  readonly #homes = new Map<Variable, Home>();
  readonly #used = { globals: 0, self: 0 };
  readonly #arrays = new Map<string, { key: number; value: number }>();
  readonly #options: Options;
  readonly #selfLimit: number;

  /** `preallocated`: nothing is made when it is first used, as the kernel takes locks for that. */
  constructor(program: TypedProgram, bounds: Bounds, options: Options, preallocated: boolean) {
    this.#options = options;
    this.#selfLimit = preallocated ? 0 : SELF_LIMIT;
    for (const v of program.variables) this.#homes.set(v, this.#place(v, bounds));
  }

  #place(v: Variable, bounds: Bounds): Home {
    const bytes = this.#bytesOf(v, bounds);
    if (v.keys || (v.scope === 'self' && this.#used.self + MARK_BYTES + bytes > this.#selfLimit)) {
      const map = `${v.scope === 'self' ? 'self_' : 'array_'}${this.#arrays.size}`;
      this.#arrays.set(map, { key: 0, value: bytes });
      return { in: 'hash', map, perThread: v.scope === 'self', bytes };
    }
    if (v.scope === 'this') return { in: 'program', bytes };
    const mark = isString(v.type) ? MARK_BYTES : 0;
    const area = v.scope === 'self' ? 'self' : 'globals';
    const offset = this.#used[area];
    this.#used[area] += bytes + mark;
    return { in: area, offset: offset + mark, bytes };
  }

  #bytesOf(v: Variable, bounds: Bounds): number {
    if (isString(v.type)) return padded(bounds.variable(v));
    return isMemory(v.type) ? padded(sizeOf(v.type, this.#options.strsize) + BITS_SLACK) : 8;
  }

  home(v: Variable): Home {
    // A variable that no declaration or assignment announced cannot get here: check has refused it.
    return this.#homes.get(v) as Home;
  }

  /** Bytes of an array's element; its key size is learned from its first use. */
  array(map: string, keyBytes: number): number {
    const array = this.#arrays.get(map);
    if (!array) return 0;
    array.key = keyBytes;
    return array.value;
  }

  maps(): readonly MapSpec[] {
    const maps: MapSpec[] = [];
    if (this.#used.globals > 0) maps.push(globalsMap(this.#used.globals));
    if (this.#used.self > 0) maps.push(selfMap(this.#used.self));
    for (const [name, { key, value }] of this.#arrays)
      if (key > 0) maps.push(arrayMap(name, key, value, this.#options.dynvarsize));
    return maps;
  }
}

function globalsMap(valueBytes: number): MapSpec {
  return { name: GLOBALS_MAP, kind: 'array', keyBytes: 4, valueBytes, entries: 1, mmap: true };
}

function selfMap(valueBytes: number): MapSpec {
  return { name: SELF_MAP, kind: 'task_storage', keyBytes: 4, valueBytes, entries: 0 };
}

function arrayMap(name: string, keyBytes: number, valueBytes: number, dynvarsize: number): MapSpec {
  const entries = Math.floor(dynvarsize / (keyBytes + valueBytes));
  return { name, kind: 'hash', keyBytes, valueBytes, entries };
}
