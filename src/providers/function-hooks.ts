import type { FunctionEvent, FunctionName, FunctionWay } from '../bpf/index.ts';
import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { type FunctionType, resolve } from '../types/index.ts';
import {
  argumentPlaces,
  isPlain,
  isWord,
  loadWord,
  plainPlace,
  type Width,
  widthOf,
  word,
} from './calling-convention.ts';
import { frames, kprobesAreMasked, registers } from './machine.ts';
import type { Hook, KernelFunction } from './provider.ts';

/** More arguments than these come by the stack, where a trampoline does not find them on every kernel. */
const MOST_TRAMPOLINE_ARGUMENTS = 6;

/** Can a program be attached to the function by its type? Structs by value are no single arguments. */
export function hasTrampoline(fn: KernelFunction, type: FunctionType): boolean {
  if (fn.several || type.variadic || type.parameters.length > MOST_TRAMPOLINE_ARGUMENTS)
    return false;
  return !denied.has(fn.name) && isPlain(type) && isWord(type.result);
}

/** The kernel's btf_id_deny: what its own entry code calls. */
const denied: ReadonlySet<string> = new Set([
  'migrate_disable',
  'migrate_enable',
  'rcu_read_unlock_strict',
  'preempt_count_add',
  'preempt_count_sub',
  '__rcu_read_lock',
  '__rcu_read_unlock',
]);

/** What argN is of a register: of a function without a type, all; of what the type does not have, nothing. */
export function argumentWidth(
  type: FunctionType | undefined,
  at: FunctionEvent,
  index: number,
): Width {
  if (!type) return word;
  if (at === 'return') return index === 1 ? widthOf(type.result) : word;
  const parameter = type.parameters[index];
  if (parameter) return widthOf(parameter);
  return type.variadic ? word : { bytes: 0, signed: false };
}

/** A program of its own at a function, whose arguments the kernel hands over. */
export function trampolineHook(fn: FunctionName, at: FunctionEvent, type: FunctionType): Hook {
  return {
    ...named(`fbt:${fn.module}:${fn.name}:${at}`),
    attach: () => ({ kind: 'function', at, function: { module: fn.module, name: fn.name } }),
    argument: (b, context, index) =>
      at === 'entry' ? parameter(b, context, index, type) : outcome(b, context, index, type),
    width: (_, index) => argumentWidth(type, at, index),
    interrupts: 'event',
    skipFrames: frames.trampoline[at],
  };
}

function named(key: string): Pick<Hook, 'key' | 'program'> {
  return { key, program: key.replace(/\W+/g, '_') };
}

function parameter(b: IrBuilder, context: VReg, index: number, { parameters }: FunctionType): VReg {
  if (index >= parameters.length) return b.constant(0);
  return fetched(b, (to) => b.call('get_func_arg', context, imm(index), to));
}

/** Where in the function it returns, arg0, the kernel does not say: that is -1, as with Oracle's fbt. */
const UNKNOWN = -1n;

function outcome(b: IrBuilder, context: VReg, index: number, { result }: FunctionType): VReg {
  if (index === 0) return b.constant(UNKNOWN);
  if (index !== 1 || resolve(result).kind === 'void') return b.constant(0);
  return fetched(b, (to) => b.call('get_func_ret', context, to));
}

function fetched(b: IrBuilder, fetch: (to: VReg) => void): VReg {
  const slot = b.slot(8);
  b.store(8, b.slotAddress(slot), 0, imm(0));
  fetch(b.slotAddress(slot));
  const value = b.copy(b.load(8, b.slotAddress(slot)));
  b.release(slot);
  return value;
}

/** Ways by which a program sees registers. */
export type RegisterWay = Exclude<FunctionWay, 'fentry'>;

/** One program at all enabled functions of a list. It sees their registers. */
export function registersHook(
  by: RegisterWay,
  at: FunctionEvent,
  functions: readonly KernelFunction[],
  typeOf: (fn: FunctionName) => FunctionType | undefined,
): Hook {
  const typeAt = (selector: number): FunctionType | undefined => {
    const fn = functions[selector];
    return fn && typeOf(fn);
  };
  return {
    ...plainHook(`fbt:${by}:${at}`, at),
    width: (selector, index) => argumentWidth(typeAt(selector), at, index),
    attach: ({ selectors }) => ({
      kind: 'functions',
      by,
      at,
      functions: selectors.flatMap((selector, cookie) => {
        const fn = functions[selector];
        return fn ? [{ ...fn, cookie }] : [];
      }),
    }),
    selector: {
      limit: functions.length,
      dense: true,
      load: (b, context) => b.call('get_attach_cookie', context),
    },
  };
}

/** The same for one function: on kernels without cookies, and where arguments are not one to a register. */
export function ownHook(
  by: RegisterWay,
  fn: KernelFunction,
  at: FunctionEvent,
  type: FunctionType | undefined,
): Hook {
  const places = type && !isPlain(type) ? argumentPlaces(type) : undefined;
  return {
    ...plainHook(`fbt:${fn.module}:${fn.name}:${at}`, at, (index) => places?.[index]),
    width: (_, index) => argumentWidth(type, at, index),
    attach: () => ({ kind: 'functions', by, at, functions: [fn] }),
  };
}

function plainHook(
  key: string,
  at: FunctionEvent,
  placeOf: (index: number) => ReturnType<typeof plainPlace> | undefined = () => undefined,
): Omit<Hook, 'attach'> {
  return {
    ...named(key),
    argument: (b, context, index) => {
      if (at === 'entry') return loadWord(b, context, placeOf(index) ?? plainPlace(index));
      if (index === 0) return b.constant(UNKNOWN);
      return index === 1 ? b.load(8, context, registers.result) : b.constant(0);
    },
    interrupts: kprobesAreMasked ? 'timer' : 'event',
    // The registers say where the function is.
    skipFrames: 0,
    ...(at === 'entry' && registers.link !== undefined ? { calledFrom: registers.link } : {}),
  };
}

/**
 * A program at an instruction of a function, so many bytes from its beginning. No argument is where it was there, but
 * the registers are.
 */
export function instructionHook({ module, name }: FunctionName, offset: number): Hook {
  return {
    ...named(`fbt:${module}:${name}:${offset}`),
    argument: (b) => b.constant(0),
    attach: () => ({
      kind: 'functions',
      by: 'kprobe',
      at: 'entry',
      functions: [{ module, name, offset }],
    }),
    seesRegisters: true,
    // Of a breakpoint: then interrupts are off.
    interrupts: 'timer',
    skipFrames: 0,
  };
}
