import type { OperandSyntax } from './operands.ts';

/**
 * What differs between kinds of machines. Nothing else in the compiler and the loader asks what it runs on; the D
 * of a kind of machine is in translators/NAME.d.
 */
export interface Machine {
  /** As `uname -m` says. */
  readonly name: 'x86_64' | 'aarch64';
  /** Macros of C that tell it. */
  readonly macros: readonly string[];
  /** What Solaris' processor_info(2) would say that it is. */
  readonly processor: { readonly type: string; readonly fpu: string };
  readonly syscalls: Syscalls;
  readonly registers: Registers;
  readonly threadRegisters: ThreadRegisters;
  readonly frames: Frames;
  readonly breakpoint: Breakpoint;
  /** Kprobes at functions are breakpoints, too, in which interrupts are off; elsewhere they are calls. */
  readonly kprobesAreMasked: boolean;
  /** Of the arguments of probes in programs (USDT). */
  readonly operands: OperandSyntax;
}

export interface Syscalls {
  /** By number; '' where there is none. */
  readonly names: readonly string[];
  /** Types of arguments, of those that have other ones than elsewhere. */
  readonly types: Readonly<Record<string, readonly string[]>>;
}

/** Where probes find what they need; offsets into struct pt_regs, in bytes. */
export interface Registers {
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
  /** Large structs are passed as pointers to copies. */
  readonly passesPointers: boolean;
  /** Where it was called, at its entry, if that is in a register. */
  readonly link?: number;
  /** Its result, at its return. */
  readonly result: number;
  readonly pc: number;
  /** The word that tells user from kernel mode, masked. */
  readonly mode: number;
  readonly modeMask: number;
  readonly kernelMode: number;
  readonly userMode: number;
}

/** uregs[]: the words of struct pt_regs that are registers, then members of struct task_struct. */
export interface ThreadRegisters {
  readonly saved: number;
  readonly kept: readonly (readonly [member: string, bytes: 2 | 8])[];
}

/** How many frames lie between a program that asks for the stack and what it is about. */
export interface Frames {
  /** The program itself. */
  readonly program: number;
  /** From the program down to the function that has the tracepoint in it. */
  readonly tracepoint: number;
  /** Down to what looks after all system calls. */
  readonly syscall: { readonly entry: number; readonly return: number };
  /** Tracepoints of system calls that may fault are a function more away. */
  readonly faultable: boolean;
  /** From the end of a timer's function down to what the timer interrupted. */
  readonly timer: number;
  /** How the first functions of an interrupt are called, which one frame more may leave on top. */
  readonly interrupts: readonly string[];
  /** Down to a function that a program is attached to; at its return to its caller. */
  readonly trampoline: { readonly entry: number; readonly return: number };
}

export interface Breakpoint {
  readonly instruction: Uint8Array;
  /** The thread stops behind it, not at it. */
  readonly passes: boolean;
}
