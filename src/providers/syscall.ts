import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { registers, syscallNames, syscallTypes } from './machine.ts';
import type { Hook, ProbeArgument, ProbeName, Provider } from './provider.ts';

/** Power of two above every system call number; the table and the verifier's bound. */
const limit = 512;

/** syscall::NAME:entry and :return. Two programs serve any number of them. */
export const syscallProvider: Provider = {
  name: 'syscall',
  stability: {
    provider: 'Evolving/Evolving/Common',
    module: 'Private/Private/Unknown',
    function: 'Private/Private/ISA',
    name: 'Evolving/Evolving/Common',
    arguments: 'Private/Private/ISA',
  },
  probes,
  typedArguments,
  hook: (p) => ({
    hook: p.name === 'entry' ? entry : exit,
    selector: numbers.get(p.function) ?? 0,
  }),
};

const numbers: ReadonlyMap<string, number> = new Map(syscallNames.map((name, n) => [name, n]));
const count = syscallNames.filter((name) => name !== '').length;

function probes(): readonly ProbeName[] {
  const named = syscallNames.filter((name) => name !== '');
  return named.flatMap((name) => [probe(name, 'entry'), probe(name, 'return')]);
}

function probe(func: string, name: string): ProbeName {
  return { provider: 'syscall', module: 'vmlinux', function: func, name };
}

/** Whatever a call takes pointers to lies in user memory. At its return: the result, twice. */
function typedArguments({ function: name, name: place }: ProbeName): readonly ProbeArgument[] {
  if (place === 'return') return [{ type: 'long' }, { type: 'long' }];
  const types = syscallTypes.get(name) ?? [];
  return types.map((type) => ({ type: type.endsWith('*') ? `userland ${type}` : type }));
}

/** From the program down to do_syscall_64's callee (Linux 6.18, x86-64). */
const tracingFrames = 4;

/** Context of sys_enter: struct pt_regs *, long number. */
const entry: Hook = {
  key: 'syscall:entry',
  program: 'sys_enter',
  attach: (needs) => ({ kind: 'raw_tracepoint', event: 'sys_enter', typed: needs.arguments }),
  selector: { limit, count, load: (b, context) => b.load(8, context, 8) },
  argument: (b, context, index) => {
    const offset = registers.syscallArgs[index];
    return offset === undefined ? b.constant(0) : b.load(8, b.load(8, context, 0), offset);
  },
  skipFrames: tracingFrames,
};

/** Context of sys_exit: struct pt_regs *, long result. */
const exit: Hook = {
  key: 'syscall:return',
  program: 'sys_exit',
  attach: (needs) => ({ kind: 'raw_tracepoint', event: 'sys_exit', typed: needs.selector }),
  selector: {
    limit,
    count,
    load: (b, context) => {
      const { offset, bytes } = registers.syscallNumber;
      return b.load(bytes, b.load(8, context, 0), offset, true);
    },
  },
  argument: (b, context, index) => (index > 1 ? b.constant(0) : result(b, b.load(8, context, 8))),
  errno: (b, context) => errno(b, b.load(8, context, 8)),
  skipFrames: tracingFrames,
};

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
