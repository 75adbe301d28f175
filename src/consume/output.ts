import { openSync, writeSync } from 'node:fs';
import { SystemError } from '../diag/index.ts';
import type { Sink } from './source.ts';

/** Written to the file when so much has gathered, and at every flush. */
const CHUNK = 1 << 16;

/**
 * Buffered output to a file descriptor. Text is bytes, one character each. Writes are synchronous:
 * when the reader is slow, events must wait in the ring, where a loss is counted, and not in memory.
 */
export class Output implements Sink {
  readonly #fd: number;
  readonly #name: string;
  readonly #closed: () => void;
  #pending = '';
  #broken = false;

  /** `closed` is called once, when the reader of a pipe has gone; what follows is thrown away. */
  constructor(fd: number, name: string, closed: () => void) {
    this.#fd = fd;
    this.#name = name;
    this.#closed = closed;
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

  /** Bytes written; 0 if the reader must be waited for. */
  #writeSome(bytes: Buffer, at: number): number {
    try {
      return writeSync(this.#fd, bytes, at);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') sleep(1);
      else if (code === 'EPIPE') this.#breakOff();
      else if (code !== 'EINTR')
        throw new SystemError(`failed to write to ${this.#name}: ${reason(message)}`);
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
    const { message } = error as NodeJS.ErrnoException;
    throw new SystemError(`failed to open output file '${path}': ${reason(message)}`);
  }
}

/** Node's `EACCES: permission denied, open …`, as strerror(3) would have it. */
function reason(message: string): string {
  const text = /^\w+: ([^,]+)/.exec(message)?.[1] ?? message;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const clock = new Int32Array(new SharedArrayBuffer(4));

function sleep(milliseconds: number): void {
  Atomics.wait(clock, 0, 0, milliseconds);
}
