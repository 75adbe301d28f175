import { must } from './failure.ts';
import type { Sys, Watch } from './sys.ts';

/** A longer one would fire at once. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/**
 * Sleeping until somebody wants the session: a program that forced a ring-buffer wake-up, or `wake`.
 * Waiting is on node's event loop, so signals, timers and children's ends are served meanwhile.
 */
export class Attention {
  readonly #sys: Sys;
  readonly #edge: number;
  readonly #watch: Watch;
  #wanted = false;
  #wakeSleeper: (() => void) | undefined;

  constructor(sys: Sys, ringFd: number) {
    this.#sys = sys;
    this.#edge = must(sys.edgeTriggered(ringFd), 'failed to watch the record buffer');
    this.#watch = sys.watch(this.#edge, () => {
      sys.rearm(this.#edge);
      this.wake();
    });
  }

  /** Ends the current sleep, or the next one if nobody sleeps. */
  wake(): void {
    this.#wanted = true;
    this.#wakeSleeper?.();
  }

  /** Lets the event loop turn at least once, even if woken already. */
  sleep(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wakeSleeper?.(), Math.min(timeoutMs, LONGEST_TIMEOUT));
      this.#wakeSleeper = () => {
        clearTimeout(timer);
        this.#wakeSleeper = undefined;
        this.#wanted = false;
        resolve();
      };
      if (this.#wanted) setImmediate(() => this.#wakeSleeper?.());
    });
  }

  close(): void {
    this.#watch.stop();
    this.#sys.close(this.#edge);
    this.wake();
  }
}
