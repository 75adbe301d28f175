import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Run } from './outcome.ts';

export interface Start {
  /** Of the checkout. */
  readonly root: string;
  /** Of the script, in it. */
  readonly path: string;
  readonly args: readonly string[];
  /** Until ^C; 0: never. */
  readonly seconds: number;
}

/** After ^C, and for those that end by themselves. */
const STOP_MS = 15_000;
const OWN_END_MS = 90_000;

/** Groups of processes, by their leaders. */
const running = new Set<number>();

/** Nothing that was started remains. */
export function endAll(): void {
  for (const pid of running) end(pid, 'SIGKILL');
}

function end(pid: number, signal: 'SIGINT' | 'SIGKILL'): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has just ended.
  }
}

/** Runs a script as it stands, as a shell would: by itself, with ^C for it and all that it started. */
export function runScript({ root, path, args, seconds }: Start): Promise<Run> {
  const file = join(root, path);
  const child = spawn(file, args, {
    cwd: path.startsWith('Include/') ? dirname(file) : root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const pid = child.pid ?? 0;
  if (pid > 0) running.add(pid);
  let stuck = false;
  const signal = (name: 'SIGINT' | 'SIGKILL'): void => {
    if (name === 'SIGKILL') stuck = true;
    if (pid > 0) end(pid, name);
  };
  const timers = [
    setTimeout(() => signal('SIGKILL'), seconds * 1000 + (seconds > 0 ? STOP_MS : OWN_END_MS)),
  ];
  if (seconds > 0) timers.push(setTimeout(() => signal('SIGINT'), seconds * 1000));
  return new Promise((resolve) => {
    child.on('error', (error) => stderr.push(Buffer.from(`${error.message}\n`)));
    child.on('close', () => {
      for (const timer of timers) clearTimeout(timer);
      running.delete(pid);
      const text = readFileSync(file, 'latin1');
      resolve({ text, stdout: textOf(stdout), stderr: textOf(stderr), stuck });
    });
  });
}

/** More than enough to see what it prints. */
const MOST_CHUNKS = 200;

function collect(stream: NodeJS.ReadableStream): Buffer[] {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    if (chunks.length < MOST_CHUNKS) chunks.push(chunk);
  });
  return chunks;
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('latin1');
}
