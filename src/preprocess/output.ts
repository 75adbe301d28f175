import type { Origin } from '../diag/index.ts';

export interface Preprocessed {
  readonly text: string;
  /** Where each line of the text comes from. */
  readonly origins: readonly Origin[];
  /** Lines as a preprocessor prints them; the program is wrong if `failed`. */
  readonly messages: readonly string[];
  readonly failed: boolean;
  /** Files that were included, in order, each with a dot for every file that it is in, as GNU cpp names them. */
  readonly headers: readonly string[];
}

/** What has come of the text so far. */
export class Output implements Preprocessed {
  readonly origins: Origin[] = [];
  readonly messages: string[] = [];
  readonly headers: string[] = [];
  failed = false;
  readonly #lines: string[] = [];

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  put(line: string, origin: Origin): void {
    this.#lines.push(line);
    this.origins.push(origin);
  }

  error(place: string, message: string): void {
    this.messages.push(`${place}: error: ${message}`);
    this.failed = true;
  }

  warn(place: string, message: string): void {
    this.messages.push(`${place}: warning: ${message}`);
  }
}
