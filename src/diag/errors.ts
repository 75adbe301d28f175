import type { Source, Span } from './span.ts';

/** What is wrong with a D program. `tag` is DTrace's error tag, for instance `D_SYNTAX`. */
export interface Diagnostic {
  readonly tag: string;
  readonly message: string;
  readonly span: Span;
  /** What the user can do about it; shown below the source frame on a terminal. */
  readonly hint?: string;
  /** libdtrace names neither tag nor line of it: one of its error numbers (dt_error.c). */
  readonly bare?: boolean;
  /** Of an error in a library: the program that would have used it. */
  readonly program?: Source;
}

/** Raised by a phase that found errors; carries all of them, first one first. */
export class CompileError extends Error {
  readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]];
  constructor(diagnostics: readonly [Diagnostic, ...Diagnostic[]]) {
    super(diagnostics[0].message);
    this.diagnostics = diagnostics;
  }
}

/** Stops compilation with one diagnostic. */
export function fail(tag: string, span: Span, message: string, hint?: string): never {
  throw new CompileError([{ tag, message, span, ...(hint === undefined ? {} : { hint }) }]);
}

/** The operating system, or the machine's state, refuses: one line and a hint, exit status 1. */
export class SystemError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** The command line is wrong: one line, exit status 2. */
export class UsageError extends Error {}

/** We are wrong: a broken invariant of the compiler itself. */
export function bug(what: string): never {
  throw new Error(`internal error: ${what}`);
}

/** Proves a switch exhaustive. */
export function assertNever(x: never): never {
  return bug(`unexpected ${JSON.stringify(x)}`);
}
