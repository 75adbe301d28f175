import { closeSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { SystemError } from '../diag/index.ts';
import type { Sink } from './source.ts';

/** Written to the file when so much has gathered, and at every flush. */
const CHUNK = 1 << 16;

const STDOUT = 1;

/** Runs a command, bytes, whose output goes to the descriptor `stdout`, and waits for its end. */
export type Shell = (command: Uint8Array, stdout: number) => void;

/**
 * Buffered output to a file descriptor. Text is bytes, one character each. Writes are synchronous:
 * when the reader is slow, events must wait in the ring, where a loss is counted, and not in memory.
 */
export class Output implements Sink {
  readonly #isStdout: boolean;
  readonly #name: string;
  readonly #shell: Shell;
  readonly #closed: () => void;
  /** Where the output began. */
  #home: number;
  /** Where freopen() has sent it. */
  #file: number | undefined;
  #pending = '';
  #broken = false;

  /** `closed` is called once, when the reader of a pipe has gone; what follows is thrown away. */
  constructor(fd: number, name: string, shell: Shell, closed: () => void) {
    this.#isStdout = fd === STDOUT;
    this.#home = fd;
    this.#name = name;
    this.#shell = shell;
    this.#closed = closed;
  }

  get #fd(): number {
    return this.#file ?? this.#home;
  }

  write(bytes: string): void {
    this.#pending += bytes;
    if (this.#pending.length >= CHUNK) this.flush();
  }

  /** SystemError if the file cannot be written. */
  flush(): void {
    if (this.#pending === '') return;
    const bytes = Buffer.from(this.#pending, 'latin1');
    this.#pending = '';
    for (let at = 0; at < bytes.length && !this.#broken; ) at += this.#writeSome(bytes, at);
  }

  reopen(path: string | undefined): string | undefined {
    this.flush();
    try {
      const file = path === undefined ? undefined : openToAppend(path);
      if (this.#file !== undefined) closeSync(this.#file);
      this.#file = file;
      return undefined;
    } catch (error) {
      return reason(error);
    }
  }

  /** Opened anew to append: there is no other way to go back to the file's beginning. */
  truncate(): void {
    this.flush();
    if (!fstatSync(this.#fd).isFile()) return;
    const fd = openToAppend(`/proc/self/fd/${this.#fd}`);
    ftruncateSync(fd);
    if (this.#file === undefined) this.#home = fd;
    else {
      closeSync(this.#file);
      this.#file = fd;
    }
  }

  get redirected(): number | undefined {
    if (this.#file === undefined) return undefined;
    return fstatSync(this.#file).size + this.#pending.length;
  }

  /** With -o the command still writes to stdout, as DTrace's does. */
  run(command: string): void {
    this.flush();
    const stdout = this.#isStdout ? this.#fd : STDOUT;
    this.#shell(Buffer.from(command, 'latin1'), stdout);
  }

  /** Bytes written; 0 if the reader must be waited for. */
  #writeSome(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.#fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') sleep(1);
      else if (code === 'EPIPE') this.#breakOff();
      else if (code !== 'EINTR')
        throw new SystemError(`failed to write to ${this.#name}: ${reason(error)}`);
      return 0;
    }
  }

  #breakOff(): void {
    this.#broken = true;
    this.#closed();
  }
}

/** Opens -o's file, at its end. SystemError if that fails. */
export function openOutput(path: string): number {
  try {
    return openSync(path, 'a', 0o666);
  } catch (error) {
    throw new SystemError(`failed to open output file '${path}': ${reason(error)}`);
  }
}

/** The path is bytes, one character each. */
function openToAppend(path: string): number {
  return openSync(Buffer.from(path, 'latin1'), 'a', 0o666);
}

/** Node's `EACCES: permission denied, open …`, as strerror(3) would have it. */
function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'Is a directory';
  const text = /^\w+: ([^,]+)/.exec(message)?.[1] ?? message;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const clock = new Int32Array(new SharedArrayBuffer(4));

function sleep(milliseconds: number): void {
  Atomics.wait(clock, 0, 0, milliseconds);
}
