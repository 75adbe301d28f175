import { syscallArguments } from './syscall-arguments.ts';
import { syscalls as aarch64Syscalls } from './syscalls.aarch64.ts';
import { syscalls as x86Syscalls } from './syscalls.x86_64.ts';

/** Where a machine keeps what probes need; offsets into struct pt_regs, in bytes. */
interface Registers {
  /** Arguments of a system call, at its entry. */
  readonly syscallArgs: readonly number[];
  /** The same at its return: the first may have made room for the result. */
  readonly keptArgs: readonly number[];
  /** Number of the system call, at its return, and its width. */
  readonly syscallNumber: { readonly offset: number; readonly bytes: 4 | 8 };
  /** Arguments of a function, at its entry; the others are on the stack, so many bytes above its pointer. */
  readonly functionArgs: readonly number[];
  readonly stackPointer: number;
  readonly stackArgs: number;
  /** Its result, at its return. */
  readonly result: number;
  readonly pc: number;
  /** The word that tells user from kernel mode, masked. */
  readonly mode: number;
  readonly modeMask: number;
  readonly kernelMode: number;
  readonly userMode: number;
}

/** arch/x86/include/asm/ptrace.h: the order of the registers is ABI. Mode: the low bits of cs. */
const x86: Registers = {
  syscallArgs: [112, 104, 96, 56, 72, 64],
  keptArgs: [112, 104, 96, 56, 72, 64],
  syscallNumber: { offset: 120, bytes: 8 },
  functionArgs: [112, 104, 96, 88, 72, 64],
  stackPointer: 152,
  // Behind where to return to.
  stackArgs: 8,
  result: 80,
  pc: 128,
  mode: 136,
  modeMask: 3,
  kernelMode: 0,
  userMode: 3,
};

/** arch/arm64/include/asm/ptrace.h; mode: pstate's EL field. */
const aarch64: Registers = {
  syscallArgs: [0, 8, 16, 24, 32, 40],
  // orig_x0.
  keptArgs: [272, 8, 16, 24, 32, 40],
  syscallNumber: { offset: 280, bytes: 4 },
  functionArgs: [0, 8, 16, 24, 32, 40, 48, 56],
  stackPointer: 248,
  stackArgs: 0,
  result: 0,
  pc: 256,
  mode: 264,
  modeMask: 0xc,
  kernelMode: 4,
  userMode: 0,
};

const isArm = process.arch === 'arm64';
export const registers: Registers = isArm ? aarch64 : x86;
/** System call names of this machine by number; '' where there is none. */
export const syscallNames: readonly string[] = isArm ? aarch64Syscalls : x86Syscalls;

const word = 'unsigned long';
/** The types of their arguments. CONFIG_CLONE_BACKWARDS: Arm's clone() has the last two swapped. */
export const syscallTypes: ReadonlyMap<string, readonly string[]> = isArm
  ? new Map([...syscallArguments, ['clone', [word, word, 'int *', word, 'int *']]])
  : syscallArguments;
