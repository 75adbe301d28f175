import { check } from '../check/index.ts';
import { CompileError, type Diagnostic } from '../diag/index.ts';
import { actions, aggregations, resolveOptions, subroutines, variables } from '../lang/index.ts';
import { libraryOf } from '../library/index.ts';
import { examine, type Finding } from '../port/index.ts';
import type { Program } from '../syntax/index.ts';
import { noKernelNames } from '../types/index.ts';
import type { CompileEnvironment, ProgramSource } from './environment.ts';
import { OptionState } from './options.ts';
import { parseAll } from './parse.ts';
import { checkWorld } from './world.ts';

/**
 * What becomes of each thing that a program for another DTrace uses: it is parsed and checked, and
 * nothing is made of it. CompileError if it is no D.
 */
export function port(source: ProgramSource, env: CompileEnvironment): readonly Finding[] {
  const lax = resolveOptions(env.settings).zdefs;
  const options = new OptionState([...env.settings, { name: 'zdefs' }]);
  // A type that nobody knows is told as such, and not as a syntax error in its cast.
  const programs = parseAll([source], options.value, env, (name) => /_t$/.test(name));
  const [program] = programs.slice(-1);
  const { probes, names = noKernelNames } = env;
  const known = new Set([...subroutines.keys(), ...actions.keys(), ...aggregations.keys()]);
  return program
    ? examine(program, errorsOf(programs, checkWorld(options, env)), {
        isVariable: (name) => variables.has(name) || libraryOf(name) !== undefined,
        isFunction: (name) => known.has(name),
        match: (description) => probes.match(description, options.value.solaris),
        origin: (probe) => probes.origin(probe),
        kernelVariable: (name, module) =>
          names.symbol(name, module)?.published ? 'a copy of what /proc shows' : undefined,
        libraryOf,
        lax,
      })
    : [];
}

function errorsOf(
  programs: readonly Program[],
  world: Parameters<typeof check>[1],
): readonly Diagnostic[] {
  try {
    check(programs, world);
    return [];
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics;
    throw error;
  }
}
