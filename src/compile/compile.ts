import type { BpfObject } from '../bpf/index.ts';
import { check, reportStability, type StabilityReport } from '../check/index.ts';
import { SystemError } from '../diag/index.ts';
import { emitModule } from '../emit/index.ts';
import { fitSizes, type LoweredSize, type Options } from '../lang/index.ts';
import { blaming } from '../library/index.ts';
import { lowerProgram } from '../lower/index.ts';
import { printProgram } from '../syntax/index.ts';
import type { CompileEnvironment, ProgramSource } from './environment.ts';
import { matchedProbes, viewOf } from './matched.ts';
import { OptionState } from './options.ts';
import { parseAll } from './parse.ts';
import { checkWorld } from './world.ts';

export interface Compiled {
  readonly object: BpfObject;
  /** With what pragmas have set, and within the limits. */
  readonly options: Options;
  readonly lowered: readonly LoweredSize[];
  /** With -x tree: the programs as they were understood. */
  readonly tree: string;
  /** What -v says of a unit of the object, by its index. */
  readonly stability: (unit: number) => StabilityReport;
}

/**
 * The compiler: D text in, an object out that any backend can run. Pure: equal input gives an equal
 * object. CompileError with all that is wrong, of the first phase that finds anything.
 */
export function compile(sources: readonly ProgramSource[], env: CompileEnvironment): Compiled {
  return withinStack(() => compilePrograms(sources, env));
}

/** Every phase recurses over expressions, so that one of thousands of operators is too deep. */
function withinStack<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error;
    throw new SystemError('program too complex: an expression is nested too deeply');
  }
}

function compilePrograms(sources: readonly ProgramSource[], env: CompileEnvironment): Compiled {
  const options = new OptionState(env.settings);
  const programs = parseAll(sources, options.value, env);
  const world = checkWorld(options, env, viewOf(matchedProbes(programs, options.value, env)));
  const typed = blaming(sources[0]?.source, () => check(programs, world));
  const fitted = fitSizes(options.value, env.limits);
  const module = lowerProgram(typed, {
    options: roomForZero(fitted.options),
    places: (probe) => env.probes.places(probe),
    kernelOffset: env.kernelOffset,
    cpus: env.cpus,
    mayGoto: env.mayGoto,
    faultableTracepoints: env.faultableTracepoints,
    ...(env.machine ? { processors: env.machine.processors } : {}),
  });
  const stability = (unit: number) => reportStability(typed, unit, world);
  const own = options.value.tree > 0 ? programs.filter((p) => p.source.kind !== 'library') : [];
  const tree = own.map(printProgram).join('');
  return { object: emitModule(module), ...fitted, stability, tree };
}

/** A string's bytes include the closing zero, which Oracle's strsize does not count. */
function roomForZero(options: Options): Options {
  return options.dialect === 'oracle' ? { ...options, strsize: options.strsize + 1 } : options;
}
