import type { Source } from '../diag/index.ts';
import type { Setting, SizeLimits } from '../lang/index.ts';
import type { ProbeIndex } from '../providers/index.ts';
import type { KernelNames, TypeLookup } from '../types/index.ts';

/** A piece of D, and for the text of -P, -m, -f, -n, -i what its description's last field is. */
export interface ProgramSource {
  readonly source: Source;
  readonly form?: 'provider' | 'module' | 'function' | 'name' | 'id';
}

/** Everything besides the text that the result depends on. */
export interface CompileEnvironment {
  /** Of the environment and the command line; pragmas come after them. */
  readonly settings: readonly Setting[];
  /** `$1` and on. */
  readonly args: readonly string[];
  readonly macros: ReadonlyMap<string, bigint | number | string>;
  readonly probes: ProbeIndex;
  readonly types: TypeLookup;
  /** Hears when it is asked what there is, by `defined()`: there is another way if there is not. */
  readonly whileDefined?: (ask: () => boolean) => boolean;
  /** Absent: nothing is known of the kernel. */
  readonly names?: KernelNames;
  readonly kernelOffset: (struct: string, member: string) => number;
  readonly cpus: number;
  /** The kernel has may_goto (Linux 6.9): loops may be longer than its verifier follows. */
  readonly mayGoto: () => boolean;
  /** Tracepoints of system calls may fault (Linux 6.13): stacks there begin with a frame more. */
  readonly faultableTracepoints: () => boolean;
  readonly limits: SizeLimits;
  /** Absent: of no known kind. */
  readonly machine?: MachineFacts;
  /** D libraries of -L and -x libdir. */
  readonly libraries?: readonly Source[];
}

/** What libraries and builtins ask of the machine. */
export interface MachineFacts {
  /** `x86_64`, `aarch64`. */
  readonly architecture: string;
  readonly hasModule: (name: string) => boolean;
  /** A cpuinfo_t for each processor, see lang/variables/cpu.ts. */
  readonly processors: () => Uint8Array;
}
