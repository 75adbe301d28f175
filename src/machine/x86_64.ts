import type { Machine, Registers } from './machine.ts';
import type { Register } from './operands.ts';
import { syscalls } from './syscalls.x86_64.ts';

/** arch/x86/include/asm/ptrace.h: the order of the registers is ABI. Mode: the low bits of cs. */
const registers: Registers = {
  syscallArgs: [112, 104, 96, 56, 72, 64],
  keptArgs: [112, 104, 96, 56, 72, 64],
  syscallNumber: { offset: 120, bytes: 8 },
  functionArgs: [112, 104, 96, 88, 72, 64],
  stackPointer: 152,
  // Behind where to return to.
  stackArgs: 8,
  passesPointers: false,
  result: 80,
  pc: 128,
  mode: 136,
  modeMask: 3,
  kernelMode: 0,
  userMode: 3,
};

/** Parts of general registers as the assembler calls them: 8, 4, 2 bytes, and the lowest one. */
const generalRegisters = [
  ['r15 r15d r15w r15b', 0],
  ['r14 r14d r14w r14b', 8],
  ['r13 r13d r13w r13b', 16],
  ['r12 r12d r12w r12b', 24],
  ['rbp ebp bp bpl', 32],
  ['rbx ebx bx bl', 40],
  ['r11 r11d r11w r11b', 48],
  ['r10 r10d r10w r10b', 56],
  ['r9 r9d r9w r9b', 64],
  ['r8 r8d r8w r8b', 72],
  ['rax eax ax al', 80],
  ['rcx ecx cx cl', 88],
  ['rdx edx dx dl', 96],
  ['rsi esi si sil', 104],
  ['rdi edi di dil', 112],
  ['rip eip', 128],
  ['rsp esp sp spl', 152],
] as const satisfies readonly (readonly [string, number])[];

/** The second lowest bytes, of those that have a name for it. */
const secondBytes = { ah: 81, bh: 41, ch: 89, dh: 97 } as const;

export const x86_64: Machine = {
  name: 'x86_64',
  macros: ['__amd64', '__x86_64__'],
  processor: { type: 'i386', fpu: 'i387 compatible' },
  syscalls: { names: syscalls, types: {} },
  registers,
  threadRegisters: {
    saved: 21,
    // R_DS to R_TRAPNO.
    kept: [
      ['thread.ds', 2],
      ['thread.es', 2],
      ['thread.fsbase', 8],
      ['thread.gsbase', 8],
      ['thread.trap_nr', 8],
    ],
  },
  frames: {
    program: 1,
    // And bpf_trace_runN.
    tracepoint: 2,
    // A return is as deep since 6.13 as before: one function more calls the program, one less the tracepoint.
    syscall: { entry: 3, return: 4 },
    faultable: true,
    timer: 7,
    interrupts: ['asm_sysvec_'],
    // And the trampoline.
    trampoline: { entry: 2, return: 3 },
  },
  // int3
  breakpoint: { instruction: Uint8Array.of(0xcc), passes: true },
  kprobesAreMasked: false,
  operands: {
    registers: new Map<string, Register>([
      ...generalRegisters.flatMap(([names, offset]) =>
        names.split(' ').map((name, i) => [`%${name}`, { offset, bytes: 8 >> i }] as const),
      ),
      ...Object.entries(secondBytes).map(
        ([name, offset]) => [`%${name}`, { offset, bytes: 1 }] as const,
      ),
    ]),
    constant: /^\$(?<value>-?\w+)$/,
    memory:
      /^(?<symbol>[A-Za-z_.$][\w.$@]*)?(?<displacement>[-+]?\d\w*)?\((?<base>%\w+)?(?:,(?<index>%\w+)(?:,(?<scale>[1248]))?)?\)$/,
    scale: (text) => Number(text || 1),
  },
};
