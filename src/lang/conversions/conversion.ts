import type { FieldType } from '../../bpf/index.ts';
import type { Type } from '../../types/index.ts';
import type { Flags } from './format.ts';

/** One printf conversion: what it takes and what it prints. */
export interface Conversion {
  /** Letter with its size prefix, as written after the `%`. */
  readonly name: string;
  /** The argument types, in DTrace's words for messages. */
  readonly types: string;
  readonly accepts: (type: Type, facts: CheckFacts) => boolean;
  /** Called once per format; what it gives makes the text of a value. */
  readonly prepare: (flags: Flags, argument: Argument, printer: Printer) => Formatter;
  /** Only one dialect has it. */
  readonly dialect?: 'illumos' | 'oracle';
  readonly doc: string;
  readonly example: string;
}

export interface CheckFacts {
  /** There is a $target, so a plain number can be an address of a process. */
  readonly target: boolean;
}

/** What is known of a value before there is one. */
export interface Argument {
  readonly bytes: number;
  readonly type: FieldType;
}

/**
 * A value to print: an integer (as a number while it is exact, for speed), text as one character a
 * byte, or the bytes of a stack, a symbol or a structure.
 */
export type Operand = number | bigint | string | Uint8Array;

/** Width and precision are 0 if there are none; a negative width means left-aligned. */
export type Formatter = (value: Operand, width: number, precision: number) => string;

/** What conversions may ask about the world. */
export interface Printer {
  readonly dialect: 'illumos' | 'oracle';
  /** `` mod`sym+0x10 ``, or the address in hex. */
  kernelAddress(address: bigint): string;
  /** Of a process; pid 0: of $target. */
  userAddress(pid: number, address: bigint): string;
  /** Name of a symbol key without offset, as its form says. */
  symbol(bytes: Uint8Array, type: Extract<FieldType, { kind: 'symbol' }>): string;
  /** The names of a stack's frames, innermost first. */
  frames(bytes: Uint8Array, user: boolean): readonly string[];
}
