import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, getppidLoop } from './loop.ts';
import { progress } from './progress.ts';
import { type Command, ENVIRONMENT } from './tools.ts';

const READY_MS = 15_000;
const STOP_MS = 20_000;
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** A tracer at work. */
export interface Tracer {
  readonly pid: number;
  /** ^C; resolves when it is gone, with what it said on stderr. */
  stop(): Promise<string>;
}

/** Is a tracer at work yet? Asked after each of a few getppid() calls. */
export type Firing = (pid: number) => boolean;

/** Starts a tracer, its output in a file; resolves when its probes fire. Error if it ends or never does. */
export async function startTracer(
  command: Command,
  output: string,
  isFiring: Firing,
): Promise<Tracer> {
  const [program, ...args] = command;
  const out = openSync(output, 'w');
  const child = spawn(program, args, { stdio: ['ignore', out, 'pipe'], env: ENVIRONMENT });
  closeSync(out);
  children.add(child);
  let complaints = '';
  child.stderr?.on('data', (text) => {
    complaints += text;
  });
  const gone = ended(child).finally(() => children.delete(child));
  const { pid } = child;
  if (pid === undefined || !(await firing(child, () => isFiring(pid))))
    throw new Error(`${command.join(' ')}: ${complaints.trim() || 'nothing seen'}`);
  return {
    pid,
    stop: async () => {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const status = await gone;
      clearTimeout(timer);
      // What was measured until now holds all the same.
      if (status !== 0) progress(`bench: ended badly (status ${status}): ${command.join(' ')}\n`);
      return complaints;
    },
  };
}

/** Calls getppid() until that shows; false if it never does, or the tracer ends before. */
async function firing(child: ChildProcess, isFiring: () => boolean): Promise<boolean> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    await getppidLoop(10);
    if (isFiring()) {
      // The other programs of the same tracer are attached within microseconds.
      await sleep(100);
      return true;
    }
    await sleep(30);
  }
  return false;
}
