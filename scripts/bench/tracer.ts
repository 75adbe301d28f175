import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, getppidLoop } from './loop.ts';
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
  /** ^C; resolves when it is gone, with what it said on stderr. Error if it did not end well. */
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
  const exit = ended(child).finally(() => children.delete(child));
  const fail = (): never => {
    throw new Error(`${command.join(' ')}: ${complaints.trim() || 'failed'}`);
  };
  const pid = child.pid ?? fail();
  if (!(await Promise.race([exit.then(() => false), firing(pid, isFiring)]))) fail();
  return {
    pid,
    stop: async () => {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      if ((await exit) !== 0) fail();
      clearTimeout(timer);
      return complaints;
    },
  };
}

/** Calls getppid() until that shows. */
async function firing(pid: number, isFiring: Firing): Promise<boolean> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    await getppidLoop(10);
    if (isFiring(pid)) {
      // The other programs of the same tracer are attached within microseconds.
      await sleep(100);
      return true;
    }
    await sleep(30);
  }
  return false;
}
