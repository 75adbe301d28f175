/** What tests of the running kernel share: whether they can run, and a dtrace to talk to. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { patience } from './patience.ts';

export { named, whyNot as whyNoTracing } from '../src/kernel/test-needs.ts';

/** The command, as users start it. */
export const dtrace = fileURLToPath(new URL('../dtrace', import.meta.url));

export const BPF_PROG_GET_NEXT_ID = 11;

/** Why a program of the system cannot be used; undefined if it can. */
export function whyNoProgram(name: string, ...args: string[]): string | undefined {
  try {
    execFileSync(name, args, { stdio: 'pipe', timeout: 30_000 });
    return undefined;
  } catch (error) {
    return `${name} does not work here: ${String(error).trim()}`;
  }
}

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** No test needs longer; a process that is still there then is killed. */
const PATIENCE_MS = 30_000 * patience;

/** A process of a test, with what it has said so far. */
export class Running implements AsyncDisposable {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ended>;
  readonly #patience: NodeJS.Timeout;

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    // A group of its own, so that what it has started ends with it.
    this.child = spawn(command, args, { stdio: 'pipe', detached: true, ...options });
    this.child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
    this.child.stdin?.on('error', () => undefined);
    this.#patience = setTimeout(() => this.#kill(), PATIENCE_MS);
    this.ended = once(this.child, 'close').then(([status, signal]) => {
      clearTimeout(this.#patience);
      return { status, signal, stdout: this.stdout, stderr: this.stderr };
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves when the process has written this to its standard output. */
  async says(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.child.exitCode !== null) throw new Error(`ended too soon: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.ended;
  }

  #kill(): void {
    // It could not be started; 0 would be the group of the tests themselves.
    if (this.pid === 0) return;
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // Nobody of the group is left.
    }
  }
}

/** Runs dtrace to its end. */
export async function trace(...args: string[]): Promise<Ended> {
  const run = new Running(dtrace, args);
  run.child.stdin?.end();
  return run.ended;
}

/** Starts dtrace, and waits for its BEGIN, after which every probe is enabled. */
export async function startTracing(...args: string[]): Promise<Running> {
  const ready = 'BEGIN { printf("ready\\n"); }';
  const run = new Running(dtrace, ['-q', '-xswitchrate=50hz', '-n', ready, ...args]);
  await run.says('ready\n');
  return run;
}

/** A process that makes `count` calls of getppid(2), which nothing else of it does, when told to. */
export function caller(count: number): Running {
  return new Running('perl', ['-e', `$| = 1; print "up"; <STDIN>; getppid() for 1..${count}`]);
}

/** For -c, which splits at blanks: the same without waiting. */
export function callsOfGetppid(count: number): string {
  return `perl -e getppid()for(1..${count})`;
}
