/**
 * The options of `-x`, `#pragma D option` and DTRACE_OPT_NAME: one row each, in three tables, says
 * how its text is read, what it is at first and when it may change.
 */
import { compilerRows } from './options/compiler.ts';
import { dynamicRows } from './options/dynamic.ts';
import type { Dialect, Row, When } from './options/row.ts';
import { runtimeRows } from './options/runtime.ts';

export type { Dialect } from './options/row.ts';
export { fitSizes, type LoweredSize, type SizeLimits } from './options/sizes.ts';
export { isInVersion, newestVersion, ofVersion } from './options/version.ts';

const table = { ...compilerRows, ...runtimeRows, ...dynamicRows };

type Table = typeof table;
export type OptionName = keyof Table;

/** Options after all sources are merged. Sizes are bytes, rates are periods in nanoseconds. */
export type Options = {
  readonly [K in OptionName]: Table[K] extends Row<infer Value> ? Value : never;
};

/** The same table, for use by name. */
const rows: { readonly [K in OptionName]: Row<Options[K]> } = table;

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

function refuse(setting: Setting, reason: string): never {
  throw new OptionError(setting, reason);
}

/** Options that cannot be had on Linux, or not here, and why. */
export const refusedOptions: Readonly<Record<string, string>> = {
  core: 'Option is not supported: types come from the running kernel',
  ctypes: 'Option is not supported: there are no CTF containers',
  dtypes: 'Option is not supported: there are no CTF containers',
  grabanon: 'Option is not supported: there is no anonymous tracing',
};

/** Options that change another one. */
const aliases: Readonly<Record<string, (options: Options, setting: Setting) => Options>> = {
  knodefs: (options, setting) => ({ ...options, kdefs: !flagOf(setting) }),
  unodefs: (options, setting) => ({ ...options, udefs: !flagOf(setting) }),
  unsetenv: (options, setting) => {
    const { value = '' } = setting;
    if (value === '' || value.includes('=')) refuse(setting, WRONG_VALUE);
    return { ...options, setenv: [...options.setenv, value] };
  },
};

const WRONG_VALUE = 'Invalid value for specified option';

function flagOf(setting: Setting): boolean {
  return setting.value === undefined || refuse(setting, WRONG_VALUE);
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(rows, name);
}

/** Every option's value before anything is set. */
export function defaultOptions(dialect: Dialect = 'illumos'): Options {
  const entries = Object.entries(rows).map(([name, row]) => [name, row.initial(dialect)]);
  return { ...Object.fromEntries(entries), dialect };
}

/** Until when an option may be set; undefined if there is none of that name. */
export function optionWhen(name: string): When | undefined {
  if (Object.hasOwn(aliases, name)) return 'compile';
  return isOption(name) ? rows[name].when : undefined;
}

export interface OptionDoc {
  readonly name: string;
  readonly when: When;
  readonly doc: string;
  /** Accepted without effect. */
  readonly idle: boolean;
}

/** What there is to say of every option, by name. */
export function describeOptions(): readonly OptionDoc[] {
  return Object.entries(rows)
    .map(([name, { when, doc, idle = false }]) => ({ name, when, doc, idle }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Options with one more setting applied. OptionError when refused. */
export function setOption(options: Options, setting: Setting): Options {
  const { name } = setting;
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  if (alias) return alias(options, setting);
  if (isOption(name)) return assign(options, name, setting);
  return refuse(setting, refusal(name));
}

function refusal(name: string): string {
  return (Object.hasOwn(refusedOptions, name) && refusedOptions[name]) || 'Invalid option name';
}

function assign<K extends OptionName>(options: Options, name: K, setting: Setting): Options {
  const row: Row<Options[K]> = rows[name];
  if (setting.inProgram && row.commandLine) {
    return refuse(setting, 'Option cannot be used from within a D program');
  }
  const value = row.parse(setting.value, {
    dialect: options.dialect,
    initial: row.initial(options.dialect),
    current: options[name],
    refuse: (reason) => refuse(setting, reason),
  });
  return { ...options, [name]: value ?? refuse(setting, WRONG_VALUE) };
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
    if (optionWhen(name) === undefined || value === undefined) return [];
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
