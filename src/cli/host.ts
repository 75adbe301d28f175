import { appendFileSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { SystemError } from '../diag/index.ts';
import { reason } from './files.ts';

/** What the command has around it, and tests replace. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Is there a person behind stderr? */
  readonly terminal: boolean;
  readonly columns: number | undefined;
  /** Writes all bytes, now. Throws node's errors. */
  write(fd: number, bytes: Uint8Array): void;
}

const STDOUT = 1;
const STDERR = 2;

/** The process itself. */
export function processHost(): Host {
  return {
    env: process.env,
    terminal: isatty(STDERR),
    get columns() {
      return process.stderr.columns;
    },
    write: writeAll,
  };
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Not through node's streams: they may keep text back, and output must be out before the process
 * ends. A full pipe that does not block (by the will of its other end) is waited for.
 */
function writeAll(fd: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

/**
 * Text on stdout or, with a path (-o), at the end of a file. SystemError when it cannot be opened or
 * nobody reads it.
 */
export function show(host: Host, text: string, path?: string): void {
  const bytes = Buffer.from(text, 'latin1');
  try {
    if (path === undefined) host.write(STDOUT, bytes);
    else appendFileSync(Buffer.from(path, 'latin1'), bytes);
  } catch (error) {
    const what = path === undefined ? 'write to <stdout>' : `open output file '${path}'`;
    throw new SystemError(`failed to ${what}: ${reason(error)}`);
  }
}

/** Text for people, on stderr. Nobody there to read it is no reason to fail. */
export function tell(host: Host, text: string): void {
  try {
    host.write(STDERR, Buffer.from(text, 'latin1'));
  } catch {}
}

/** One line of ours on stderr. */
export function complain(host: Host, line: string): void {
  tell(host, `dtrace: ${line}\n`);
}

/** Set by Oracle's test suite, which wants output that is equal in every run. */
export function isTesting({ env }: Host): boolean {
  return env['_DTRACE_TESTING'] !== undefined;
}
