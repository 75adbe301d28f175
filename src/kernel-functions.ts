import { readFileSync } from 'node:fs';
import type { FunctionName } from './bpf/index.ts';
import type { FunctionTracing } from './kernel/index.ts';
import type { KernelFunction, KernelFunctions } from './providers/index.ts';
import type { FunctionType } from './types/index.ts';

interface Names {
  functionType(name: string, module: string): FunctionType | undefined;
  functionNames(module: string): readonly string[];
}

const KERNEL = 'vmlinux';
const TRACEABLE = [
  '/sys/kernel/tracing/available_filter_functions',
  '/sys/kernel/debug/tracing/available_filter_functions',
];
const BLACKLIST = '/sys/kernel/debug/kprobes/blacklist';
const KALLSYMS = '/proc/kallsyms';

export interface FunctionSources {
  readonly names: Names;
  readonly tracing: () => FunctionTracing;
  /** Cookies of perf events. */
  readonly cookies: boolean;
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
    cookies,
    absence: (name) => absence(name, tracing(), read),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}

type Read = NonNullable<FunctionSources['read']>;

function listFunctions(
  names: Names,
  { ways }: FunctionTracing,
  read: Read,
): readonly KernelFunction[] {
  const found = TRACEABLE.map(read).find((text) => text !== undefined);
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
    const [name = '', bracketed] = line.split(' ');
    const module = bracketed === undefined ? KERNEL : bracketed.slice(1, -1);
    const fn = { module, name };
    functions.set(line, functions.has(line) ? { ...fn, several: true } : fn);
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

function absence(name: string, { ways, refusals }: FunctionTracing, read: Read): string {
  if (ways.length === 0) return `this kernel lets no function be traced: ${refusals.join('; ')}`;
  if (name === '') return 'no module of that name has functions that can be traced';
  const isThere = new RegExp(`^[\\da-f]+ [tTwW] ${escaped(name)}(?:\t|$)`, 'm').test(
    read(KALLSYMS) ?? '',
  );
  return isThere
    ? `the kernel does not let ${name} be traced`
    : `this kernel has no function ${name}, or has it inlined`;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
