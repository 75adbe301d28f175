/**
 * The options of `-x`, `#pragma D option` and DTRACE_OPT_NAME: one row each says how its text is
 * read, what it is at first and when it may change. Value syntax: libdtrace's dt_options.c.
 */

export type Dialect = 'illumos' | 'oracle';

/** Options after all sources are merged. Sizes are bytes, rates are periods in nanoseconds. */
export interface Options {
  readonly dialect: Dialect;
  // of the compiler
  readonly argref: boolean;
  readonly cpp: boolean;
  readonly cppargs: readonly string[];
  readonly cpphdrs: boolean;
  readonly cpppath: string;
  readonly define: readonly string[];
  readonly defaultargs: boolean;
  readonly droptags: boolean;
  readonly empty: boolean;
  readonly errtags: boolean;
  readonly incdir: readonly string[];
  readonly pspec: boolean;
  readonly stdc: string;
  readonly undef: readonly string[];
  readonly verbose: boolean;
  readonly zdefs: boolean;
  // of the run, fixed once tracing starts
  readonly aggsize: number;
  readonly bufsize: number;
  readonly destructive: boolean;
  readonly dynvarsize: number;
  readonly stackframes: number;
  readonly statusrate: number;
  readonly strsize: number;
  readonly ustackframes: number;
  // may change while tracing
  readonly aggrate: number;
  readonly aggsortkey: boolean;
  readonly aggsortkeypos: number;
  readonly aggsortpos: number;
  readonly aggsortrev: boolean;
  readonly flowindent: boolean;
  readonly quiet: boolean;
  readonly rawbytes: boolean;
  readonly stackindent: number;
  readonly switchrate: number;
}

export type OptionName = keyof Options;

/** One assignment; no value for `-x name` and for flags such as -q. */
export interface Setting {
  readonly name: string;
  readonly value?: string;
  /** By `#pragma D option`, where some options come too late. */
  readonly inProgram?: boolean;
}

/** A setting is refused; the message is libdtrace's reason alone. */
export class OptionError extends Error {
  readonly setting: Setting;
  constructor(setting: Setting, reason: string) {
    super(reason);
    this.setting = setting;
  }
}

/** Until when it may be set: while compiling, before tracing starts, or at any time by setopt(). */
type When = 'compile' | 'runtime' | 'dynamic';

interface Row<T> {
  readonly when: When;
  readonly initial: (dialect: Dialect) => T;
  /** Undefined: the value is refused. */
  readonly parse: (text: string | undefined, initial: T, current: T) => T | undefined;
  /** Not from within a D program: it is too late there. */
  readonly commandLine?: boolean;
}

function refuse(setting: Setting, reason: string): never {
  throw new OptionError(setting, reason);
}

const always =
  <T>(value: T) =>
  (): T =>
    value;

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
function parseRuntime(text: string | undefined): number | 'unset' | undefined {
  if (text === undefined) return 0;
  if (text === '') return 'unset';
  const word = words.get(text.toLowerCase());
  if (word !== undefined) return word ? 1 : 'unset';
  const number = parseNumber(text);
  return number?.rest === '' ? number.value : undefined;
}

/** A compile-time flag takes no value at all. */
const flag = (): Row<boolean> => ({
  when: 'compile',
  initial: always(false),
  parse: (text) => (text === undefined ? true : undefined),
});

/** On with any number, 0 included: only `no`, `off` and their like unset it. */
const toggle = (when: When): Row<boolean> => ({
  when,
  initial: always(false),
  parse: (text) => {
    const value = parseRuntime(text);
    return value === undefined ? undefined : value !== 'unset';
  },
});

const count = (when: When, initial: (dialect: Dialect) => number): Row<number> => ({
  when,
  initial,
  parse: (text, unset) => {
    const value = parseRuntime(text);
    return value === 'unset' ? unset : value;
  },
});

const size = (initial: number, least = 0): Row<number> => ({
  when: 'runtime',
  initial: always(initial),
  parse: (text) => {
    const bytes = parseScaled(text, sizeUnits);
    return bytes !== undefined && bytes >= least ? bytes : undefined;
  },
});

const rate = (initial: (dialect: Dialect) => number, when: When = 'dynamic'): Row<number> => ({
  when,
  initial,
  parse: (text) => parseScaled(text, rateUnits),
});

/** Text for the preprocessor, collected. */
const list = (separator?: RegExp): Row<readonly string[]> => ({
  when: 'compile',
  commandLine: true,
  initial: always([]),
  parse: (text, _initial, current) =>
    text
      ? [...current, ...(separator ? text.split(separator).filter(Boolean) : [text])]
      : undefined,
});

const choice = <T extends string>(initial: T, values: readonly T[]): Row<T> => ({
  when: 'compile',
  initial: always(initial),
  parse: (text) => values.find((v) => v === text),
});

const illumosElse = (illumos: number, oracle: number) => (dialect: Dialect) =>
  dialect === 'illumos' ? illumos : oracle;

const kilo = 1024;
const second = 1e9;

const table: { readonly [K in OptionName]: Row<Options[K]> } = {
  dialect: choice<Dialect>('illumos', ['illumos', 'oracle']),

  argref: flag(),
  cpp: flag(),
  cppargs: list(/\s+/),
  cpphdrs: { ...flag(), commandLine: true },
  cpppath: {
    when: 'compile',
    commandLine: true,
    initial: always('cpp'),
    parse: (text) => text || undefined,
  },
  define: list(),
  defaultargs: flag(),
  droptags: flag(),
  empty: flag(),
  errtags: flag(),
  incdir: list(),
  pspec: flag(),
  stdc: { ...choice<string>('', ['a', 'c', 's', 't']), commandLine: true },
  undef: list(),
  verbose: flag(),
  zdefs: flag(),

  aggsize: size(4 * kilo * kilo),
  bufsize: size(4 * kilo * kilo),
  destructive: toggle('runtime'),
  dynvarsize: size(kilo * kilo),
  stackframes: count('runtime', always(20)),
  statusrate: rate(always(second), 'runtime'),
  // libdtrace asks for room for one character and the closing zero.
  strsize: size(256, 2),
  ustackframes: count('runtime', illumosElse(20, 100)),

  aggrate: rate(illumosElse(second, 0)),
  aggsortkey: toggle('dynamic'),
  aggsortkeypos: count('dynamic', always(0)),
  aggsortpos: count('dynamic', always(0)),
  aggsortrev: toggle('dynamic'),
  flowindent: toggle('dynamic'),
  quiet: toggle('dynamic'),
  rawbytes: toggle('dynamic'),
  stackindent: count('dynamic', always(14)),
  switchrate: rate(illumosElse(second, 0)),
};

/** DTrace's other options: naming one is an error until it has its effect. */
const notYet: ReadonlySet<string> = new Set(
  `aggpercpu amin core ctypes debug dtypes encoding setenv unsetenv evaltime iregs tregs
   kdefs knodefs udefs unodefs late lazyload ldpath linkmode linktype libdir syslibdir nolibs pgmax
   strip tree version ctfpath modpath procfspath dofstashpath sysslice useruid linknommap
   debugassert disasm preallocate bufpolicy bufresize cleanrate cpu grabanon jstackframes
   jstackstrsize nspec specsize temporal scratchsize maxframes pcapsize lockmem bpflog bpflogsize
   noresolve agghist aggpack aggzoom quietresize printsize`.split(/\s+/),
);

function isOption(name: string): name is OptionName {
  return Object.hasOwn(table, name);
}

/** Every option's value before anything is set. */
export function defaultOptions(dialect: Dialect = 'illumos'): Options {
  const entries = Object.entries(table).map(([name, row]) => [name, row.initial(dialect)]);
  return { ...Object.fromEntries(entries), dialect };
}

/** Until when an option may be set; undefined if there is none of that name. */
export function optionWhen(name: string): When | undefined {
  return isOption(name) ? table[name].when : undefined;
}

/** Options with one more setting applied. OptionError when refused. */
export function setOption(options: Options, setting: Setting): Options {
  const { name } = setting;
  if (isOption(name)) return assign(options, name, setting);
  return refuse(setting, notYet.has(name) ? 'Option is not supported yet' : 'Invalid option name');
}

function assign<K extends OptionName>(options: Options, name: K, setting: Setting): Options {
  const row = table[name];
  if (setting.inProgram && row.commandLine) {
    return refuse(setting, 'Option cannot be used from within a D program');
  }
  const value = row.parse(setting.value, row.initial(options.dialect), options[name]);
  return { ...options, [name]: value ?? refuse(setting, 'Invalid value for specified option') };
}

/** The most that an option may be on this machine. */
export type SizeLimits = Readonly<Record<'bufsize' | 'aggsize' | 'dynvarsize', number>>;

export interface LoweredSize {
  /** `buffer size` and the like. */
  readonly what: string;
  readonly bytes: number;
}

/** What dtrace.c calls the sizes that it says have been lowered. */
const sizeNames = {
  bufsize: 'buffer size',
  aggsize: 'aggregation size',
  dynvarsize: 'dynamic variable size',
} as const;

/** Lowers sizes that the machine has no room for, as DTrace does, and says which. */
export function fitSizes(
  options: Options,
  limits: SizeLimits,
): { readonly options: Options; readonly lowered: readonly LoweredSize[] } {
  const names = ['bufsize', 'aggsize', 'dynvarsize'] as const;
  const tooLarge = names.filter((name) => options[name] > limits[name]);
  const fitting = Object.fromEntries(tooLarge.map((name) => [name, limits[name]]));
  const lowered = tooLarge.map((name) => ({ what: sizeNames[name], bytes: limits[name] }));
  return { options: { ...options, ...fitting }, lowered };
}

const environmentPrefix = 'DTRACE_OPT_';

/**
 * The settings of the environment: DTRACE_OPT_STRSIZE=512. As in libdtrace, names that are no
 * options are passed over. An empty value is the only way to give none, so it stands for that.
 */
export function environmentSettings(env: Readonly<Record<string, string | undefined>>): Setting[] {
  return Object.entries(env).flatMap(([key, value]) => {
    const name = key.startsWith(environmentPrefix)
      ? key.slice(environmentPrefix.length).toLowerCase()
      : '';
    if (!isOption(name) || value === undefined) return [];
    return [value === '' ? { name } : { name, value }];
  });
}

/**
 * Merges settings, later ones over earlier ones. The dialect comes first, because defaults depend
 * on it. OptionError at the first that is refused.
 */
export function resolveOptions(settings: readonly Setting[]): Options {
  const dialect = settings.findLast((s) => s.name === 'dialect')?.value;
  const initial = defaultOptions(dialect === 'oracle' ? 'oracle' : 'illumos');
  return settings.reduce(setOption, initial);
}
