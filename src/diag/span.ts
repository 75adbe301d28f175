/**
 * One piece of D text: a script, or the argument of -n, -P, -m, -f or -i. Offsets in spans count
 * UTF-16 units of `text`.
 */
export interface Source {
  /** File name of a script as the user gave it, or the text of a command line description. */
  readonly name: string;
  readonly text: string;
  /** `script` errors carry a line; `description` errors name the text instead (dt_error.c's two forms). */
  readonly kind: 'script' | 'description' | 'library';
  /** After a preprocessor: where each line comes from. */
  readonly origins?: readonly Origin[];
}

/** A line of a file; without one, of the source itself. */
export interface Origin {
  readonly line: number;
  readonly file?: string;
}

/** The included file that a span lies in; undefined: the source itself. */
export function fileOf({ source, start }: Span): string | undefined {
  return source.origins?.[source.text.slice(0, start).split('\n').length - 1]?.file;
}

/** A half-open range of a source. `line` is 1-based and already follows `#line` and cpp markers. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** The smallest span that covers both; the line is the first one's. */
export function joinSpans(a: Span, b: Span): Span {
  return { source: a.source, start: a.start, end: Math.max(a.end, b.end), line: a.line };
}
