import { closeSync, openSync, writeSync } from 'node:fs';
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

/** More text than this is written even before a flush. */
const BUFFERED = 64 * 1024;

/** Where the run's own text goes: stdout, or the file of -o, which it is appended to. */
export class Output {
  readonly #host: Host;
  readonly #name: string;
  readonly #fd: number;
  #text = '';

  /** SystemError if the file cannot be opened. */
  constructor(host: Host, path?: string) {
    this.#host = host;
    this.#name = path ?? '<stdout>';
    try {
      this.#fd = path === undefined ? STDOUT : openSync(Buffer.from(path, 'latin1'), 'a', 0o666);
    } catch (error) {
      throw new SystemError(`failed to open output file '${path}': ${reason(error)}`);
    }
  }

  /** Keeps text, one character a byte, for the next flush. SystemError as `flush`. */
  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= BUFFERED) this.flush();
  }

  /** SystemError when nobody reads any more, or there is no room. */
  flush(): void {
    if (this.#text === '') return;
    const bytes = Buffer.from(this.#text, 'latin1');
    this.#text = '';
    try {
      this.#host.write(this.#fd, bytes);
    } catch (error) {
      throw new SystemError(`failed to write to ${this.#name}: ${reason(error)}`);
    }
  }

  close(): void {
    if (this.#fd !== STDOUT) closeSync(this.#fd);
  }
}

/** Text on stdout, whole. */
export function show(host: Host, text: string): void {
  const output = new Output(host);
  output.write(text);
  output.flush();
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
