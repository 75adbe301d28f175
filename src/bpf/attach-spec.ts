/** Where a program is attached: what the loader needs to know of it. */

export type AttachSpec =
  /** Fired by the session through BPF_PROG_TEST_RUN of a raw tracepoint program (5.10). */
  | { readonly kind: 'manual' }
  /** `typed`: as BTF raw tracepoint (tp_btf, 5.5), so that arguments may be loaded directly. */
  | { readonly kind: 'raw_tracepoint'; readonly event: string; readonly typed: boolean }
  /** At each of these raw tracepoints, with a cookie that tells them apart (6.10). */
  | { readonly kind: 'raw_tracepoints'; readonly events: readonly CookieEvent[] }
  /** With the record that perf makes of an event, `id` being the event's number in tracefs. */
  | { readonly kind: 'tracepoint'; readonly event: string; readonly id: number }
  /** At one function of the kernel, by its type in BTF (fentry and fexit, 5.5). */
  | { readonly kind: 'function'; readonly at: FunctionEvent; readonly function: FunctionName }
  /**
   * At each of these functions, with registers, and cookies that tell them apart: all at once (kprobe.multi, 5.18),
   * or one by one by perf (cookies since 5.15).
   */
  | {
      readonly kind: 'functions';
      readonly by: 'multi' | 'kprobe';
      readonly at: FunctionEvent;
      readonly functions: readonly CookieFunction[];
    }
  /** Every `period` events of a counter, on every CPU. */
  | { readonly kind: 'counter'; readonly counter: Counter }
  /** Software cpu-clock event on every CPU. */
  | { readonly kind: 'timer'; readonly periodNs: bigint }
  /**
   * Raw tracepoint at the end of each timer interrupt, on one CPU that an otherwise silent cpu-clock
   * event interrupts every period; see TICK_STATE. `sampler` runs on that event first.
   */
  | {
      readonly kind: 'tick';
      readonly periodNs: bigint;
      /** Offset of its TICK_STATE in the ticks map. */
      readonly state: number;
      readonly sampler?: string;
    }
  /** The sampler of a tick. */
  | { readonly kind: 'sampler' };

export interface CookieEvent {
  readonly event: string;
  readonly cookie: number;
}

export type FunctionEvent = 'entry' | 'return';

/** How programs are attached to functions. */
export type FunctionWay = 'fentry' | 'multi' | 'kprobe';

/** A function of the kernel, as /proc/kallsyms calls it. */
export interface FunctionName {
  /** `vmlinux`, or the module's name. */
  readonly module: string;
  readonly name: string;
}

export interface CookieFunction extends FunctionName {
  /** Absent: it is the only one, and the program does not ask. */
  readonly cookie?: number;
  /** There are several of that name in the module. */
  readonly several?: true;
  /** At the instruction so many bytes from its beginning. */
  readonly offset?: number;
}

/** What perf_event_open(2) counts, see its manual page. */
export interface Counter {
  /** For messages. */
  readonly name: string;
  /** PERF_TYPE_… */
  readonly type: number;
  readonly config: bigint;
  readonly period: bigint;
  /** Only what happens then counts. */
  readonly mode: 'all' | 'user' | 'kernel';
}
