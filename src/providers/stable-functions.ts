import type { FunctionType } from '../types/index.ts';
import { hasTrampoline, trampolineHook } from './function-hooks.ts';
import type { Firing, Hook, HookedProbe, KernelEvents } from './provider.ts';
import type { FunctionSource } from './stable-source.ts';
import { type Prototype, parsePrototype, takes } from './tracepoint.ts';

const KERNEL = 'vmlinux';

/** What the function gives, after its parameters: 0 of one that gives nothing. */
const result = { name: 'result', type: 'long' };

const prototypes = new Map<string, Prototype>();

/** The function's name and parameters; `void *` stands for any pointer. */
export function functionPrototype({ function: text }: FunctionSource): Prototype {
  const known = prototypes.get(text) ?? parsePrototype(text);
  prototypes.set(text, known);
  return known;
}

/** Does the kernel let the function be traced, with these parameters first? */
export function hasFunction(source: FunctionSource, kernel: KernelEvents): boolean {
  return typeOf(source, kernel) !== undefined;
}

/** Only a trampoline knows at the return what the function was called with. */
function typeOf(source: FunctionSource, { functions }: KernelEvents): FunctionType | undefined {
  if (!functions?.ways().includes('fentry')) return undefined;
  const { event: name, parameters } = functionPrototype(source);
  const fn = { module: KERNEL, name };
  const type = functions.type(fn);
  return type && takes(type.parameters, parameters) && hasTrampoline(fn, type) ? type : undefined;
}

/** A program of its own at the function, whose arguments are the parameters and, at the return, the result. */
export function functionPlaces(
  key: string,
  source: FunctionSource,
  said: Omit<Firing, 'parameters'>,
  kernel: KernelEvents,
): readonly HookedProbe[] {
  const type = typeOf(source, kernel);
  if (!type) return [];
  const { parameters } = functionPrototype(source);
  const known = source.at === 'entry' ? parameters : [...parameters, result];
  const hook = hookOf(key, source, parameters.length, type);
  return [{ hook, selector: 0, firing: { parameters: known, ...said } }];
}

function hookOf(key: string, source: FunctionSource, result: number, type: FunctionType): Hook {
  const { at, order = 0 } = source;
  const fn = { module: KERNEL, name: functionPrototype(source).event };
  const entry = trampolineHook(fn, 'entry', type);
  const exit = trampolineHook(fn, 'return', type);
  return {
    ...(at === 'entry' ? entry : exit),
    key,
    program: key.replace(/\W+/g, '_'),
    // A trampoline runs the program first that was attached last.
    order: -order,
    argument: (b, context, index, state) =>
      index === result
        ? exit.argument(b, context, 1, state)
        : entry.argument(b, context, index, state),
  };
}
