import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { frames, registers, syscallNames } from './machine.ts';
import type { Firing, Hook } from './provider.ts';

/** Power of two above every system call number; the table and the verifier's bound. */
const limit = 512;

/** Number of each system call of this machine. */
export const numbers: ReadonlyMap<string, number> = new Map(
  syscallNames.flatMap((name, n) => (name === '' ? [] : [[name, n] as const])),
);

const count = numbers.size;

/** Index of the registers themselves, behind what programs can ask for by number. */
const REGS = 10;

/** Context of sys_enter: struct pt_regs *, long number. */
export const entry: Hook = {
  key: 'syscall:entry',
  program: 'sys_enter',
  attach: (needs) => ({ kind: 'raw_tracepoint', event: 'sys_enter', typed: needs.arguments }),
  selector: { limit, count, load: (b, context) => b.load(8, context, 8) },
  argument: (b, context, index) =>
    index === REGS ? b.load(8, context, 0) : register(b, context, registers.syscallArgs[index]),
  skipFrames: frames.syscall.entry,
  faultable: frames.faultable,
};

/** Index of what the call was made with. */
const KEPT = 11;

/** Context of sys_exit: struct pt_regs *, long result. */
export const exit: Hook = {
  key: 'syscall:return',
  program: 'sys_exit',
  // What a call was made with is asked for where there is a selector only.
  attach: (needs) => ({ kind: 'raw_tracepoint', event: 'sys_exit', typed: needs.selector }),
  selector: {
    limit,
    count,
    load: (b, context) => {
      const { offset, bytes } = registers.syscallNumber;
      return b.load(bytes, b.load(8, context, 0), offset);
    },
  },
  argument: (b, context, index) => {
    if (index <= 1) return result(b, b.load(8, context, 8));
    if (index === REGS) return b.load(8, context, 0);
    return register(b, context, registers.keptArgs[index - KEPT]);
  },
  errno: (b, context) => errno(b, b.load(8, context, 8)),
  skipFrames: frames.syscall.return,
};

function register(b: IrBuilder, context: VReg, offset: number | undefined): VReg {
  return offset === undefined ? b.constant(0) : b.load(8, b.load(8, context, 0), offset);
}

/**
 * What texts about a call may name: `arg0` to `arg5`, of these types, its registers as `regs`, and at its
 * return `result`. Types that are not given are numbers'.
 */
export function callParameters(
  at: 'entry' | 'return',
  types: readonly string[],
): Firing['parameters'] {
  const args = registers.syscallArgs.map((_, i) => ({ name: `arg${i}`, type: types[i] || 'long' }));
  const before = at === 'entry' ? args : [{ name: 'result', type: 'long' }];
  const unused = Array.from({ length: REGS - before.length }, (_, i) => ({
    name: `__${i}`,
    type: 'long',
  }));
  const regs = { name: 'regs', type: 'uintptr_t' };
  return [...before, ...unused, regs, ...(at === 'entry' ? [] : args)];
}

/** Linux returns −errno; DTrace shows −1 and errno. */
function result(b: IrBuilder, raw: VReg): VReg {
  const value = b.copy(raw);
  b.when('ge', value, imm(-4095), () => b.assign(value, imm(-1)));
  return value;
}

/** ERESTARTSYS, ERESTARTNOINTR, ERESTARTNOHAND and ERESTART_RESTARTBLOCK: user space sees EINTR. */
const restartCodes = [512, 513, 514, 516];
const EINTR = 4;

function errno(b: IrBuilder, raw: VReg): VReg {
  const value = b.constant(0);
  b.when('ge', raw, imm(-4095), () => {
    b.assign(value, b.negate(raw));
    for (const code of restartCodes)
      b.when('eq', value, imm(code), () => b.assign(value, imm(EINTR)));
  });
  return value;
}
