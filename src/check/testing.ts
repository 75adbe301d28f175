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
import { check } from './check.ts';
import type { ActionRow, CheckWorld } from './world.ts';

/* What the tests of this folder need: a world with all builtins, and text in, result out. */

type Dialect = 'illumos' | 'oracle';

const probes = probeIndex();
const recording: ActionRow = { proto: 'void(int)', recording: true };

/** Actions of parts of D that the tables do not have yet, so that their rules are tested. */
const later: Readonly<Record<string, ActionRow>> = {
  commit: recording,
  discard: recording,
  speculate: recording,
  system: { proto: 'void(@, ...)', recording: true, destructive: true },
};

export function testWorld(dialect: Dialect): CheckWorld {
  const settings: Setting[] = [{ name: 'dialect', value: dialect }];
  return {
    probes,
    subroutines,
    variables,
    aggregations,
    actions: new Map<string, ActionRow>([...Object.entries(later), ...actions]),
    types: () => undefined,
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
export function checkText(texts: readonly string[], dialect: Dialect = 'illumos'): TypedProgram {
  const programs = texts.map((text) => {
    const source: Source = { name: 'test.d', text, kind: 'script' };
    const macros = { positional: ['test.d'], named: new Map([['target', 5n]]) };
    return parseProgram(source, { macros, defaultArgs: false, isType: () => false });
  });
  return check(programs, testWorld(dialect));
}

/** What is wrong with a text; empty if nothing is. */
export function errorsOf(text: string, dialect: Dialect = 'illumos'): readonly Diagnostic[] {
  try {
    checkText([text], dialect);
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
