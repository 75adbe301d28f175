import type { FunctionEvent } from '../bpf/index.ts';
import { resolve } from '../types/index.ts';
import { instructionHook } from './function-hooks.ts';
import { functionPlace } from './function-places.ts';
import { globMatches } from './globs.ts';
import type {
  HookedProbe,
  KernelEvents,
  KernelFunctions,
  ProbeArgument,
  ProbeName,
  Provider,
} from './provider.ts';
import { nameable } from './raw-event.ts';
import { solarisFunctions } from './solaris-functions.ts';

const ENDS: readonly FunctionEvent[] = ['entry', 'return'];

/**
 * fbt:MODULE:FUNCTION:entry and :return, the functions of the kernel (Dynamic Tracing Guide, "fbt Provider"); their
 * instructions, by their offsets; and the functions of Solaris that something else here stands for.
 */
export const fbtProvider: Provider = {
  ...solarisFunctions,
  large: {
    names: ENDS,
    functions: ({ functions }) => functions?.list() ?? [],
  },
  typedArguments: (probe, kernel) =>
    probe.view
      ? (solarisFunctions.typedArguments?.(probe, kernel) ?? [])
      : argumentsOf(probe, kernel.functions),
  compiledByType: true,
  untyped,
  create: instructionOf,
  places: (probe, kernel) =>
    probe.view ? solarisFunctions.places(probe, kernel) : placesOf(probe, kernel),
  origin: (probe, kernel) => (probe.view ? solarisFunctions.origin?.(probe, kernel) : undefined),
  absence: ({ function: name, name: event }, { functions }) => {
    const isInstruction = offsetOf(event) !== undefined;
    return isInstruction || ENDS.some((end) => globMatches(event, end))
      ? functions?.absence(name, isInstruction)
      : 'functions have probes entry, return, and at offsets of their instructions';
  },
};

/** At the return, args[0] is where in the function, and args[1] what it returns. */
function argumentsOf(
  { module, function: name, name: at }: ProbeName,
  functions: KernelFunctions | undefined,
): readonly ProbeArgument[] {
  const type = offsetOf(at) === undefined ? functions?.type({ module, name }) : undefined;
  if (!type) return [];
  if (at === 'entry') return type.parameters.map((p) => ({ type: nameable(p) }));
  const result = resolve(type.result).kind === 'void' ? [] : [{ type: nameable(type.result) }];
  return [{ type: 'int' }, ...result];
}

function placesOf(
  { module, function: name, name: event }: ProbeName,
  { functions }: KernelEvents,
): readonly HookedProbe[] {
  if (!functions) return [];
  const fn = { module, name };
  const offset = offsetOf(event);
  if (offset !== undefined) return [{ hook: instructionHook(fn, offset), selector: 0 }];
  return [functionPlace(functions, fn, event === 'entry' ? 'entry' : 'return')];
}

/** Bytes from a function's beginning, as its instruction's probe is called: `10`, `0xa`. */
function offsetOf(name: string): number | undefined {
  return /^(?:\d+|0x[\da-f]+)$/i.test(name) ? Number(name) : undefined;
}

/** The instruction of a function that a description names; those are not listed. */
function instructionOf(pattern: ProbeName, { functions }: KernelEvents): ProbeName | undefined {
  const offset = offsetOf(pattern.name);
  if (offset === undefined || !functions?.ways().includes('kprobe')) return undefined;
  const module = functions.moduleOf(pattern.function, pattern.module);
  return module === undefined ? undefined : { ...pattern, module };
}

/** Why args[] of a function have no types. */
function untyped(
  { module, function: name, name: event, view }: ProbeName,
  { functions }: KernelEvents,
): string | undefined {
  if (view || !functions) return undefined;
  if (offsetOf(event) !== undefined) return 'at an instruction there are registers, see uregs[]';
  if (functions.type({ module, name })) return undefined;
  const suffix = /\.[a-z]\w*/.exec(name)?.[0];
  if (suffix)
    return `the compiler has changed the function (${suffix}), its arguments have no types`;
  return 'BTF does not tell its arguments, or of several functions of that name';
}
