import type { AttachSpec } from '../bpf/index.ts';
import type { BlockId, IrBuilder, VReg } from '../ir/index.ts';
import type { Stability } from '../types/index.ts';

/** A probe before it has an id. */
export interface ProbeName {
  readonly provider: string;
  readonly module: string;
  readonly function: string;
  readonly name: string;
}

/**
 * Where probes fire: one BPF program, however many of its probes are enabled. `key` identifies it,
 * so that the clauses of all its probes meet in one program.
 */
export interface Hook {
  readonly key: string;
  /** Name of the program, at most 15 characters for the kernel. */
  readonly program: string;
  readonly attach: (needs: HookNeeds) => AttachSpec;
  /** It is a tick: its state lies at this place, which lower gives out. */
  readonly tick?: {
    /** Leaves to `done` unless it is time. */
    readonly gate: (b: IrBuilder, state: number, done: BlockId) => void;
    /** Code of the program that samples the program counters; its context is a perf event's. */
    readonly sample: (b: IrBuilder, context: VReg, state: number) => void;
  };
  /** `error` runs inside other programs, when they fault; the others whatever the activity is. */
  readonly role?: 'begin' | 'end' | 'error';
  /** Can it interrupt a program of another hook on the same CPU? */
  readonly interrupts?: boolean;
  /** Several probes share the hook: a number below `limit` (a power of two) tells them apart. */
  readonly selector?: {
    readonly limit: number;
    /** How many of the numbers are probes. */
    readonly count: number;
    readonly load: (b: IrBuilder, context: VReg) => VReg;
  };
  /** argN of its probes. */
  readonly argument: (b: IrBuilder, context: VReg, index: number, state: number) => VReg;
  /** errno of the traced operation; absent: 0. */
  readonly errno?: (b: IrBuilder, context: VReg) => VReg;
  /** Frames of the tracing machinery on top of a kernel stack. */
  readonly skipFrames: number;
}

/** What the clauses of a hook ask for, so that nothing is prepared in vain. */
export interface HookNeeds {
  /** Reads some argN. */
  readonly arguments: boolean;
  /** Must know which probe fired. */
  readonly selector: boolean;
  /** Offset of a tick's state, and the name of its sampler. */
  readonly state: number;
  readonly sampler: string;
}

/** A probe's place: its hook, and its number there. */
export interface HookedProbe {
  readonly hook: Hook;
  readonly selector: number;
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
  readonly probes: () => readonly ProbeName[];
  /** Makes a probe that is not listed but may be asked for (`tick-7s`); undefined if it is none. */
  readonly create?: (name: ProbeName) => ProbeName | undefined;
  /** Absent: no probe has typed arguments. */
  readonly typedArguments?: (probe: ProbeName) => readonly ProbeArgument[];
  readonly hook: (probe: ProbeName) => HookedProbe;
}
