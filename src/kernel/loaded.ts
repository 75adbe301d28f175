import type { Loaded, MapEntry, VerifierListener } from '../backend/index.ts';
import {
  type BpfObject,
  CONTROL,
  CONTROL_MAP,
  DROP_KINDS,
  DROPS_MAP,
  type DropKind,
  HISTORY_MAP,
  PROCESS_ARGUMENTS_MAP,
  type ProgramSpec,
  RECORDS_MAP,
  TICKS_MAP,
} from '../bpf/index.ts';
import { assertNever, bug, SystemError } from '../diag/index.ts';
import { attachCounter } from './attach/counter.ts';
import { attachFunction } from './attach/function.ts';
import { attachFunctions, returnsFirst } from './attach/functions.ts';
import { attachRawTracepoint, attachRawTracepoints } from './attach/raw-tracepoint.ts';
import { attachTick } from './attach/tick.ts';
import { attachTimer, onlineCpus } from './attach/timer.ts';
import { attachTracepoint } from './attach/tracepoint.ts';
import { Attention } from './attention.ts';
import * as bpf from './bpf.ts';
import { Descriptors, must } from './failure.ts';
import { History } from './history.ts';
import { type Installed, install } from './install.ts';
import type { TypesOf } from './load.ts';
import { type KernelMap, ringBytes } from './maps.ts';
import { addProcessArguments } from './process-arguments.ts';
import type { Refusals } from './refusals.ts';
import { RingBuffer } from './ringbuf.ts';
import type { Sys } from './sys.ts';

/** A raw tracepoint's arguments, MAX_BPF_FUNC_ARGS of them: all zero when it is fired by hand. */
const NO_ARGUMENTS = new Uint8Array(12 * 8);
const FIRST_KEY = new Uint8Array(4);

/** An object in the kernel. Everything it holds is a descriptor, so the end of the process detaches it. */
export class KernelLoaded implements Loaded {
  readonly #sys: Sys;
  /** The only one to trace, if there is but one. */
  readonly #cpu: number | undefined;
  readonly #specs: readonly ProgramSpec[];
  readonly #maps: Installed['maps'];
  readonly #programs: Installed['programs'];
  readonly #links: Descriptors;
  readonly #descriptors: Descriptors;
  readonly #ring: RingBuffer;
  readonly #history: History | undefined;
  readonly #attention: Attention;
  readonly #control: DataView;
  /** Of functions that are not traced, and why. */
  readonly #refused: Refusals;
  /** Runs that were missed while thousands of functions were attached. */
  #missedBefore = 0n;
  #closed = false;

  /** Loads an object; attaches nothing. SystemError if the kernel refuses it, and nothing stays. */
  static async open(
    sys: Sys,
    object: BpfObject,
    types: TypesOf,
    listener?: VerifierListener,
  ): Promise<KernelLoaded> {
    const { cpu } = object;
    if (cpu !== undefined && !onlineCpus().includes(cpu))
      throw new SystemError(`could not enable tracing: CPU ${cpu} is not online`);
    return new KernelLoaded(sys, object, await install(sys, object, types, listener));
  }

  private constructor(sys: Sys, object: BpfObject, installed: Installed) {
    this.#sys = sys;
    this.#specs = object.programs;
    this.#cpu = object.cpu;
    this.#maps = installed.maps;
    this.#programs = installed.programs;
    this.#refused = installed.refused;
    this.#descriptors = installed.descriptors;
    this.#links = new Descriptors(sys);
    try {
      this.#control = this.memory(CONTROL_MAP);
      const records = this.#map(RECORDS_MAP);
      const bytes = ringBytes(records.spec.entries, sys.pageBytes());
      this.#ring = new RingBuffer(sys, records.fd, bytes);
      const history = this.#maps.get(HISTORY_MAP);
      const cpus = this.#cpus ?? onlineCpus();
      this.#history = history && new History(sys, history, cpus, this.#descriptors);
      this.#attention = new Attention(sys, records.fd);
    } catch (error) {
      this.#descriptors.close();
      throw error;
    }
  }

  async attach(): Promise<void> {
    this.#warmUp();
    for (const spec of returnsFirst(this.#specs)) {
      for (const fd of this.#attach(spec)) {
        this.#links.keep(fd);
        this.#refused.note(spec);
      }
    }
    this.#refused.check();
    const slow = this.#specs.some(({ attach }) => attach.kind === 'functions');
    if (slow) this.#missedBefore = this.#missedRuns();
    const processes = this.#maps.get(PROCESS_ARGUMENTS_MAP);
    if (processes) addProcessArguments(processes);
  }

  refusals(): readonly string[] {
    return this.#refused.texts;
  }

  fire(program: string): void {
    const run = () => bpf.progTestRun(this.#sys, this.#program(program), NO_ARGUMENTS);
    const result = this.#cpu === undefined ? run() : this.#sys.onCpu(this.#cpu, run);
    must(result, `failed to run program ${program}`, 'test-run');
  }

  wait(timeoutMs: number): Promise<void> {
    return this.#attention.sleep(timeoutMs);
  }

  wakeup(): void {
    this.#attention.wake();
  }

  drain(visit: (ring: DataView, offset: number, length: number) => void): void {
    // Before reading: a program that fills the ring from now on rings again.
    this.#control.setUint32(CONTROL.wakeupPending, 0, true);
    this.#ring.drain(visit);
  }

  history(visit: (record: DataView, time: bigint) => void): void {
    this.#history?.read(visit);
  }

  memory(map: string): DataView {
    return this.#map(map).memory();
  }

  entries(map: string): MapEntry[] {
    return this.#map(map).entries();
  }

  take(map: string, key: Uint8Array): MapEntry | undefined {
    this.#control.setUint32(CONTROL.taking, 1, true);
    try {
      return this.#map(map).take(key);
    } finally {
      this.#control.setUint32(CONTROL.taking, 0, true);
    }
  }

  clear(map: string, key: Uint8Array): void {
    this.#map(map).clear(key);
  }

  drops(): readonly Readonly<Record<DropKind, bigint>>[] {
    const perCpu = this.#map(DROPS_MAP).lookup(FIRST_KEY)?.values.map(decodeDrops) ?? [];
    const [first, ...rest] = perCpu;
    if (first === undefined) return [];
    return [
      { ...first, nesting: first.nesting + this.#missedRuns() - this.#missedBefore },
      ...rest,
    ];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#links.close();
    this.#attention.close();
    this.#ring.unmap();
    this.#history?.unmap();
    for (const map of this.#maps.values()) map.unmap();
    this.#descriptors.close();
  }

  /** Lazily, so that what succeeded is kept, and closed later, if the next one fails. */
  *#attach({ name, attach }: ProgramSpec): Generator<number> {
    const sys = this.#sys;
    if (!this.#programs.has(name)) return;
    const program = this.#program(name);
    switch (attach.kind) {
      case 'manual':
      case 'sampler':
        return;
      case 'raw_tracepoint':
        yield attachRawTracepoint(sys, program, attach.event, attach.typed);
        return;
      case 'raw_tracepoints':
        yield* attachRawTracepoints(sys, program, attach.events);
        return;
      case 'function':
        yield* attachFunction(sys, program, attach, this.#refused.add);
        return;
      case 'functions':
        yield* attachFunctions(sys, program, attach, this.#refused.add);
        return;
      case 'tracepoint':
        yield* attachTracepoint(sys, program, attach);
        return;
      case 'counter':
        yield* attachCounter(sys, program, attach.counter, this.#cpus);
        return;
      case 'timer':
        yield* attachTimer(sys, program, attach.periodNs, this.#cpus);
        return;
      case 'tick': {
        const sampler = attach.sampler === undefined ? undefined : this.#program(attach.sampler);
        const tick = { ...attach, program, sampler, states: this.memory(TICKS_MAP) };
        yield* attachTick(sys, tick, this.#cpu);
        return;
      }
      default:
        assertNever(attach);
    }
  }

  /** For the first firings. A CPU on which this process may not run gets memory a little later. */
  #warmUp(): void {
    const maps = [...this.#maps.values()].filter((map) => map.isLazy);
    const warmUp = (): number => {
      for (const map of maps) map.warmUp();
      return 0;
    };
    if (maps.length === 0) return;
    for (const cpu of this.#cpus ?? onlineCpus()) this.#sys.onCpu(cpu, warmUp);
  }

  get #cpus(): readonly number[] | undefined {
    return this.#cpu === undefined ? undefined : [this.#cpu];
  }

  /** The kernel skips a tracepoint program that interrupts itself, and counts that without a CPU. */
  #missedRuns(): bigint {
    return this.#specs
      .filter(({ attach }) => isSkipped.has(attach.kind))
      .flatMap(({ name }) => this.#programs.get(name) ?? [])
      .reduce((sum, fd) => sum + bpf.recursionMisses(this.#sys, fd), 0n);
  }

  #map(name: string): KernelMap {
    return this.#maps.get(name) ?? bug(`no map ${name}`);
  }

  #program(name: string): number {
    return this.#programs.get(name) ?? bug(`no program ${name}`);
  }
}

/** What the kernel skips while it runs on the same CPU already. */
const isSkipped: ReadonlySet<string> = new Set([
  'raw_tracepoint',
  'raw_tracepoints',
  'tracepoint',
  'function',
  'functions',
]);

function decodeDrops(value: Uint8Array): Record<DropKind, bigint> {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const pairs = DROP_KINDS.map((kind, i) => [kind, view.getBigUint64(i * 8, true)]);
  return Object.fromEntries(pairs) as Record<DropKind, bigint>;
}
