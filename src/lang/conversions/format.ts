import { conversionsByName } from './table.ts';

/** A format, taken apart: text to copy, and conversions. */
export type FormatPart = LiteralPart | ConversionPart;

interface LiteralPart {
  readonly kind: 'literal';
  readonly text: string;
}

export interface Flags {
  /** `#` */
  readonly alternate: boolean;
  /** `0`, unless a `-` came later. */
  readonly zero: boolean;
  /** `-`, unless a `0` came later. */
  readonly left: boolean;
  readonly plus: boolean;
  readonly space: boolean;
  /** `'` */
  readonly group: boolean;
}

export interface ConversionPart {
  readonly kind: 'conversion';
  /** Counts the conversions from 1, `%%` included: the number that messages use. */
  readonly number: number;
  /** Letters with their size prefix, `lld`: a row of the table. */
  readonly name: string;
  readonly flags: Flags;
  /** 0: none. `argument`: an integer argument of its own (`*`). */
  readonly width: number | 'argument';
  readonly precision: number | 'argument';
  /** `@`: consumes an aggregation's value instead of an argument. */
  readonly aggregation: boolean;
}

/** What is wrong with a format, in DTrace's words. */
export interface FormatProblem {
  readonly tag: string;
  readonly message: string;
}

export type ParsedFormat =
  | { readonly parts: readonly FormatPart[]; readonly problem?: undefined }
  | { readonly parts?: undefined; readonly problem: FormatProblem };

/** Wide enough for any address in hex: `%?`. */
const POINTER_WIDTH = 16;

/**
 * Takes a printf format apart (Dynamic Tracing Guide, "Output Formatting"). A later flag wins over
 * an earlier one, widths and precisions may come in any order, and a precision of 0 is none: so
 * DTrace differs from C.
 */
export function parseFormat(format: string, dialect: 'illumos' | 'oracle'): ParsedFormat {
  const parts: FormatPart[] = [];
  let number = 0;
  let at = 0;
  for (let percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
    addLiteral(parts, format.slice(at, percent));
    number++;
    const scanned = scanConversion(format, percent + 1);
    if (scanned.complaint !== undefined) return syntax(number, scanned.complaint);
    const { name, options } = scanned;
    if (!known(name, dialect)) return syntax(number, `is undefined: %${name}`);
    if (name === '%') addLiteral(parts, '%');
    else parts.push({ kind: 'conversion', number, name, ...options });
    at = scanned.end;
  }
  addLiteral(parts, format.slice(at));
  return { parts };
}

function known(name: string, dialect: 'illumos' | 'oracle'): boolean {
  const row = conversionsByName.get(name);
  return name === '%' || (row !== undefined && (row.dialect ?? dialect) === dialect);
}

function syntax(number: number, text: string): ParsedFormat {
  return { problem: { tag: 'D_SYNTAX', message: `format conversion #${number} ${text}` } };
}

/** Adjacent literals become one. */
function addLiteral(parts: FormatPart[], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (last?.kind === 'literal')
    parts[parts.length - 1] = { kind: 'literal', text: last.text + text };
  else parts.push({ kind: 'literal', text });
}

type Options = Pick<ConversionPart, 'flags' | 'width' | 'precision' | 'aggregation'>;

type Scanned =
  | { readonly complaint: string }
  | {
      readonly complaint?: undefined;
      readonly name: string;
      readonly options: Options;
      readonly end: number;
    };

/** The conversion whose `%` stands before `start`. */
function scanConversion(format: string, start: number): Scanned {
  const draft = newDraft();
  let name = '';
  for (let at = start; at < format.length; at++) {
    const letter = format.charAt(at);
    if (letter === '%' && at > start)
      return { complaint: 'cannot be combined with other format flags: %%' };
    if ('hlLw'.includes(letter)) {
      name += letter;
      continue;
    }
    const option = optionOf(letter);
    if (option === undefined) return { name: name + letter, options: finish(draft), end: at + 1 };
    const complaint = option(draft, letter);
    if (complaint !== undefined) return { complaint };
  }
  return { complaint: 'name expected before end of format string' };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Draft {
  readonly flags: Mutable<Flags>;
  aggregation: boolean;
  readonly numbers: { width: number | 'argument'; precision: number | 'argument' };
  /** Digits and `*` go to the precision after a `.`. */
  target: 'width' | 'precision';
  digits: boolean;
}

function newDraft(): Draft {
  return {
    flags: { alternate: false, zero: false, left: false, plus: false, space: false, group: false },
    aggregation: false,
    numbers: { width: 0, precision: 0 },
    target: 'width',
    digits: false,
  };
}

function finish({ flags, numbers, aggregation }: Draft): Options {
  return { flags, ...numbers, aggregation };
}

type Option = (draft: Draft, letter: string) => string | undefined;

function flag(set: (draft: Draft) => void): Option {
  return (draft) => {
    set(draft);
    return undefined;
  };
}

const OPTIONS: ReadonlyMap<string, Option> = new Map<string, Option>([
  [
    '#',
    flag((d) => {
      d.flags.alternate = true;
    }),
  ],
  [
    '+',
    flag((d) => {
      d.flags.plus = true;
    }),
  ],
  [
    ' ',
    flag((d) => {
      d.flags.space = true;
    }),
  ],
  [
    "'",
    flag((d) => {
      d.flags.group = true;
    }),
  ],
  [
    '@',
    flag((d) => {
      d.aggregation = true;
    }),
  ],
  [
    '?',
    flag((d) => {
      d.numbers.width = POINTER_WIDTH;
    }),
  ],
  [
    '-',
    flag((d) => {
      d.flags.left = true;
      d.flags.zero = false;
    }),
  ],
  ['*', star],
  ['.', dot],
  ['$', () => 'uses unsupported positional format (%n$)'],
]);

function optionOf(letter: string): Option | undefined {
  return letter >= '0' && letter <= '9' ? digit : OPTIONS.get(letter);
}

function digit(draft: Draft, letter: string): undefined {
  if (letter === '0' && !draft.digits && draft.target === 'width') {
    draft.flags.zero = true;
    draft.flags.left = false;
    return;
  }
  const before = draft.digits ? draft.numbers[draft.target] : 0;
  draft.numbers[draft.target] = (before === 'argument' ? 0 : before) * 10 + Number(letter);
  draft.digits = true;
}

function star(draft: Draft): string | undefined {
  const { target, numbers } = draft;
  if (numbers[target] === 'argument')
    return `has more than one '*' specified for the output ${target}`;
  numbers[target] = 'argument';
  return undefined;
}

function dot(draft: Draft): string | undefined {
  if (draft.target === 'precision') return "has more than one '.' specified";
  draft.target = 'precision';
  draft.digits = false;
  return undefined;
}

/** Conversions that print characters, up to a zero. */
const texts: ReadonlySet<string> = new Set(['s', 'S']);

/** Of each argument in turn: is it printed as text? Widths and precisions (`*`) are arguments too. */
export function textArguments(parts: readonly FormatPart[]): readonly boolean[] {
  return parts.flatMap((part) => {
    if (part.kind === 'literal') return [];
    const stars = [part.width, part.precision].filter((n) => n === 'argument').map(() => false);
    return part.aggregation ? stars : [...stars, texts.has(part.name)];
  });
}
