import { CompileError, type Diagnostic, type Source } from '../diag/index.ts';
import {
  actions,
  aggregations,
  OptionError,
  resolveOptions,
  type Setting,
  subroutines,
  variables,
} from '../lang/index.ts';
import { probeIndex } from '../providers/index.ts';
import { parseProgram } from '../syntax/index.ts';
import type { TypedProgram } from '../typed/index.ts';
import { type KernelSymbol, noKernelNames } from '../types/index.ts';
import { AdjustableProbes } from './adjustable-probes.ts';
import { check } from './check.ts';
import type { CheckWorld } from './world.ts';

/* What the tests of this folder need: a world with all builtins, and text in, result out. */

/** A symbol that every kernel shows, without a type. */
const untyped: KernelSymbol = { address: 0xffff_ffff_8100_0000n, type: undefined, perCpu: false };

type Dialect = 'illumos' | 'oracle';

/** What probes make of their events needs libraries, which nobody loads here. */
const index = probeIndex();
const probes: ConstructorParameters<typeof AdjustableProbes>[0] = {
  match: (pattern) => index.match(pattern),
  stability: (provider) => index.stability(provider),
  typedArguments: (probe) => index.typedArguments(probe),
  places: () => [],
};

export function testWorld(dialect: Dialect): CheckWorld {
  const settings: Setting[] = [{ name: 'dialect', value: dialect }];
  return {
    probes: new AdjustableProbes(probes, () => false),
    subroutines,
    variables,
    aggregations,
    actions,
    types: () => undefined,
    names: { ...noKernelNames, symbol: (name) => (name === '_stext' ? untyped : undefined) },
    get options() {
      return resolveOptions(settings);
    },
    setOption: (name, value) => {
      const setting = { name, inProgram: true, ...(value === undefined ? {} : { value }) };
      try {
        resolveOptions([...settings, setting]);
      } catch (error) {
        if (error instanceof OptionError) return error.message;
        throw error;
      }
      settings.push(setting);
      return undefined;
    },
  };
}

/** Checks texts that run together; the first may be a script, further ones are like further -n. */
export function checkText(
  texts: readonly string[],
  dialect: Dialect = 'illumos',
  args: readonly string[] = [],
): TypedProgram {
  const programs = texts.map((text) => {
    const source: Source = { name: 'test.d', text, kind: 'script' };
    const macros = { positional: ['test.d', ...args], named: new Map([['target', 5n]]) };
    return parseProgram(source, { macros, defaultArgs: false, argref: false, isType: () => false });
  });
  return check(programs, testWorld(dialect));
}

/** What is wrong with a text; empty if nothing is. */
export function errorsOf(
  text: string,
  dialect: Dialect = 'illumos',
  args: readonly string[] = [],
): readonly Diagnostic[] {
  try {
    checkText([text], dialect, args);
    return [];
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics;
    throw error;
  }
}

/** The first error, in the form `D_TAG@line: message`. */
export function firstError(text: string, dialect: Dialect = 'illumos'): string {
  const [first] = errorsOf(text, dialect);
  return first ? `${first.tag}@${first.span.line}: ${first.message}` : 'no error';
}
