import type { BpfObject } from './bpf/index.ts';
import {
  check,
  describeFields,
  type ProbeStability,
  reportStability,
  type StabilityReport,
} from './check/index.ts';
import { fail, type Source, SystemError } from './diag/index.ts';
import { emitModule } from './emit/index.ts';
import {
  actions,
  aggregations,
  fitSizes,
  type LoweredSize,
  OptionError,
  type Options,
  resolveOptions,
  type Setting,
  type SizeLimits,
  subroutines,
  variables,
} from './lang/index.ts';
import { lowerProgram } from './lower/index.ts';
import type { ProbeIndex } from './providers/index.ts';
import { type Program, parseDescriptionClause } from './syntax/index.ts';
import type { Probe } from './typed/index.ts';
import type { TypeLookup } from './types/index.ts';

/** A piece of D, and for the text of -P, -m, -f, -n, -i what its description's last field is. */
export interface ProgramSource {
  readonly source: Source;
  readonly form?: 'provider' | 'module' | 'function' | 'name' | 'id';
}

/** Everything besides the text that the result depends on. */
export interface CompileEnvironment {
  /** Of the environment and the command line; pragmas come after them. */
  readonly settings: readonly Setting[];
  /** `$1` and on. */
  readonly args: readonly string[];
  readonly macros: ReadonlyMap<string, bigint | number>;
  readonly probes: ProbeIndex;
  readonly types: TypeLookup;
  readonly kernelOffset: (struct: string, member: string) => number;
  readonly cpus: number;
  readonly limits: SizeLimits;
}

export interface Compiled {
  readonly object: BpfObject;
  /** With what pragmas have set, and within the limits. */
  readonly options: Options;
  readonly lowered: readonly LoweredSize[];
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
  const programs = sources.map((source) => parse(source, options.value, env));
  const world = checkWorld(options, env);
  const typed = check(programs, world);
  const fitted = fitSizes(options.value, env.limits);
  const module = lowerProgram(typed, {
    options: roomForZero(fitted.options),
    hook: (probe) => env.probes.hook(probe),
    kernelOffset: env.kernelOffset,
    cpus: env.cpus,
  });
  const stability = (unit: number) => reportStability(typed, unit, world);
  return { object: emitModule(module), ...fitted, stability };
}

/** A string's bytes include the closing zero, which Oracle's strsize does not count. */
function roomForZero(options: Options): Options {
  return options.dialect === 'oracle' ? { ...options, strsize: options.strsize + 1 } : options;
}

/** The probes that a description matches, if any, and what -lv says of each. */
export interface Listing {
  readonly description: string;
  readonly probes: readonly Probe[];
  readonly stability: (probe: Probe) => ProbeStability;
}

/** What -l shows: the probes of each description of a program that is right, matching or not. */
export function list(sources: readonly ProgramSource[], env: CompileEnvironment): Listing[] {
  const { probes } = env;
  const stability = (probe: Probe) => describeFields(probe, probes.stability(probe.provider));
  if (sources.length === 0) return [{ description: ':::', probes: probes.all(), stability }];
  const options = new OptionState([...env.settings, { name: 'zdefs' }]);
  const programs = sources.map((source) => parse(source, options.value, env));
  check(programs, checkWorld(options, env));
  const descriptions = programs.flatMap((p) =>
    p.items.flatMap((item) => (item.kind === 'clause' ? item.probes : [])),
  );
  return descriptions.map((d) => ({
    description: `${d.provider}:${d.module}:${d.function}:${d.name}`,
    probes: probes.match(d),
    stability,
  }));
}

/** Options while programs are read: pragmas are checked in order, and all count for what follows. */
class OptionState {
  #settings: readonly Setting[];
  value: Options;

  constructor(settings: readonly Setting[]) {
    this.#settings = settings;
    this.value = resolveOptions(settings);
  }

  /** Gives the reason if the setting is refused. */
  set(name: string, value: string | undefined): string | undefined {
    const setting = { name, inProgram: true, ...(value === undefined ? {} : { value }) };
    try {
      this.value = resolveOptions([...this.#settings, setting]);
    } catch (error) {
      if (error instanceof OptionError) return error.message;
      throw error;
    }
    this.#settings = [...this.#settings, setting];
    return undefined;
  }
}

function parse(program: ProgramSource, options: Options, env: CompileEnvironment): Program {
  const { source, form = 'name' } = program;
  const used = new Set<number>();
  const tree = parseDescriptionClause(source, form, {
    macros: {
      positional: [source.kind === 'script' ? source.name : 'dtrace', ...env.args],
      named: env.macros,
    },
    defaultArgs: options.defaultargs,
    isType: (name, module) => env.types(name, module ?? '') !== undefined,
    onMacroUsed: (index) => used.add(index),
  });
  if (!options.argref) checkLastArgument(tree, env.args, used);
  return tree;
}

/** DTrace asks this of the last argument alone: using it means that those before it are known. */
function checkLastArgument(
  { span }: Program,
  args: readonly string[],
  used: ReadonlySet<number>,
): void {
  const last = args.length;
  if (last === 0 || used.has(last)) return;
  const line = span.line + span.source.text.split('\n').length - 1;
  const end = { ...span, start: span.end, line };
  fail(
    'D_MACRO_UNUSED',
    end,
    `extraneous argument '${args[last - 1]}' ($${last} is not referenced)`,
  );
}

function checkWorld(options: OptionState, env: CompileEnvironment): Parameters<typeof check>[1] {
  return {
    probes: env.probes,
    actions,
    aggregations,
    subroutines,
    variables,
    types: env.types,
    get options() {
      return options.value;
    },
    setOption: (name, value) => options.set(name, value),
  };
}
