import type { Loaded } from '../backend/index.ts';
import { ACTIVITY, CONTROL, CONTROL_MAP, type ProgramSpec, SCHEDULER_CLOCK } from '../bpf/index.ts';
import { steadyOffset } from './clock.ts';

const TRIES = 5;

/**
 * The state that programs look at before they do anything:
 *
 *     warmup ── BEGIN ──► active ── exit(), ^C, end of the target ──► draining ── END ──► stopped
 *
 * exit() moves it to draining from inside a program, in BEGIN too. BEGIN and END run in every state.
 */
export class Lifecycle {
  readonly #loaded: Loaded;
  readonly #control: DataView;
  /** Programs that only a session fires: BEGIN and END, where a clause asks for them, and that of vtimestamp. */
  readonly #manual: ReadonlySet<string>;

  constructor(loaded: Loaded, programs: readonly ProgramSpec[]) {
    this.#loaded = loaded;
    this.#control = loaded.memory(CONTROL_MAP);
    this.#manual = new Set(programs.filter((p) => p.attach.kind === 'manual').map((p) => p.name));
  }

  /** Fires BEGIN; then lets the other probes fire, unless BEGIN called exit(). */
  begin(): void {
    this.setClock();
    this.#compareClocks();
    this.#fire('BEGIN');
    if (this.#activity === ACTIVITY.warmup) this.#set(ACTIVITY.active);
  }

  /** True once a program has called exit(). */
  get exited(): boolean {
    return this.#activity >= ACTIVITY.draining;
  }

  /** True once a buffer of bufpolicy=fill is full: that ends tracing (Dynamic Tracing Guide). */
  get filled(): boolean {
    return this.#control.getUint32(CONTROL.filled, true) !== 0;
  }

  /** No probe but END fires from here on. */
  end(): void {
    this.#set(ACTIVITY.draining);
    this.#fire('END');
    this.#set(ACTIVITY.stopped);
  }

  /** For walltimestamp: to be called now and then, because the time of day may be set. */
  setClock(): void {
    const before = this.#control.getBigInt64(CONTROL.bootOffset, true);
    this.#control.setBigInt64(CONTROL.bootOffset, steadyOffset(before), true);
  }

  /**
   * For vtimestamp, once: who subtracts two of them must not see it change. To ask for the time that this process has
   * used makes the kernel set the run queue's clock (task_sched_runtime). Of a few tries the quickest is right.
   */
  #compareClocks(): void {
    if (!this.#manual.has(SCHEDULER_CLOCK)) return;
    const ahead = this.#loaded.memory(SCHEDULER_CLOCK);
    const tries = Array.from({ length: TRIES }, () => {
      process.cpuUsage();
      this.#fire(SCHEDULER_CLOCK);
      return ahead.getBigInt64(0, true);
    });
    const least = tries.reduce((a, b) => (a < b ? a : b));
    ahead.setBigInt64(0, least, true);
  }

  #fire(program: string): void {
    if (this.#manual.has(program)) this.#loaded.fire(program);
  }

  get #activity(): number {
    return this.#control.getUint32(CONTROL.activity, true);
  }

  #set(activity: number): void {
    this.#control.setUint32(CONTROL.activity, activity, true);
  }
}
