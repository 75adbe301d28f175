import type { Backend, Symbols } from '../backend/index.ts';
import type { BpfObject } from '../bpf/index.ts';
import type { ProbeStability, StabilityReport } from '../check/index.ts';
import type { Shell } from '../consume/index.ts';
import type { Source } from '../diag/index.ts';
import type { CapabilityReport } from '../kernel/index.ts';
import type { LoweredSize, Options, Setting } from '../lang/index.ts';
import type { Finding } from '../port/index.ts';
import type { Relocated, Saved } from '../saved/index.ts';
import type { WatchedTarget } from '../session/index.ts';
import type { Probe } from '../typed/index.ts';
import type { DescriptionForm } from './flags.ts';

/**
 * The heavy parts, each loaded when first asked for: `-V`, `-h` and errors of the command line need
 * none, `-e` needs no machine. main.ts makes it, and chooses the backend thereby.
 */
export interface Engine {
  compiler(): Promise<Compiler>;
  machine(): Promise<Machine>;
  saver(): Promise<Saver>;
  loader(): Promise<Loader>;
  /** What the kernel can; all of it is asked. */
  capabilities(): Promise<CapabilityReport>;
}

export interface Compiler {
  /** CompileError for a wrong program. */
  compile(programs: readonly ProgramSource[], setting: CompileSetting): Compiled;
  /** What each description of the programs matches, in order; all probes if there is no program. */
  list(programs: readonly ProgramSource[], setting: CompileSetting): readonly Listing[];
  /** What becomes of what a program uses. CompileError if it is no D. */
  port(program: ProgramSource, setting: CompileSetting): readonly Finding[];
}

/** A piece of D, and for the text of -P, -m, -f, -n, -i what its description's last field is. */
export interface ProgramSource {
  readonly source: Source;
  readonly form?: DescriptionForm;
}

export interface CompileSetting {
  readonly settings: readonly Setting[];
  /** `$1` and on; `$0` is the name of the script, or `dtrace`. */
  readonly args: readonly string[];
  /** `$pid`, `$target` and their like. */
  readonly macros: ReadonlyMap<string, bigint | number>;
  /** Of -L and -x libdir. */
  readonly libraries: readonly Source[];
}

export interface Compiled {
  readonly object: BpfObject;
  /** With what pragmas have set. */
  readonly options: Options;
  /** Sizes that this machine has no room for. */
  readonly lowered: readonly LoweredSize[];
  /** With -x tree: the programs as they were understood. */
  readonly tree: string;
  /** What -v says of a unit of the object, by its index. */
  readonly stability: (unit: number) => StabilityReport;
}

/** --save. */
export interface Saver {
  /** The program, and what goes into its file but for what -v reports. CompileError, SystemError. */
  save(
    programs: readonly ProgramSource[],
    setting: CompileSetting,
  ): { readonly compiled: Compiled; readonly saved: Saved };
}

/** --load. */
export interface Loader {
  /** SystemError, with the name of the file, if it is no saved program for machines like this one. */
  read(file: Buffer, name: string): Saved;
  /** The program for the running kernel. SystemError if that differs in more than places. */
  relocate(saved: Saved, macros: CompileSetting['macros']): Relocated;
}

export interface Listing {
  /** `provider:module:function:name`, for the message if nothing matches. */
  readonly description: string;
  readonly probes: readonly Probe[];
  /** What -lv says of a probe. */
  readonly stability: (probe: Probe) => ProbeStability;
}

export interface Machine {
  readonly backend: Backend;
  readonly symbols: Symbols;
  /** What system() runs commands with. */
  readonly shell: Shell;
  /** SystemError that names what is missing. */
  checkPrivileges(): void;
  /** Calls this process `dtrace`. */
  nameProcess(): void;
  /**
   * -c: starts a command and holds it, after its exec or, with the libraries loaded, at its entry point;
   * `environment` has `NAME=value` and, to be removed, `NAME`. SystemError.
   */
  launch(command: string, environment: readonly string[], hold: 'exec' | 'entry'): WatchedTarget;
  /** -p. SystemError. */
  grab(pid: number): WatchedTarget;
}
