/** How the text of an option's value is read: libdtrace's dt_options.c. */

/** A number as strtoull(…, 0) reads it: decimal, 0x hexadecimal, 0 octal; and what follows it. */
function parseNumber(text: string): { readonly value: number; readonly rest: string } | undefined {
  const match = /^\s*\+?(0[xX][0-9a-fA-F]+|[0-9]+)(.*)$/s.exec(text);
  if (!match) return undefined;
  const [, digits = '', rest = ''] = match;
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return Number.isSafeInteger(value) ? { value, rest } : undefined;
}

type Units = ReadonlyMap<string, (n: number) => number>;

function parseScaled(text: string | undefined, units: Units): number | undefined {
  if (text === undefined) return 0;
  const number = parseNumber(text);
  const scaled = number && units.get(number.rest.toLowerCase())?.(number.value);
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}

const times = (factor: number) => (n: number) => n * factor;

const sizeUnits: Units = new Map(
  ['', 'k', 'm', 'g', 't'].map((unit, power) => [unit, times(1024 ** power)]),
);

const perSecond = (n: number): number => (n === 0 ? 0 : Math.floor(1e9 / n));

/** A bare number is a frequency: the documented rule (Dynamic Tracing Guide, "Options and Tunables"). */
const rateUnits: Units = new Map<string, (n: number) => number>([
  ['', perSecond],
  ['hz', perSecond],
  ...(
    [
      [1, 'ns', 'nsec'],
      [1e3, 'us', 'usec'],
      [1e6, 'ms', 'msec'],
      [1e9, 's', 'sec'],
      [60e9, 'm', 'min'],
      [3600e9, 'h', 'hour'],
      [86400e9, 'd', 'day'],
    ] as const
  ).flatMap(([factor, ...names]) => names.map((n) => [n, times(factor)] as const)),
]);

/** Bytes, with k m g t for powers of 1024; 0 without a value. */
export function parseSize(text: string | undefined): number | undefined {
  return parseScaled(text, sizeUnits);
}

/** A period in nanoseconds, from a time or a frequency; 0 without a value. */
export function parseRate(text: string | undefined): number | undefined {
  return parseScaled(text, rateUnits);
}

const words: ReadonlyMap<string, boolean> = new Map(
  [
    ['yes', 'no'],
    ['enable', 'disable'],
    ['enabled', 'disabled'],
    ['true', 'false'],
    ['on', 'off'],
    ['set', 'unset'],
  ].flatMap(([yes = '', no = '']) => [
    [yes, true],
    [no, false],
  ]),
);

/** Run-time values, where 'unset' goes back to the default. Without a value an option is 0: set. */
export function parseRuntime(text: string | undefined): number | 'unset' | undefined {
  if (text === undefined) return 0;
  if (text === '') return 'unset';
  const word = words.get(text.toLowerCase());
  if (word !== undefined) return word ? 1 : 'unset';
  const number = parseNumber(text);
  return number?.rest === '' ? number.value : undefined;
}

/** What atoi(3) makes of it: the number it begins with, else 0. Undefined only without a value. */
export function parseInteger(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const digits = /^\s*([-+]?[0-9]+)/.exec(text)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
