import type { FunctionEvent, FunctionWay } from '../bpf/index.ts';
import { resolve } from '../types/index.ts';
import {
  hasTrampoline,
  registersHook,
  singleHook,
  trampolineHook,
  type Width,
  widthOf,
} from './function-hooks.ts';
import type {
  Hook,
  HookedProbe,
  KernelEvents,
  KernelFunction,
  KernelFunctions,
  ProbeArgument,
  ProbeName,
  Provider,
} from './provider.ts';
import { nameable } from './raw-event.ts';
import { solarisFunctions } from './solaris-functions.ts';

const events: readonly FunctionEvent[] = ['entry', 'return'];

/**
 * fbt:MODULE:FUNCTION:entry and :return, the functions of the kernel (Dynamic Tracing Guide, "fbt Provider"); and those
 * of Solaris that something else here stands for.
 */
export const fbtProvider: Provider = {
  ...solarisFunctions,
  large: events,
  probes: ({ functions }) =>
    functions
      ?.list()
      .flatMap(({ module, name }) => events.map((at) => probeOf(module, name, at))) ?? [],
  typedArguments: (probe, kernel) =>
    probe.view
      ? (solarisFunctions.typedArguments?.(probe, kernel) ?? [])
      : argumentsOf(probe, kernel.functions),
  places: (probe, kernel) =>
    probe.view ? solarisFunctions.places(probe, kernel) : placesOf(probe, kernel),
  origin: (probe, kernel) => (probe.view ? solarisFunctions.origin?.(probe, kernel) : undefined),
  absence: ({ function: name }, { functions }) => functions?.absence(name),
};

const probeOf = (module: string, name: string, at: FunctionEvent): ProbeName => ({
  provider: 'fbt',
  module,
  function: name,
  name: at,
});

/** At the return, args[0] is where in the function, and args[1] what it returns. */
function argumentsOf(
  { module, function: name, name: at }: ProbeName,
  functions: KernelFunctions | undefined,
): readonly ProbeArgument[] {
  const type = functions?.type({ module, name });
  if (!type) return [];
  if (at === 'entry') return type.parameters.map((p) => ({ type: nameable(p) }));
  const result = resolve(type.result).kind === 'void' ? [] : [{ type: nameable(type.result) }];
  return [{ type: 'int' }, ...result];
}

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
  const index = new Map(list.map(({ module, name }, n) => [`${module}:${name}`, n]));
  const made = { functions: list, index, hooks: new Map() };
  known.set(functions, made);
  return made;
}

/** More functions than this have a program together: it takes some milliseconds to attach each. */
const MOST_OWN_PROGRAMS = 16;

/** The ways, the cheapest to run first; functions in number go the first of those for many. */
function placesOf(
  { module, function: name, name: event }: ProbeName,
  { functions }: KernelEvents,
): readonly HookedProbe[] {
  if (!functions) return [];
  const at = event === 'entry' ? 'entry' : 'return';
  const known = knownOf(functions);
  const selector = known.index.get(`${module}:${name}`) ?? 0;
  const fn = known.functions[selector] ?? { module, name };
  const way = (wanted: string): Hook | undefined => wayOf(wanted, fn, at, functions);
  const crowd = way('multi') ?? (functions.cookies ? way('kprobe') : undefined);
  const hook = way('fentry') ?? crowd ?? way('kprobe');
  if (!hook) return [];
  if (!crowd) return [{ hook, selector, way }];
  const many = { hook: crowd, selector, arguments: true, most: MOST_OWN_PROGRAMS } as const;
  return [{ hook, selector, way, crowd: many }];
}

function wayOf(
  wanted: string,
  fn: KernelFunction,
  at: FunctionEvent,
  functions: KernelFunctions,
): Hook | undefined {
  const way = functions.ways().find((one) => one === wanted);
  if (way === undefined) return undefined;
  const type = functions.type(fn);
  const result = type && at === 'return' ? widthOf(type.result) : word;
  if (way === 'kprobe' && !functions.cookies) return singleHook(fn, at, result);
  if (way !== 'fentry') return sharedHook(way, at, functions, result);
  return type && hasTrampoline(fn, type) ? trampolineHook(fn, at, type) : undefined;
}

/** All of a register. */
const word: Width = { bytes: 8, signed: false };

function sharedHook(
  by: Exclude<FunctionWay, 'fentry'>,
  at: FunctionEvent,
  functions: KernelFunctions,
  result: Width,
): Hook {
  const { hooks, functions: list } = knownOf(functions);
  const key = `${by}:${at}:${result.bytes}:${result.signed}`;
  const hook = hooks.get(key) ?? registersHook(by, at, list, result);
  hooks.set(key, hook);
  return hook;
}
