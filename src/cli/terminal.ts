import { closeSync, openSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { SystemError } from '../diag/index.ts';
import { reason } from './files.ts';

const STDOUT = 1;
const STDERR = 2;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes bytes, all of them, now: output must be out before the process ends, and node's streams
 * may keep it. A pipe that is full and set not to block (by whoever holds its other end) is waited for.
 */
export function writeBytes(fd: number, bytes: Uint8Array): void {
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

/** Where the run's own text goes: stdout, or the file of -o, which it is appended to. */
export class Output {
  readonly #name: string;
  readonly #fd: number;

  /** SystemError if the file cannot be opened. */
  constructor(path: string | undefined) {
    this.#name = path ?? '<stdout>';
    try {
      this.#fd = path === undefined ? STDOUT : openSync(Buffer.from(path, 'latin1'), 'a', 0o666);
    } catch (error) {
      throw new SystemError(`failed to open output file '${path}': ${reason(error)}`);
    }
  }

  /** SystemError when nobody reads any more. */
  write(text: string): void {
    this.writeBytes(Buffer.from(text, 'latin1'));
  }

  writeBytes(bytes: Uint8Array): void {
    try {
      writeBytes(this.#fd, bytes);
    } catch (error) {
      throw new SystemError(`failed to write to ${this.#name}: ${reason(error)}`);
    }
  }

  close(): void {
    if (this.#fd !== STDOUT) closeSync(this.#fd);
  }
}

/** Text for people, on stderr. Nobody there to read it is no reason to fail. */
export function writeError(text: string): void {
  try {
    writeBytes(STDERR, Buffer.from(text, 'latin1'));
  } catch {}
}

export function complain(line: string): void {
  writeError(`dtrace: ${line}\n`);
}

export function isTerminal(): boolean {
  return isatty(STDERR);
}
