import type { FunctionEvent, FunctionName } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import type { FunctionType } from '../types/index.ts';
import { isPlain } from './calling-convention.ts';
import {
  hasTrampoline,
  ownHook,
  type RegisterWay,
  registersHook,
  trampolineHook,
} from './function-hooks.ts';
import type { Crowd, Hook, HookedProbe, KernelFunction, KernelFunctions } from './provider.ts';

/** What is made once for a kernel. */
interface Known {
  readonly functions: readonly KernelFunction[];
  /** Place in the list, by module and name. */
  readonly index: ReadonlyMap<string, number>;
  readonly hooks: Map<string, Hook>;
}

const known = new WeakMap<KernelFunctions, Known>();

function knownOf(functions: KernelFunctions): Known {
  const before = known.get(functions);
  if (before) return before;
  const list = functions.list();
  const index = new Map(list.map((fn, n) => [keyOf(fn), n]));
  const made = { functions: list, index, hooks: new Map() };
  known.set(functions, made);
  return made;
}

/** The kernel's own have names that are there already. */
function keyOf({ module, name }: FunctionName): string {
  return module === 'vmlinux' ? name : `${module}:${name}`;
}

/** More functions than this have a program together: it takes some milliseconds to attach each. */
const MOST_OWN_PROGRAMS = 16;

/** Where an end of a function is met. */
export function functionPlace(
  functions: KernelFunctions,
  name: FunctionName,
  at: FunctionEvent,
): HookedProbe {
  const { index, functions: list } = knownOf(functions);
  const selector = index.get(keyOf(name)) ?? 0;
  return new FunctionPlace(functions, list[selector] ?? name, at, selector);
}

/** An end of a function. What it is made of is found out when asked for: of many, few are. */
class FunctionPlace implements HookedProbe {
  readonly selector: number;
  readonly #functions: KernelFunctions;
  readonly #fn: KernelFunction;
  readonly #at: FunctionEvent;
  #hook: Hook | undefined;

  constructor(functions: KernelFunctions, fn: KernelFunction, at: FunctionEvent, selector: number) {
    this.#functions = functions;
    this.#fn = fn;
    this.#at = at;
    this.selector = selector;
  }

  /** By the way that is the cheapest to run. */
  get hook(): Hook {
    this.#hook ??= this.way('fentry') ?? this.way('multi') ?? this.way('kprobe');
    return this.#hook ?? bug('a function is listed that cannot be traced');
  }

  way(wanted: string): Hook | undefined {
    return wayOf(wanted, this.#fn, this.#at, this.#functions);
  }

  get crowd(): Crowd | undefined {
    const by = manyWay(this.#functions);
    return by && crowdOf(this.#functions, by, this.#at, this.selector);
  }
}

function crowdOf(
  functions: KernelFunctions,
  by: RegisterWay,
  at: FunctionEvent,
  selector: number,
): Crowd {
  return {
    hook: sharedHook(by, at, functions),
    selector,
    get arguments() {
      const fn = knownOf(functions).functions[selector];
      return at === 'return' || !hasStructs(fn && functions.type(fn));
    },
    most: MOST_OWN_PROGRAMS,
  };
}

/** How one program is attached to many functions. */
function manyWay(functions: KernelFunctions): RegisterWay | undefined {
  const ways = functions.ways();
  if (ways.includes('multi')) return 'multi';
  return functions.cookies && ways.includes('kprobe') ? 'kprobe' : undefined;
}

const hasStructs = (type: FunctionType | undefined): boolean =>
  type !== undefined && !isPlain(type);

function wayOf(
  wanted: string,
  fn: KernelFunction,
  at: FunctionEvent,
  functions: KernelFunctions,
): Hook | undefined {
  const way = functions.ways().find((one) => one === wanted);
  if (way === undefined) return undefined;
  const type = functions.type(fn);
  if (way === 'fentry')
    return type && hasTrampoline(fn, type) ? trampolineHook(fn, at, type) : undefined;
  const isOwn = (way === 'kprobe' && !functions.cookies) || (at === 'entry' && hasStructs(type));
  return isOwn ? ownHook(way, fn, at, type) : sharedHook(way, at, functions);
}

function sharedHook(by: RegisterWay, at: FunctionEvent, functions: KernelFunctions): Hook {
  const { hooks, functions: list } = knownOf(functions);
  const key = `${by}:${at}`;
  const hook = hooks.get(key) ?? registersHook(by, at, list, functions.type);
  hooks.set(key, hook);
  return hook;
}
