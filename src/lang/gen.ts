import type { DropKind, FaultCode, MapSpec } from '../bpf/index.ts';
import type { Arg, IrBuilder, VReg } from '../ir/index.ts';
import type { Options } from './options.ts';

/**
 * A D value while code is made for it. A string lies in memory that BPF may read directly (map
 * value, stack), ended by a zero within `bound` bytes; what follows the zero is undefined.
 */
export type Value = IntegerValue | StringValue | MemoryValue;

export interface IntegerValue {
  readonly kind: 'integer';
  readonly reg: VReg;
  /** The value, when the compiler knows it. */
  readonly constant?: bigint;
}

export interface StringValue {
  readonly kind: 'string';
  readonly at: Place;
  /** Static upper bound of its bytes, closing zero included; at most strsize. */
  readonly bound: number;
  /** The value, when the compiler knows it. */
  readonly constant?: string;
  /** What follows the zero is zero too, up to `bound` rounded up to 8 bytes. */
  readonly padded?: boolean;
  /**
   * Not 0 if this is D's NULL string (strchr() of what is not there): it compares as "", but to
   * record it or to give it to a function is a fault; see requireString.
   */
  readonly missing?: VReg;
}

/** A register with an address, and a constant offset. */
export interface Place {
  readonly base: VReg;
  readonly offset: number;
}

/** Bytes by value in memory that BPF may read: stacks, copied-in memory, structs. */
export interface MemoryValue {
  readonly kind: 'memory';
  readonly at: Place;
  readonly bytes: number;
}

/** Scratch memory that a D program asked for. */
export interface Allotted {
  readonly place: Place;
  /** Its address as D has it: a number like any other. */
  readonly address: VReg;
}

/** The memory that D programs allot and write: alloca(), copyin(). It lives until the clause ends. */
export interface Region {
  /** Bytes of all of it. */
  readonly size: number;
  /** Bytes of its own for the clause, 8-byte aligned; a fault if there are no more. */
  allot(bytes: Arg): Allotted;
  /** The memory at an address, that many bytes of which may be written; a fault if they may not. */
  writable(address: VReg, bytes: Arg): Place;
  /** A fault if the address is in the region, and not all of the bytes were allotted. */
  readable(address: VReg, bytes: Arg): void;
}

/**
 * What rows may use to make code: the builder, and what the lowering of the surrounding clause
 * provides. Scratch is per-CPU memory that lives until the end of the clause.
 */
export interface Gen {
  readonly b: IrBuilder;
  readonly options: Options;
  /** The kernel has may_goto (Linux 6.9): long loops may be made with it. */
  readonly mayGoto: boolean;
  /**
   * bytes of scratch, 8-byte aligned, content undefined. It is map memory: the verifier lets any byte
   * be read at any time, at an index too, and does not follow what is stored there.
   */
  scratch(bytes: number): Place;
  /**
   * The same for a small buffer that is written whole before it is read, at constant offsets only: it
   * may lie on the stack, which saves the lookup of scratch memory.
   */
  local(bytes: number): Place;
  /** Scratch that `make` takes is free again after it: it must not be where its result is. */
  reuse<T>(make: () => T): T;
  /** Zeroed read-only memory of at least `bytes` bytes (a constant map). */
  zeros(bytes: number): VReg;
  /** A constant's bytes in read-only memory. */
  constant(bytes: Uint8Array): VReg;
  readonly region: Region;
  /** The address of a place, in a register. */
  address(place: Place): VReg;
  /** Ends the clause with a fault (a run-time error of D): its record is dropped, ERROR fires. */
  fault(code: FaultCode, value?: Arg): void;
  /** Faults if the helper's result (negative errno) says so. */
  faultIfNegative(result: VReg, code: FaultCode, value: Arg): void;
  /** The context register of the program. */
  readonly context: VReg;
  /** Byte offset of a member (a path with dots) of a kernel struct, from the kernel's own types. */
  kernelOffset(struct: string, member: string): number;
  /** A cpuinfo_t for each processor. */
  processors(): Uint8Array;
  /**
   * The thread that the probe is about, as a pointer that may be loaded from (Linux 5.11). It is the
   * running one, unless `isElsewhere`: at sched:::on-cpu, the next one is not running yet.
   */
  task(): VReg;
  /** The same as a number, with which D may calculate. */
  taskAddress(): VReg;
  readonly isElsewhere: boolean;
  /** Where the machine's registers are (struct pt_regs), at an instruction; undefined: the probe is at none. */
  registers(): VReg | undefined;
  /** Linux's thread group id and thread id of it. */
  processId(): VReg;
  threadId(): VReg;
  /** An argument of the event that the probe stands on. */
  raw(index: number): VReg;
  /** What the provider has for its translators. */
  extra(index: number): VReg;
  /** argN of the current probe. */
  argument(index: number): VReg;
  /** errno of the traced operation; 0 where the probe has none. */
  errno(): VReg;
  /** Facts of the probe that fires, as registers: its id, or a fact the compiler knows. */
  probeId(): Arg;
  /** Enabled probe id of the current clause and probe. */
  epid(): Arg;
  /** One of the probe's four names as a string value. */
  probeText(part: 'provider' | 'module' | 'function' | 'name'): StringValue;
  /** CLOCK_MONOTONIC: the same through a firing (illumos) or a clause (Oracle). */
  firingTime(): VReg;
  /** What asks for the time of the firing from now on gets another. */
  forgetTime(): void;
  /** Kernel stack of the traced code into `at`; gives the bytes written or a negative errno. */
  stack(at: Place, bytes: number, user: boolean): VReg;
  /** The scratch that the subroutine of this name keeps through a firing, as its row says. */
  kept(subroutine: string): Place;
  /** The value of something that stays the same through a firing, made once per clause. */
  once(name: string, make: () => VReg): VReg;
  /** Counts a drop. */
  drop(kind: DropKind): void;
  /** A map that exists once, however often it is asked for. */
  map(spec: MapSpec): VReg;
  /** Hands a reserved record over, and wakes the consumer if the buffer fills up. */
  submit(record: VReg): void;
}
