import { parseInteger, parseRate, parseRuntime, parseSize } from './values.ts';

export type Dialect = 'illumos' | 'oracle';

/** Until when it may be set: while compiling, before tracing starts, or at any time by setopt(). */
export type When = 'compile' | 'runtime' | 'dynamic';

export interface ParseContext<T> {
  readonly dialect: Dialect;
  readonly initial: T;
  readonly current: T;
  /** For reasons other than that the value is wrong. */
  readonly refuse: (reason: string) => never;
}

/** One option: what it is at first, how its text is read, and when it may change. */
export interface Row<T> {
  readonly when: When;
  readonly initial: (dialect: Dialect) => T;
  /** Undefined: the value is refused. */
  readonly parse: (text: string | undefined, context: ParseContext<T>) => T | undefined;
  /** Not from within a D program: it is too late there. */
  readonly commandLine?: boolean;
  /** Accepted for the sake of scripts that set it: `doc` says why nothing comes of it. */
  readonly idle?: boolean;
  readonly doc: string;
}

export const always =
  <T>(value: T) =>
  (): T =>
    value;

export const illumosElse =
  <T>(illumos: T, oracle: T) =>
  (dialect: Dialect): T =>
    dialect === 'illumos' ? illumos : oracle;

/** A compile-time flag takes no value at all. */
export const flag = (doc: string): Row<boolean> => ({
  when: 'compile',
  initial: always(false),
  parse: (text) => (text === undefined ? true : undefined),
  doc,
});

/** On with any number, 0 included: only `no`, `off` and their like unset it. */
export const toggle = (when: When, doc: string): Row<boolean> => ({
  when,
  initial: always(false),
  parse: (text) => {
    const value = parseRuntime(text);
    return value === undefined ? undefined : value !== 'unset';
  },
  doc,
});

export const count = (
  when: When,
  initial: (dialect: Dialect) => number,
  doc: string,
): Row<number> => ({
  when,
  initial,
  parse: (text, context) => {
    const value = parseRuntime(text);
    return value === 'unset' ? context.initial : value;
  },
  doc,
});

export const size = (
  initial: (dialect: Dialect) => number,
  doc: string,
  least = 0,
): Row<number> => ({
  when: 'runtime',
  initial,
  parse: (text) => {
    const bytes = parseSize(text);
    return bytes !== undefined && bytes >= least ? bytes : undefined;
  },
  doc,
});

export const rate = (
  when: When,
  initial: (dialect: Dialect) => number,
  doc: string,
): Row<number> => ({ when, initial, parse: (text) => parseRate(text), doc });

/** Text of the command line that is collected. */
export const list = (doc: string, separator?: RegExp): Row<readonly string[]> => ({
  when: 'compile',
  commandLine: true,
  initial: always([]),
  parse: (text, { current }) =>
    text
      ? [...current, ...(separator ? text.split(separator).filter(Boolean) : [text])]
      : undefined,
  doc,
});

export const choice = <T extends string>(
  when: When,
  initial: (dialect: Dialect) => T,
  values: readonly T[],
  doc: string,
): Row<T> => ({ when, initial, parse: (text) => values.find((v) => v === text), doc });

/** A path or a like text, from the command line only. */
export const word = (initial: string, doc: string): Row<string> => ({
  when: 'compile',
  commandLine: true,
  initial: always(initial),
  parse: (text) => text || undefined,
  doc,
});

/** A number as atoi(3) reads it, of at least `least`. */
export const integer = (initial: number, least: number, doc: string): Row<number> => ({
  when: 'compile',
  initial: always(initial),
  parse: (text) => {
    const value = parseInteger(text);
    return value !== undefined && value >= least ? value : undefined;
  },
  doc,
});

/** Marks a row as one that is accepted without effect. */
export const idle = <T>(row: Row<T>): Row<T> => ({ ...row, idle: true });
