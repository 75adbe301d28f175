import { constants } from 'node:os';
import type { Backend, Loaded, Target } from '../backend/index.ts';
import { type BpfObject, RECORD_HEADER_BYTES } from '../bpf/index.ts';
import type { RecordConsumer } from '../consume/index.ts';
import { SystemError } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';
import { DropReport } from './drops.ts';
import { Interrupt } from './interrupt.ts';
import { Lifecycle } from './lifecycle.ts';

/** A process of -c or -p whose end can be waited for. */
export interface WatchedTarget extends Target {
  /** Calls `listener` once, on the event loop, when the process has ended. */
  onExit(listener: () => void): void;
}

/** One tracing run: what is traced, where, and who hears of it. */
export interface RunPlan {
  readonly object: BpfObject;
  readonly options: Options;
  readonly backend: Backend;
  readonly targets: readonly WatchedTarget[];
  /** Makes what turns records into text; `exit` takes the status of exit(). */
  readonly consumer: (loaded: Loaded, exit: (status: number) => void) => RecordConsumer;
  /** A line for stderr, always (drops) or unless quiet (notices); without prefix and newline. */
  readonly complain: (line: string) => void;
  readonly notice: (line: string) => void;
  /** The same output at any time: no newline at the moment of ^C. */
  readonly testing: boolean;
}

/**
 * Runs a program to its end: exit(), the end of every target, or a signal. Gives the exit status.
 * SystemError when the system refuses; whatever happens, nothing stays attached.
 */
export async function runSession(plan: RunPlan): Promise<number> {
  checkAllowed(plan);
  const loaded = await plan.backend.open(plan.object);
  const session = new Session(plan, loaded);
  try {
    return await session.run();
  } finally {
    session.close();
  }
}

/** What DTrace's kernel module refuses when tracing is enabled. */
function checkAllowed({ object, options }: RunPlan): void {
  const refuse = (reason: string): never => {
    throw new SystemError(`could not enable tracing: ${reason}`);
  };
  const largest = Math.max(0, ...object.clauses.map((c) => c.recordBytes));
  if (RECORD_HEADER_BYTES + largest > options.bufsize) refuse('Enabling exceeds size of buffer');
}

class Session {
  readonly #plan: RunPlan;
  readonly #loaded: Loaded;
  readonly #lifecycle: Lifecycle;
  readonly #drops: DropReport;
  readonly #interrupt: Interrupt;
  readonly #consumer: RecordConsumer;
  #status = 0;
  #exited = false;
  #lastStatusNs = process.hrtime.bigint();

  constructor(plan: RunPlan, loaded: Loaded) {
    this.#plan = plan;
    this.#loaded = loaded;
    this.#lifecycle = new Lifecycle(loaded);
    this.#drops = new DropReport(plan.options.droptags);
    this.#interrupt = new Interrupt(() => loaded.wakeup());
    this.#consumer = plan.consumer(loaded, (status) => {
      this.#status = status;
      this.#exited = true;
    });
  }

  async run(): Promise<number> {
    await this.#loaded.attach();
    this.#lifecycle.begin(this.#has('BEGIN'));
    if (this.#plan.options.destructive) this.#plan.notice('allowing destructive actions');
    this.#startTargets();
    while (!this.#done()) {
      await this.#loaded.wait(this.#patienceMs());
      if (!this.#done()) this.#work();
    }
    this.#finish();
    return this.#status;
  }

  /** Detaches everything and lets go of the targets. */
  close(): void {
    this.#interrupt.close();
    this.#loaded.close();
    for (const target of this.#plan.targets) target.release();
  }

  #has(program: string): boolean {
    return this.#plan.object.programs.some((p) => p.name === program && p.attach.kind === 'manual');
  }

  #startTargets(): void {
    for (const target of this.#plan.targets) {
      target.onExit(() => {
        this.#announceEnd(target);
        this.#loaded.wakeup();
      });
      target.resume();
    }
  }

  /** Oracle's DTrace says nothing. */
  #announceEnd(target: WatchedTarget): void {
    if (this.#plan.options.dialect === 'oracle') return;
    this.#plan.notice(endText(target));
  }

  #done(): boolean {
    const { targets } = this.#plan;
    const abandoned = targets.length > 0 && targets.every((t) => t.exited() !== undefined);
    return this.#exited || this.#interrupt.asked || abandoned || this.#lifecycle.exited;
  }

  /** How long records may lie in the buffer: the shorter of the rates; 0 means as soon as possible. */
  #patienceMs(): number {
    const { switchrate, statusrate } = this.#plan.options;
    return Math.max(SHORTEST_WAIT_MS, Math.min(switchrate, statusrate) / 1e6);
  }

  #work(): void {
    this.#consumer.consume();
    this.#reportDrops(false);
  }

  #reportDrops(now: boolean): void {
    const time = process.hrtime.bigint();
    if (!now && time - this.#lastStatusNs < BigInt(this.#plan.options.statusrate)) return;
    this.#lastStatusNs = time;
    for (const line of this.#drops.update(this.#loaded.drops())) this.#plan.complain(line);
  }

  /**
   * The end of dtrace.c's main loop: a newline after ^C, what is left in the buffer, END, a newline
   * in any case, and the aggregations that printa() has not printed.
   */
  #finish(): void {
    if (this.#interrupt.asked && !this.#plan.testing) this.#consumer.write('\n');
    this.#lifecycle.end(this.#has('END'));
    if (!this.#interrupt.impatient) this.#consumer.consume();
    this.#reportDrops(true);
    this.#consumer.write('\n');
    if (!this.#interrupt.impatient) this.#consumer.printRemaining();
    this.#consumer.flush();
  }
}

function signalName(signal: number): string {
  const known = Object.entries(constants.signals).find(([, number]) => number === signal);
  return known?.[0] ?? `signal ${signal}`;
}

/** switchrate=0 means "as data comes"; nobody sees the difference of this. */
const SHORTEST_WAIT_MS = 10;

function endText(target: WatchedTarget): string {
  const end = target.exited();
  if (end && 'signal' in end) return `pid ${target.pid} terminated by ${signalName(end.signal)}`;
  if (end && end.status !== 0) return `pid ${target.pid} exited with status ${end.status}`;
  return `pid ${target.pid} has exited`;
}
