import { checkPragmasBefore } from '../check/index.ts';
import { CompileError, type Source } from '../diag/index.ts';
import { type Options, variables } from '../lang/index.ts';
import { type Dependency, loadLibraries } from '../library/index.ts';
import type { Firing } from '../providers/index.ts';
import { type Program, parseDescriptionClause } from '../syntax/index.ts';
import { typeByName } from '../types/index.ts';
import type { CompileEnvironment, ProgramSource } from './environment.ts';
import { matchedProbes } from './matched.ts';
import { OptionState } from './options.ts';
import { checkWorld } from './world.ts';

/** The programs, after the libraries that they need. Types of one are known in those after it. */
export function parseAll(
  sources: readonly ProgramSource[],
  options: Options,
  env: CompileEnvironment,
  mayBeType: (name: string) => boolean = () => false,
): readonly Program[] {
  const libraries = loadLibraries(
    sources.map(({ source }) => source),
    {
      bare: options.nolibs || options.syslibdir !== '',
      files: env.libraries ?? [],
      isThere: (dependency) => isThere(dependency, env),
      // That a builtin is no type needs none of the kernel's.
      isType: (name, module = '') =>
        (module === '' && typeByName(name) !== undefined) ||
        mayBeType(name) ||
        (!variables.has(name) && env.types(name, module) !== undefined),
    },
  );
  const { isType } = libraries;
  const programs = sources.map((source) => parse(source, { options, env, isType }));
  const more = libraries.more(textsOfProbes(programs, options, env));
  return [...libraries.programs, ...more, ...programs];
}

/** What providers say in D of the probes that programs describe: it may need libraries, too. */
function textsOfProbes(
  programs: readonly Program[],
  options: Options,
  env: CompileEnvironment,
): readonly string[] {
  const { probes } = env;
  const matched = matchedProbes(programs, options, env);
  const asks = programs.some(({ source }) => /\bargs\b/.test(source.text));
  const texts = [...matched].flatMap((probe) => [
    ...probes.places(probe).flatMap(({ firing }) => (firing ? textsOf(firing) : [])),
    ...(asks ? probes.typedArguments(probe) : []).map((a) => `${a.type} ${a.from?.type ?? ''}`),
  ]);
  return [...new Set(texts)];
}

function textsOf({ when = '', values, extra = [], parameters }: Firing): readonly string[] {
  return [when, ...values, ...extra, ...parameters.map(({ type }) => type)];
}

/** What `#pragma D depends_on` may name, libraries aside. */
function isThere({ kind, name }: Dependency, { machine, probes }: CompileEnvironment): boolean {
  if (kind === 'architecture') return machine?.architecture === name;
  if (kind === 'module') return machine?.hasModule(name) ?? name === 'vmlinux';
  return probes.match({ provider: name, module: '', function: '', name: '' }).length > 0;
}

interface ParseSetting {
  readonly options: Options;
  readonly env: CompileEnvironment;
  readonly isType: (name: string, module?: string) => boolean;
}

function parse(program: ProgramSource, { options, env, isType }: ParseSetting): Program {
  const { source, form = 'name' } = program;
  return obeyingPragmas(source, env, () =>
    parseDescriptionClause(source, form, {
      macros: {
        positional: [source.kind === 'script' ? source.name : 'dtrace', ...env.args],
        named: env.macros,
      },
      defaultArgs: options.defaultargs,
      argref: options.argref,
      pspec: options.pspec,
      isType,
    }),
  );
}

/** A program whose text is wrong: what its pragmas say before that place counts first. */
function obeyingPragmas(source: Source, env: CompileEnvironment, read: () => Program): Program {
  try {
    return read();
  } catch (error) {
    const offset = error instanceof CompileError ? error.diagnostics[0].span.start : 0;
    if (offset > 0)
      checkPragmasBefore(source, offset, checkWorld(new OptionState(env.settings), env));
    throw error;
  }
}
