import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { programStats } from './kernel-stats.ts';
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
  /** ^C; resolves when it is gone. Error if it did not end well. */
  stop(): Promise<void>;
}

/** Starts a tracer with its output in a file; resolves when its probes fire. */
export async function startTracer(command: Command, output = '/dev/null'): Promise<Tracer> {
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
  if (!(await Promise.race([exit.then(() => false), firing(pid)]))) fail();
  return {
    pid,
    stop: async () => {
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      if ((await exit) !== 0) fail();
      clearTimeout(timer);
    },
  };
}

/** Calls getppid() until one of the process's programs has seen it. */
async function firing(pid: number): Promise<boolean> {
  const deadline = performance.now() + READY_MS;
  while (performance.now() < deadline) {
    await getppidLoop(10);
    if ([...safeStats(pid).values()].some(({ runs }) => runs > 0)) {
      // The other programs of the same tracer are attached within microseconds.
      await sleep(100);
      return true;
    }
    await sleep(30);
  }
  return false;
}

function safeStats(pid: number): ReturnType<typeof programStats> {
  try {
    return programStats(pid);
  } catch {
    return new Map();
  }
}
