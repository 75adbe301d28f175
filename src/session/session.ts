import { constants } from 'node:os';
import type { Backend, Loaded, Target, VerifierListener } from '../backend/index.ts';
import type { BpfObject } from '../bpf/index.ts';
import type { Consuming } from '../consume/index.ts';
import { SystemError } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';
import { checkBuffers } from './buffers.ts';
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
  /** Makes what turns records into output. */
  readonly consumer: (loaded: Loaded) => Consuming;
  readonly output: { write(text: string): void; flush(): void };
  /** Aborted when nobody reads the output any more: the run ends as after a second ^C. */
  readonly unread: AbortSignal;
  /** With -x bpflog. */
  readonly verifierListener?: VerifierListener | undefined;
  /** Brings what the program knows of the machine up to date, each second. */
  readonly refresh?: (loaded: Loaded) => void;
  /** A line for stderr that quiet mode keeps back; without prefix and newline. */
  readonly notice: (line: string) => void;
  /** Hears of functions that are not traced. */
  readonly refused?: (lines: readonly string[]) => void;
  /** Output is compared: nothing that comes at no certain time. */
  readonly testing: boolean;
}

/**
 * Runs a program to its end: exit(), the end of every target, or a signal. Gives the exit status.
 * SystemError when the system refuses; whatever happens, nothing stays attached.
 */
export async function runSession(plan: RunPlan): Promise<number> {
  checkBuffers(plan.object, plan.options);
  checkDestructive(plan);
  const loaded = await plan.backend.open(plan.object, plan.verifierListener);
  const session = new Session(plan, loaded);
  try {
    return await session.run();
  } finally {
    session.close();
  }
}

function checkDestructive({ object, options }: RunPlan): void {
  if (options.destructive || !object.clauses.some((c) => c.destructive)) return;
  throw new SystemError(
    'could not enable tracing: Destructive actions not allowed',
    'allow them with -w, -x destructive or #pragma D option destructive',
  );
}

class Session {
  readonly #plan: RunPlan;
  readonly #loaded: Loaded;
  readonly #lifecycle: Lifecycle;
  readonly #interrupt: Interrupt;
  readonly #consumer: Consuming;
  #lastStatusNs = process.hrtime.bigint();

  constructor(plan: RunPlan, loaded: Loaded) {
    this.#plan = plan;
    this.#loaded = loaded;
    this.#lifecycle = new Lifecycle(loaded, plan.object.programs);
    this.#interrupt = new Interrupt(() => loaded.wakeup(), plan.unread);
    this.#consumer = plan.consumer(loaded);
  }

  async run(): Promise<number> {
    await this.#loaded.attach();
    const refusals = this.#loaded.refusals?.() ?? [];
    if (refusals.length > 0) this.#plan.refused?.(refusals);
    this.#lifecycle.begin();
    if (this.#plan.options.destructive) this.#plan.notice('allowing destructive actions');
    for (const target of this.#plan.targets) this.#start(target);
    while (!this.#over) {
      await this.#loaded.wait(patienceMs(this.#consumer.options));
      if (!this.#over) this.#work();
    }
    this.#finish();
    return this.#consumer.exitStatus ?? 0;
  }

  /** Detaches everything. */
  close(): void {
    this.#interrupt.close();
    this.#loaded.close();
  }

  #start(target: WatchedTarget): void {
    target.onExit(() => {
      // Oracle's DTrace says nothing.
      if (this.#plan.options.dialect === 'illumos') this.#plan.notice(endText(target));
      this.#loaded.wakeup();
    });
    target.resume();
  }

  get #over(): boolean {
    const { targets } = this.#plan;
    const abandoned = targets.length > 0 && targets.every((t) => t.exited() !== undefined);
    const { exited, filled } = this.#lifecycle;
    return exited || filled || this.#interrupt.asked || abandoned;
  }

  #work(): void {
    this.#consumer.consumeRing();
    const now = process.hrtime.bigint();
    if (now - this.#lastStatusNs < BigInt(this.#consumer.options.statusrate)) return;
    this.#lastStatusNs = now;
    this.#lifecycle.setClock();
    this.#plan.refresh?.(this.#loaded);
    this.#consumer.reportDrops();
  }

  /**
   * The end of dtrace.c's main loop: a newline after ^C, END, what is left in the buffer, a newline
   * in any case, and the aggregations. After a second ^C nothing more is read.
   */
  #finish(): void {
    const { output, testing } = this.#plan;
    if (this.#interrupt.asked && !testing) output.write('\n');
    this.#lifecycle.end();
    if (!this.#interrupt.impatient) this.#consumer.consumeRing(true);
    this.#consumer.reportDrops();
    if (this.#interrupt.impatient) output.write('\n');
    else this.#consumer.printRemainingAggregations();
    output.flush();
  }
}

/** switchrate=0 means "as data comes"; nobody sees the difference of this. */
const SHORTEST_WAIT_MS = 10;

/** How long records may lie in the buffer: the shorter of the rates. */
function patienceMs({ switchrate, statusrate }: Options): number {
  return Math.max(SHORTEST_WAIT_MS, Math.min(switchrate, statusrate) / 1e6);
}

function endText(target: WatchedTarget): string {
  const end = target.exited();
  if (end && 'signal' in end) return `pid ${target.pid} terminated by ${signalName(end.signal)}`;
  if (end && end.status !== 0) return `pid ${target.pid} exited with status ${end.status}`;
  return `pid ${target.pid} has exited`;
}

function signalName(signal: number): string {
  const known = Object.entries(constants.signals).find(([, number]) => number === signal);
  return known?.[0] ?? `signal ${signal}`;
}
