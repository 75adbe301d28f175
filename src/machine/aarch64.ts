import type { Machine, Registers } from './machine.ts';
import { syscalls } from './syscalls.aarch64.ts';

/** arch/arm64/include/asm/ptrace.h; mode: pstate's EL field. */
const registers: Registers = {
  syscallArgs: [0, 8, 16, 24, 32, 40],
  // orig_x0.
  keptArgs: [272, 8, 16, 24, 32, 40],
  syscallNumber: { offset: 280, bytes: 4 },
  functionArgs: [0, 8, 16, 24, 32, 40, 48, 56],
  stackPointer: 248,
  stackArgs: 0,
  passesPointers: true,
  // x30.
  link: 240,
  result: 0,
  pc: 256,
  mode: 264,
  modeMask: 0xc,
  kernelMode: 4,
  userMode: 0,
};

const word = 'unsigned long';

/** x0 to x30, and the same as 32 bits. */
const generalRegisters = Array.from({ length: 31 }, (_, n) => [
  [`x${n}`, { offset: n * 8, bytes: 8 }] as const,
  [`w${n}`, { offset: n * 8, bytes: 4 }] as const,
]).flat();

export const aarch64: Machine = {
  name: 'aarch64',
  macros: ['__aarch64__'],
  processor: { type: 'aarch64', fpu: 'vfp' },
  syscalls: {
    names: syscalls,
    // CONFIG_CLONE_BACKWARDS: the last two are swapped.
    types: { clone: [word, word, 'int *', word, 'int *'] },
  },
  registers,
  threadRegisters: { saved: 34, kept: [] },
  frames: {
    // The kernel begins with the caller of the function that it is in, whose frame then names it again.
    program: 2,
    // And bpf_trace_runN, __bpf_trace_EVENT: with frame pointers no call is a jump.
    tracepoint: 4,
    syscall: { entry: 5, return: 5 },
    faultable: false,
    // From the kernel; from user mode it is one more.
    timer: 17,
    interrupts: ['el1h_64_irq', 'el0t_64_irq'],
    trampoline: { entry: 3, return: 4 },
  },
  // brk #0
  breakpoint: { instruction: Uint8Array.of(0x00, 0x00, 0x20, 0xd4), passes: false },
  kprobesAreMasked: true,
  operands: {
    registers: new Map([
      ...generalRegisters,
      ['fp', { offset: 29 * 8, bytes: 8 }],
      ['lr', { offset: 30 * 8, bytes: 8 }],
      ['sp', { offset: registers.stackPointer, bytes: 8 }],
      ['wsp', { offset: registers.stackPointer, bytes: 4 }],
    ]),
    constant: /^#?(?<value>-?\w+)$/,
    memory:
      /^\[\s*(?<base>\w+)\s*(?:,\s*(?:#?(?<displacement>-?\d\w*)|(?<index>[xw]\d+)(?:\s*,\s*(?<extend>lsl|sxtw|uxtw|sxtx)(?:\s*#?(?<scale>\d))?)?)\s*)?\]$/,
    scale: (text) => 2 ** Number(text || 0),
  },
};
