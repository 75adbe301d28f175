import type { Origin, ProbeArgument } from './provider.ts';

/**
 * A probe of a provider whose probes mean the same on every system: where it fires on Linux, and what
 * its arguments are, in D.
 */
export interface StableProbe {
  readonly name: string;
  /** Absent: `vmlinux`. */
  readonly module?: string;
  /** What old scripts write as its function, if not nothing. */
  readonly functions?: readonly string[];
  /** Each that this kernel has; of a list of alternatives, the first. None: it stays silent. */
  readonly sources: readonly (Source | readonly Source[])[];
  /** Types of args[]. */
  readonly args?: readonly ProbeArgument[];
  readonly fidelity?: Origin['fidelity'];
  /** What differs from DTrace's documentation, or why it is silent; a sentence without its stop. */
  readonly text?: string;
}

/** Events that a probe is made of, see Firing for the D in it. */
export type Source = EventSource | FunctionSource | CallSource | TimerSource | CounterSource;

interface SourceParts {
  readonly when?: string;
  /** arg0 and on. */
  readonly values?: readonly string[];
  readonly extra?: readonly string[];
  readonly order?: number;
}

export interface EventSource extends SourceParts {
  /** The event's prototype, whose names `when` and `values` use. */
  readonly event: string;
  /** Name of the parameter that is the thread that the probe is about, if not the running one. */
  readonly task?: string;
}

/**
 * A function of the kernel, where the kernel lets it be traced: at its return, `result` is known besides what it was
 * called with.
 */
export interface FunctionSource extends SourceParts {
  /** Its prototype, as far as `when` and `values` use it; `void *` is any pointer. */
  readonly function: string;
  readonly at: 'entry' | 'return';
  /** Only where the kernel has no such event. */
  readonly unless?: string;
}

/** System calls: `arg0` to `arg5` are their arguments, or at their return `result`, -1 if it failed. */
export interface CallSource extends SourceParts {
  readonly calls: readonly string[];
  readonly at: 'entry' | 'return';
}

/**
 * On every processor that does something, again and again: at `kernel_pc` or `user_pc`, the other of
 * which is 0.
 */
export interface TimerSource extends SourceParts {
  readonly periodNs: bigint;
}

/** Whenever perf counts one more, named as a probe of cpc: `major_faults-all-1`. */
export interface CounterSource extends SourceParts {
  readonly counter: string;
}
