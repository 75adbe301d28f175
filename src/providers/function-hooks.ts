import type { FunctionEvent, FunctionName, FunctionWay } from '../bpf/index.ts';
import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { type FunctionType, resolve, type Type } from '../types/index.ts';
import { registers } from './machine.ts';
import type { Hook, KernelFunction } from './provider.ts';

/**
 * From the program down to the function: the program itself and its trampoline; at the return down to where it was
 * called, since other ways see no more of it then.
 */
const trampolineFrames = { entry: 2, return: 3 } as const;

/** More arguments than these come by the stack, where a trampoline does not find them on every kernel. */
const MOST_TRAMPOLINE_ARGUMENTS = 6;

/** Can a program be attached to the function by its type? Structs by value are no single arguments. */
export function hasTrampoline(fn: KernelFunction, type: FunctionType): boolean {
  if (fn.several || type.parameters.length > MOST_TRAMPOLINE_ARGUMENTS) return false;
  return !denied.has(fn.name) && [type.result, ...type.parameters].every(isWord);
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

function isWord(type: Type): boolean {
  const { kind } = resolve(type);
  return kind !== 'struct' && kind !== 'union' && kind !== 'float';
}

/** A program of its own at a function, whose arguments the kernel hands over. */
export function trampolineHook(fn: FunctionName, at: FunctionEvent, type: FunctionType): Hook {
  const key = `fbt:${fn.module}:${fn.name}:${at}`;
  return {
    key,
    program: key.replace(/\W+/g, '_'),
    attach: () => ({ kind: 'function', at, function: { module: fn.module, name: fn.name } }),
    argument: (b, context, index) =>
      at === 'entry' ? parameter(b, context, index, type) : outcome(b, context, index, type.result),
    interrupts: 'event',
    skipFrames: trampolineFrames[at],
  };
}

function parameter(b: IrBuilder, context: VReg, index: number, { parameters }: FunctionType): VReg {
  const type = parameters[index];
  if (!type) return b.constant(0);
  return fetched(b, type, (to) => b.call('get_func_arg', context, imm(index), to));
}

/** arg0 is where in the function it returns, which the kernel does not say. */
function outcome(b: IrBuilder, context: VReg, index: number, type: Type): VReg {
  if (index !== 1 || resolve(type).kind === 'void') return b.constant(0);
  return fetched(b, type, (to) => b.call('get_func_ret', context, to));
}

/** As a number of the type's width: what is above it in a register is nobody's. */
function fetched(b: IrBuilder, type: Type, fetch: (to: VReg) => void): VReg {
  const slot = b.slot(8);
  b.store(8, b.slotAddress(slot), 0, imm(0));
  fetch(b.slotAddress(slot));
  const { bytes, signed } = widthOf(type);
  const value = b.copy(b.load(bytes, b.slotAddress(slot), 0, signed));
  b.release(slot);
  return value;
}

/** What of a register is a value's. */
export interface Width {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
}

export function widthOf(type: Type): Width {
  const real = resolve(type);
  if (real.kind === 'integer') return real;
  return real.kind === 'enum'
    ? { bytes: real.bytes ?? 4, signed: true }
    : { bytes: 8, signed: false };
}

/**
 * One program at all enabled functions of a list, whose results are of one width. It sees their registers: at the entry,
 * `argN` is all that is in one.
 */
export function registersHook(
  by: Exclude<FunctionWay, 'fentry'>,
  at: FunctionEvent,
  functions: readonly FunctionName[],
  result: Width,
): Hook {
  const key = `fbt:${by}:${at}:${result.signed ? 's' : 'u'}${result.bytes}`;
  return {
    ...plainHook(at, key, result),
    attach: ({ selectors }) => ({
      kind: 'functions',
      by,
      at,
      functions: selectors.flatMap((selector, cookie) => {
        const fn = functions[selector];
        return fn ? [{ module: fn.module, name: fn.name, cookie }] : [];
      }),
    }),
    selector: {
      limit: functions.length,
      dense: true,
      load: (b, context) => b.call('get_attach_cookie', context),
    },
  };
}

/** The same for one function, on kernels without cookies. */
export function singleHook({ module, name }: FunctionName, at: FunctionEvent, result: Width): Hook {
  return {
    ...plainHook(at, `fbt:${module}:${name}:${at}`, result),
    attach: () => ({ kind: 'functions', by: 'kprobe', at, functions: [{ module, name }] }),
  };
}

function plainHook(at: FunctionEvent, key: string, result: Width): Omit<Hook, 'attach'> {
  return {
    key,
    program: key.replace(/\W+/g, '_'),
    argument: (b, context, index) => {
      if (at === 'entry') return argumentRegister(b, context, index);
      return index === 1
        ? b.load(result.bytes, context, registers.result, result.signed)
        : b.constant(0);
    },
    interrupts: 'event',
    // The registers say where the function is.
    skipFrames: 0,
  };
}

function argumentRegister(b: IrBuilder, context: VReg, index: number): VReg {
  const { functionArgs, stackPointer, stackArgs } = registers;
  const offset = functionArgs[index];
  if (offset !== undefined) return b.load(8, context, offset);
  const slot = b.slot(8);
  const to = b.slotAddress(slot);
  b.store(8, to, 0, imm(0));
  const place = stackArgs + 8 * (index - functionArgs.length);
  const from = b.alu('add', b.load(8, context, stackPointer), imm(place));
  b.call('probe_read_kernel', to, imm(8), from);
  const value = b.copy(b.load(8, b.slotAddress(slot)));
  b.release(slot);
  return value;
}
