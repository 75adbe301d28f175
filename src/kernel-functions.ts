import type { FunctionName } from './bpf/index.ts';
import { type FunctionTracing, readText, readTracefs } from './kernel/index.ts';
import type { KernelFunction, KernelFunctions } from './providers/index.ts';
import type { FunctionType } from './types/index.ts';

interface Names {
  functionType(name: string, module: string): FunctionType | undefined;
  functionNames(module: string): readonly string[];
}

const KERNEL = 'vmlinux';
const BLACKLIST = '/sys/kernel/debug/kprobes/blacklist';
const KALLSYMS = '/proc/kallsyms';

export interface FunctionSources {
  readonly names: Names;
  readonly tracing: () => FunctionTracing;
  /** Cookies of perf events. */
  readonly cookies: () => boolean;
  /** A file's text; undefined if it is not there, or not for us. */
  readonly read?: (path: string) => string | undefined;
}

/** The running kernel's functions; everything is read, and asked, when first needed. */
export function kernelFunctions({
  names,
  tracing: ask,
  cookies,
  read = readText,
}: FunctionSources): KernelFunctions {
  const tracing = once(ask);
  const list = once(() =>
    tracing().ways.length === 0 ? [] : listFunctions(names, tracing(), read),
  );
  return {
    list,
    ways: () => tracing().ways,
    type: ({ module, name }) => names.functionType(name, module),
    get cookies() {
      return cookies();
    },
    absence: (name, instruction) => absence(name, tracing(), read, instruction),
    moduleOf: (name, module) => moduleOf(name, module, read),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type Read = NonNullable<FunctionSources['read']>;

function listFunctions(
  names: Names,
  { ways }: FunctionTracing,
  read: Read,
): readonly KernelFunction[] {
  const found = readTracefs('available_filter_functions', read);
  const all = found === undefined ? typedFunctions(names, read) : parseTraceable(found);
  // Where kprobes are the only way, what they refuse cannot be traced.
  if (ways.includes('multi') || !ways.includes('kprobe')) return all;
  const refused = new Set(
    read(BLACKLIST)
      ?.split('\n')
      .map((line) => line.split('\t')[1] ?? ''),
  );
  const isTyped = (fn: FunctionName) =>
    ways.includes('fentry') && names.functionType(fn.name, fn.module) !== undefined;
  return all.filter((fn) => !refused.has(fn.name) || isTyped(fn));
}

/** Lines are `name`, or `name [module]`; places that were functions once have no name. */
export function parseTraceable(text: string): readonly KernelFunction[] {
  const functions = new Map<string, KernelFunction>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('__ftrace_invalid_address_')) continue;
    const blank = line.indexOf(' ');
    const name = blank < 0 ? line : line.slice(0, blank);
    const module = blank < 0 ? KERNEL : line.slice(blank + 2, -1);
    functions.set(line, functions.has(line) ? { module, name, several: true } : { module, name });
  }
  return [...functions.values()];
}

/** Without the list of ftrace: what has a type, and one address. */
function typedFunctions(names: Names, read: Read): readonly KernelFunction[] {
  const typed = new Set(names.functionNames(KERNEL));
  const counts = new Map<string, number>();
  for (const [, name = ''] of (read(KALLSYMS) ?? '').matchAll(/^[\da-f]+ [tT] (\w+)$/gm))
    if (typed.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, n]) => (n === 1 ? [{ module: KERNEL, name }] : []));
}

function absence(
  name: string,
  { ways, refusals }: FunctionTracing,
  read: Read,
  instruction = false,
): string {
  if (ways.length === 0) return `this kernel lets no function be traced: ${refusals.join('; ')}`;
  if (name === '') return 'no function that can be traced has such a name or module';
  if (instruction && !ways.includes('kprobe')) return 'this kernel has no kprobes (CONFIG_KPROBES)';
  const names = symbolsLike(name, read);
  if (names.includes(name) && !instruction) return `the kernel does not let ${name} be traced`;
  const clones = names.filter((one) => one !== name && !one.endsWith('.cold'));
  return clones.length > 0
    ? `this kernel has ${name} only as ${clones.join(' and ')}, which the compiler has made of it`
    : `this kernel has no function ${name}, or has it inlined`;
}

/** The function's own symbol, and those that the compiler has made of it: `name.isra.0`. */
function symbolsLike(name: string, read: Read): readonly string[] {
  const symbol = new RegExp(`^[\\da-f]+ [tTwW] (${escaped(name)}(?:\\.[\\w.]+)?)(?:\t|$)`, 'gm');
  const found = [...(read(KALLSYMS) ?? '').matchAll(symbol)].map(([, one = '']) => one);
  return [...new Set(found)];
}

/** Instructions are known of functions that cannot be traced, too. */
function moduleOf(name: string, module: string, read: Read): string | undefined {
  const symbol = new RegExp(`^[\\da-f]+ [tTwW] ${escaped(name)}(?:\t\\[(\\w+)\\])?$`, 'gm');
  const modules = [...(read(KALLSYMS) ?? '').matchAll(symbol)].map(([, own = KERNEL]) => own);
  return modules.find((own) => module === '' || module === own);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
