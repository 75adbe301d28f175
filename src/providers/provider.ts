import type { AttachSpec, FunctionName, FunctionWay, MapSpec } from '../bpf/index.ts';
import type { BlockId, IrBuilder, VReg } from '../ir/index.ts';
import type { FunctionType, Stability, Type } from '../types/index.ts';
import type { Width } from './calling-convention.ts';

export type { Width };

/** A probe before it has an id. */
export interface ProbeName {
  readonly provider: string;
  readonly module: string;
  readonly function: string;
  readonly name: string;
  /** It stands for what Solaris calls so; Linux may have another probe of that name. */
  readonly view?: 'solaris';
}

/** The tracepoints of the running kernel. */
export interface KernelEvents {
  /** All of them, in the order in which `-l` shows them. */
  readonly list: () => readonly EventName[];
  /** Types of an event's parameters (TP_PROTO), by BTF; undefined: there is no such event. */
  readonly parameters: (event: string) => readonly Type[] | undefined;
  /** Hears of parameters that an event is chosen for, though there is a way without the last of them. */
  readonly hasOther?: (event: string, last: number) => void;
  /** The record that perf and tracefs make of an event; undefined: they are not there to tell. */
  readonly record?: (event: EventName) => EventRecord | undefined;
  /** One program at several of them can tell them apart. */
  readonly cookies?: boolean;
  /** Its functions; absent: nothing is known of them. */
  readonly functions?: KernelFunctions;
  /** Its processors count what they do. */
  readonly hasCounters?: () => boolean;
}

/** The functions of the running kernel that can be traced. */
export interface KernelFunctions {
  /** All of them, in listing order; none: the kernel lets none be traced. */
  readonly list: () => readonly KernelFunction[];
  /** How they can be. */
  readonly ways: () => readonly FunctionWay[];
  /** By BTF; undefined if it knows none, or several, of that name. */
  readonly type: (fn: FunctionName) => FunctionType | undefined;
  /** One program at several of them by kprobes can tell them apart. */
  readonly cookies: boolean;
  /** Why there is no such function in the list; '' as name: any. */
  readonly absence: (name: string, instruction?: boolean) => string;
  /** The module of a function, of which a name may be given; undefined: there is none whose instructions have names. */
  readonly moduleOf: (name: string, module: string) => string | undefined;
}

export interface KernelFunction extends FunctionName {
  /** There are several of that name in the module, which are one to D. */
  readonly several?: true;
}

export interface EventRecord {
  /** The event's number in tracefs. */
  readonly id: number;
  readonly fields: readonly EventField[];
}

export interface EventField {
  readonly name: string;
  /** As D writes it; of a text or an array whose length differs, a pointer to it. */
  readonly type: string;
  readonly offset: number;
  readonly bytes: number;
  readonly signed: boolean;
  /** What is in the record: the value; an array; or where in the record it lies (__data_loc). */
  readonly form: 'value' | 'array' | 'located';
}

export interface EventName {
  /** `vmlinux`, or the module that brings it along. */
  readonly module: string;
  /** `sched`. */
  readonly system: string;
  readonly name: string;
}

/** A kernel of which nothing is known. */
export const noEvents: KernelEvents = { list: () => [], parameters: () => undefined };

/**
 * Where probes fire: one BPF program, however many of its probes are enabled. `key` identifies it,
 * so that the clauses of all its probes meet in one program.
 */
export interface Hook {
  readonly key: string;
  /** Name of the program; the kernel keeps 15 characters of it. */
  readonly program: string;
  readonly attach: (needs: HookNeeds) => AttachSpec;
  /** It is a tick: its state lies at this place, which lower gives out. */
  readonly tick?: {
    /** Leaves to `done` unless it is time. */
    readonly gate: (b: IrBuilder, tick: TickGate) => void;
    /** Code of the program that samples the program counters; its context is a perf event's. */
    readonly sample: (b: IrBuilder, context: VReg, state: number) => void;
  };
  /** `error` runs inside other programs, when they fault; the others whatever the activity is. */
  readonly role?: 'begin' | 'end' | 'error';
  /** Of hooks at one event, those with lower numbers run first. Absent: 0. */
  readonly order?: number;
  /** A program at another event, which runs before it and leaves something for it in `maps`. */
  readonly companion?: {
    readonly program: string;
    readonly attach: AttachSpec;
    readonly maps: readonly MapSpec[];
    readonly run: (b: IrBuilder, context: VReg) => void;
  };
  /** The thread that the probe is about, if not the running one: a pointer that may be loaded from. */
  readonly task?: (b: IrBuilder, context: VReg) => VReg;
  /**
   * It can interrupt a program of another hook on the same CPU. A timer's program gets memory for one or two new
   * elements of maps at a time, and so does that of a masked event, which comes while interrupts are off.
   */
  readonly interrupts?: 'event' | 'masked event' | 'timer';
  /** Several probes share the hook: a number below `limit` (a power of two) tells them apart. */
  readonly selector?: {
    readonly limit: number;
    /** How many of the numbers are probes; absent: those that are enabled, the others never come. */
    readonly count?: number;
    readonly load: (b: IrBuilder, context: VReg) => VReg;
    /**
     * What is loaded is the place of the probe among the enabled ones, as `attach` is given their numbers. `limit`
     * then is any.
     */
    readonly dense?: true;
  };
  /** argN of its probes. */
  readonly argument: (b: IrBuilder, context: VReg, index: number, state: number) => VReg;
  /** How much of argN is a value's, as code for registers cannot know it; absent: all. */
  readonly width?: (selector: number, index: number) => Width;
  /** Its context is the registers of the machine, which uregs[] then shows. */
  readonly seesRegisters?: true;
  /** What it is instead if a clause reads arguments. */
  readonly withArguments?: Hook;
  /** errno of the traced operation; absent: 0. */
  readonly errno?: (b: IrBuilder, context: VReg) => VReg;
  /** Frames of the tracing machinery on top of a kernel stack. */
  readonly skipFrames: number;
  /**
   * Where in its context it is to be found where the function was called: at its first instruction, before it has a
   * frame, the kernel misses that.
   */
  readonly calledFrom?: number;
  /** They are one more since the kernel lets programs at system calls fault (Linux 6.13). */
  readonly faultable?: boolean;
}

/** Of a tick's program: where its state lies, where to leave to, and whether it has a sampler. */
export interface TickGate {
  readonly state: number;
  readonly done: BlockId;
  readonly sampled: boolean;
}

/** What the clauses of a hook ask for, so that nothing is prepared in vain. */
export interface HookNeeds {
  /** Reads some argN. */
  readonly arguments: boolean;
  /** Must know which probe fired. */
  readonly selector: boolean;
  /** The numbers of its enabled probes. */
  readonly selectors: readonly number[];
  /** Offset of a tick's state, and the name of its sampler. */
  readonly state: number;
  readonly sampler: string;
}

/** A place where a probe fires: a hook, and the probe's number there. */
export interface HookedProbe {
  readonly hook: Hook;
  readonly selector: number;
  /** Absent: it fires always, and its arguments are the hook's. */
  readonly firing?: Firing;
  /**
   * Where it fires if so many are enabled that programs of their own would take too long, and nobody
   * asks for its arguments.
   */
  readonly crowd?: Crowd | undefined;
  /** Where it fires if option fbtattach asks for that way. */
  readonly way?: (name: string) => Hook | undefined;
}

export interface Crowd {
  readonly hook: Hook;
  readonly selector: number;
  /** Its arguments are the same there. */
  readonly arguments?: boolean;
  /** So many may have programs of their own. Absent: 64. */
  readonly most?: number;
}

/**
 * What a probe makes of an event that is not its own, in D. The names of the event's parameters, and
 * everything in `translators/`, are known there.
 */
export interface Firing {
  /** By index of the hook's arguments. */
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  /** The probe fires only then. */
  readonly when?: string;
  /** arg0 and on; '' is 0. */
  readonly values: readonly string[];
  /** What else translators need to know of the event: `__extra[n]`. */
  readonly extra?: readonly string[];
}

/** What programs may rely on in each field of its descriptions, and in its probes' arguments. */
export interface ProviderStability {
  readonly provider: Stability;
  readonly module: Stability;
  readonly function: Stability;
  readonly name: Stability;
  readonly arguments: Stability;
}

/** What args[n] of a probe is. */
export interface ProbeArgument {
  /** As C writes it; with `userland` before it, a pointer into user memory. */
  readonly type: string;
  /** What it is translated from, if the probe has something else, and which argument that is. */
  readonly from?: { readonly type: string; readonly index: number };
}

export interface Provider {
  readonly name: string;
  readonly stability: ProviderStability;
  /** Every probe it has of itself, in listing order. */
  readonly probes: (kernel: KernelEvents) => readonly ProbeName[];
  /**
   * It has very many probes, those of these names at each of so many functions: they are made only for descriptions that
   * may be of them, with numbers of their own, and in the Solaris view are not called otherwise.
   */
  readonly large?: {
    readonly names: readonly string[];
    readonly functions: (kernel: KernelEvents) => readonly FunctionName[];
  };
  /**
   * Could it have a probe of this name? To list its probes, something must be read, which is not done
   * for a name that it could not have. Absent: they are known.
   */
  readonly mayHave?: (name: string) => boolean;
  /** Why it has no probe that a description matches, where that is worth saying. */
  readonly absence?: (pattern: ProbeName, kernel: KernelEvents) => string | undefined;
  /** Makes a probe that is not listed but may be asked for (`tick-7s`); undefined if it is none. */
  readonly create?: (name: ProbeName, kernel: KernelEvents) => ProbeName | undefined;
  /**
   * With the Solaris view, what a description of an old script stands for here; undefined: it is
   * matched as it is.
   */
  readonly solaris?: (pattern: ProbeName, kernel: KernelEvents) => SolarisMatch | undefined;
  /** Absent: no probe has typed arguments. */
  readonly typedArguments?: (probe: ProbeName, kernel: KernelEvents) => readonly ProbeArgument[];
  /**
   * Its probes are functions, whose arguments differ by nature: a clause that names args[] over several is compiled for
   * each type. Absent: that is an error (D_ARGS_MULTI), as in DTrace.
   */
  readonly compiledByType?: true;
  /** Why a probe has no typed arguments, where that is worth saying. */
  readonly untyped?: (probe: ProbeName, kernel: KernelEvents) => string | undefined;
  /** Where a probe fires on this kernel; none: it exists and stays silent. */
  readonly places: (probe: ProbeName, kernel: KernelEvents) => readonly HookedProbe[];
  /** What a probe stands on here, for `-lv` and --port; undefined: it is what its name says. */
  readonly origin?: (probe: ProbeName, kernel: KernelEvents) => Origin | undefined;
}

/** Another description to match instead, or the probes themselves. */
export type SolarisMatch =
  | { readonly pattern: ProbeName }
  | { readonly probes: readonly ProbeName[] };

/** How true a probe is to what DTrace's documentation says of it. */
export interface Origin {
  readonly fidelity: 'exact' | 'close' | 'approximate' | 'silent';
  /** `sched_switch`; why it is silent; what differs. */
  readonly text: string;
}
