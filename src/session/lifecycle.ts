import type { Loaded } from '../backend/index.ts';
import { ACTIVITY, CONTROL, CONTROL_MAP } from '../bpf/index.ts';

/**
 * The state that programs look at before they do anything:
 *
 *     warmup ── BEGIN ──► active ── exit(), ^C, end of the target ──► draining ── END ──► stopped
 *
 * exit() moves it to draining from inside a program, in BEGIN too. END runs in every state.
 */
export class Lifecycle {
  readonly #loaded: Loaded;
  readonly #control: DataView;

  constructor(loaded: Loaded) {
    this.#loaded = loaded;
    this.#control = loaded.memory(CONTROL_MAP);
  }

  /** Fires BEGIN; then lets the other probes fire, unless BEGIN called exit(). */
  begin(hasBegin: boolean): void {
    if (hasBegin) this.#loaded.fire('BEGIN');
    if (this.#activity === ACTIVITY.warmup) this.#set(ACTIVITY.active);
  }

  /** True once a program has called exit(). */
  get exited(): boolean {
    return this.#activity >= ACTIVITY.draining;
  }

  /** No probe but END fires from here on. */
  end(hasEnd: boolean): void {
    this.#set(ACTIVITY.draining);
    if (hasEnd) this.#loaded.fire('END');
    this.#set(ACTIVITY.stopped);
  }

  get #activity(): number {
    return this.#control.getUint32(CONTROL.activity, true);
  }

  #set(activity: number): void {
    this.#control.setUint32(CONTROL.activity, activity, true);
  }
}
