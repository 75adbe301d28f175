import type { BpfObject } from './bpf/index.ts';
import {
  AdjustableProbes,
  check,
  checkPragmasBefore,
  describeFields,
  type ProbeStability,
  reportStability,
  type StabilityReport,
} from './check/index.ts';
import { CompileError, type Diagnostic, type Source, SystemError } from './diag/index.ts';
import { emitModule } from './emit/index.ts';
import {
  actions,
  aggregations,
  fitSizes,
  type LoweredSize,
  OptionError,
  type Options,
  ofVersion,
  resolveOptions,
  type Setting,
  type SizeLimits,
  subroutines,
  variables,
} from './lang/index.ts';
import { blaming, type Dependency, libraryOf, loadLibraries } from './library/index.ts';
import { lowerProgram } from './lower/index.ts';
import { examine, type Finding } from './port/index.ts';
import type { Firing, ProbeIndex } from './providers/index.ts';
import { type Program, parseDescriptionClause, printProgram } from './syntax/index.ts';
import type { Probe } from './typed/index.ts';
import { type KernelNames, noKernelNames, type TypeLookup, typeByName } from './types/index.ts';

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
  /** Absent: nothing is known of the kernel. */
  readonly names?: KernelNames;
  readonly kernelOffset: (struct: string, member: string) => number;
  readonly cpus: number;
  /** The kernel has may_goto (Linux 6.9): loops may be longer than its verifier follows. */
  readonly mayGoto: boolean;
  /** Tracepoints of system calls may fault (Linux 6.13): stacks there begin with a frame more. */
  readonly faultableTracepoints: boolean;
  readonly limits: SizeLimits;
  /** Absent: of no known kind. */
  readonly machine?: MachineFacts;
  /** D libraries of -L and -x libdir. */
  readonly libraries?: readonly Source[];
}

/** What libraries and builtins ask of the machine. */
export interface MachineFacts {
  /** `x86_64`, `aarch64`. */
  readonly architecture: string;
  readonly hasModule: (name: string) => boolean;
  /** A cpuinfo_t for each processor, see lang/variables/cpu.ts. */
  readonly processors: () => Uint8Array;
}

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

/** The probes that a description matches, if any, and what -lv says of each. */
export interface Listing {
  readonly description: string;
  readonly probes: readonly Probe[];
  readonly stability: (probe: Probe) => ProbeStability;
}

/** What -l shows: the probes of each description of a program that is right, matching or not. */
export function list(sources: readonly ProgramSource[], env: CompileEnvironment): Listing[] {
  const { probes } = env;
  const { solaris } = resolveOptions(env.settings);
  const stability = (probe: Probe) => {
    const { provider } = probe;
    const said = describeFields(probe, probes.stability(provider), probes.typedArguments(probe));
    const origin = probes.origin(probe);
    // Oracle's own page is compared byte for byte.
    return origin && solaris ? { ...said, origin } : said;
  };
  if (sources.length === 0) return [{ description: ':::', probes: probes.all(), stability }];
  const options = new OptionState([...env.settings, { name: 'zdefs' }]);
  const programs = parseAll(sources, options.value, env);
  blaming(sources[0]?.source, () => check(programs, checkWorld(options, env)));
  const descriptions = programs.flatMap((p) =>
    p.items.flatMap((item) => (item.kind === 'clause' ? item.probes : [])),
  );
  return descriptions.map((d) => ({
    description: `${d.provider}:${d.module}:${d.function}:${d.name}`,
    probes: probes.match(d, options.value.solaris),
    stability,
  }));
}

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

/** The programs, after the libraries that they need. Types of one are known in those after it. */
function parseAll(
  sources: readonly ProgramSource[],
  options: Options,
  env: CompileEnvironment,
  mayBeType: (name: string) => boolean = () => false,
): readonly Program[] {
  const libraries = (more: readonly string[]) =>
    loadLibraries(
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
        more,
      },
    );
  const { programs: first, isType } = libraries([]);
  const programs = sources.map((source) => parse(source, { options, env, isType }));
  const more = textsOfProbes(programs, options, env);
  return [...(more.length > 0 ? libraries(more).programs : first), ...programs];
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

/** Those that programs describe; all as a program for Solaris means them if one of them is Solaris'. */
function matchedProbes(
  programs: readonly Program[],
  { solaris }: Options,
  { probes }: CompileEnvironment,
): ReadonlySet<Probe> {
  const clauses = programs.flatMap(({ items }) => items.filter((item) => item.kind === 'clause'));
  const descriptions = clauses.flatMap((clause) => clause.probes);
  const found = descriptions.flatMap((d) => probes.match(d, solaris));
  const view = viewOf(found);
  return new Set(view ? descriptions.flatMap((d) => probes.match({ ...d, view }, solaris)) : found);
}

function viewOf(probes: Iterable<Probe>): Probe['view'] {
  for (const { view } of probes) if (view) return view;
  return undefined;
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

function checkWorld(
  options: OptionState,
  env: CompileEnvironment,
  view?: Probe['view'],
): Parameters<typeof check>[1] {
  return {
    probes: new AdjustableProbes(env.probes, () => options.value.solaris, view),
    get actions() {
      return ofVersion(actions, options.value);
    },
    get aggregations() {
      return ofVersion(aggregations, options.value);
    },
    get subroutines() {
      return ofVersion(subroutines, options.value);
    },
    get variables() {
      return ofVersion(variables, options.value);
    },
    types: env.types,
    names: env.names ?? noKernelNames,
    ...(env.machine ? { hasModule: env.machine.hasModule } : {}),
    target: Number(env.macros.get('target') ?? 0) !== 0,
    get options() {
      return options.value;
    },
    setOption: (name, value) => options.set(name, value),
  };
}
