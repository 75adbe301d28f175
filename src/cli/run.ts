import { listing } from '../bpf/index.ts';
import { type Source, SystemError, UsageError } from '../diag/index.ts';
import { environmentSettings, OptionError, type Options, resolveOptions } from '../lang/index.ts';
import { toBytes } from './bytes.ts';
import { type CommandLine, type LabelledSetting, parseCommandLine } from './commandline.ts';
import type { Compiled, CompileSetting, Engine, ProgramSource } from './engine.ts';
import { complain, type Host, isTesting, show, tell } from './host.ts';
import { readLibraries } from './libraries.ts';
import { renderListing } from './list.ts';
import { type LongCommand, readLongOptions } from './long-options.ts';
import { macroVariables } from './macros.ts';
import { exitStatus, renderError } from './render.ts';
import { renderReport } from './report.ts';
import { loadSources } from './sources.ts';
import { versionText } from './version.ts';

/** What is to be done, once options are known and scripts are read. */
export interface Job {
  readonly host: Host;
  readonly engine: Engine;
  readonly line: CommandLine;
  readonly settings: readonly LabelledSetting[];
  /** Before pragmas change them. */
  readonly options: Options;
  readonly sources: readonly ProgramSource[];
  /** Of -L and -x libdir. */
  readonly libraries: readonly Source[];
}

/**
 * The command: takes the words after its name, gives the exit status. Errors are told on stderr and
 * become a status too: 1, or 2 for a wrong command line.
 */
export async function runCommand(
  words: readonly string[],
  host: Host,
  engine: Engine,
): Promise<number> {
  let shown = { errtags: false, debug: false };
  try {
    const long = readLongOptions(words);
    if (long.instead === 'tools') {
      const { listTools } = await import('./tools.ts');
      show(host, listTools());
      return 0;
    }
    const isComplete = long.instead !== undefined || long.load !== undefined;
    const line = parseCommandLine(long.words.map(toBytes), isComplete);
    const settings = allSettings(line, host);
    const options = resolve(settings);
    shown = options;
    if (long.instead === 'capabilities' || options.capabilities)
      return await tellCapabilities(long, line, options, { host, engine });
    if (long.instead === 'port') {
      const sources: readonly ProgramSource[] = [];
      const libraries = readLibraries(options);
      return await portFiles(long, { host, engine, line, settings, options, sources, libraries });
    }
    if (line.mode === 'help') show(host, await helpPage(line, host));
    else if (line.mode === 'version') show(host, versionText(options.dialect, line.verbose));
    else {
      const sources = await loadSources(line.programs, options);
      const libraries = readLibraries(options);
      return await perform(long, { host, engine, line, settings, options, sources, libraries });
    }
    return 0;
  } catch (error) {
    return await fail(error, shown, host);
  }
}

/** For what goes wrong outside of any command, in a callback of node's: tells it, and ends. */
export async function crash(error: unknown, host: Host): Promise<never> {
  process.exit(await fail(error, { errtags: false, debug: false }, host));
}

async function fail(
  error: unknown,
  { errtags, debug }: Pick<Options, 'errtags' | 'debug'>,
  host: Host,
): Promise<number> {
  const { env, terminal } = host;
  const text = renderError(error, {
    tags: errtags,
    frames: terminal,
    color: terminal && env['NO_COLOR'] === undefined,
    firstOnly: isTesting(host),
    stack: debug || Boolean(env['DTRACE_DEBUG']),
  });
  tell(host, text);
  if (error instanceof UsageError) tell(host, await usagePage(host));
  return exitStatus(error);
}

/** DTrace's -h makes a header file of the providers that a script declares. */
async function helpPage({ programs }: CommandLine, host: Host): Promise<string> {
  if (programs.length === 0) return usagePage(host);
  throw new SystemError('-h: header files need USDT probes, which are not supported yet');
}

async function usagePage({ columns }: Host): Promise<string> {
  const { usage } = await import('./usage.ts');
  return usage(columns);
}

/** The environment's settings come first, so that words override them. */
function allSettings(line: CommandLine, { env }: Host): readonly LabelledSetting[] {
  const fromEnvironment = environmentSettings(env).map((s) => ({
    ...s,
    label: `DTRACE_OPT_${s.name.toUpperCase()}`,
  }));
  return [...fromEnvironment, ...line.settings];
}

function resolve(settings: readonly LabelledSetting[]): Options {
  try {
    return resolveOptions(settings);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const { label } = settings.find((s) => s === error.setting) ?? { label: error.setting.name };
    throw new SystemError(`failed to set ${label}: ${error.message}`);
  }
}

async function perform({ save, load }: LongCommand, job: Job): Promise<number> {
  const { line, sources } = job;
  if (save !== undefined && load !== undefined)
    throw new UsageError('--save and --load exclude each other');
  if (load !== undefined) return (await import('./saved.ts')).runSaved(toBytes(load), job);
  if (save !== undefined) return saveProgram(toBytes(save), job);
  if (line.mode === 'list') return listProbes(job);
  if (line.compileOnly) return compileOnly(job);
  if (sources.length === 0) throw new SystemError('no probes specified');
  const { trace } = await import('./trace.ts');
  return trace(job);
}

function compileSetting({ line, settings, libraries }: Job): CompileSetting {
  return { settings, args: line.args, macros: macroVariables(undefined), libraries };
}

/** --capabilities: 0 if all are there that are named. */
async function tellCapabilities(
  { json }: LongCommand,
  { args, verbose, output }: CommandLine,
  { quiet }: Options,
  { host, engine }: Pick<Job, 'host' | 'engine'>,
): Promise<number> {
  const { namedRows, renderCapabilities, renderMissing } = await import('./capabilities.ts');
  const report = namedRows(await engine.capabilities(), args);
  const render = quiet ? renderMissing : renderCapabilities;
  const text = json ? `${JSON.stringify(report, null, 2)}\n` : render(report, verbose);
  show(host, text, output);
  return args.length === 0 || report.capabilities.every(({ here }) => here) ? 0 : 1;
}

/** --port: 0 if every script runs as it is. */
async function portFiles({ files, json }: LongCommand, job: Job): Promise<number> {
  const { examineFile, renderExamined } = await import('./port.ts');
  const compiler = await job.engine.compiler();
  const examined = [];
  for (const file of files)
    examined.push(await examineFile(file, compiler, compileSetting(job), job.options));
  const text = json
    ? `${JSON.stringify(examined, null, 2)}\n`
    : examined.map(renderExamined).join('\n');
  show(job.host, text, job.line.output);
  return examined.every(({ runs }) => runs) ? 0 : 1;
}

async function listProbes(job: Job): Promise<number> {
  const compiler = await job.engine.compiler();
  const listings = compiler.list(job.sources, compileSetting(job));
  const { page, complaints } = renderListing(listings, job.line.verbose);
  show(job.host, page, job.line.output);
  for (const complaint of complaints) complain(job.host, complaint);
  return 0;
}

/** -e, with -S (on stderr, as DTrace's) and -v: needs no privilege, and starts no target. */
async function compileOnly(job: Job): Promise<number> {
  const compiler = await job.engine.compiler();
  tellCompiled(job, compiler.compile(job.sources, compileSetting(job)));
  return 0;
}

/** --save. */
async function saveProgram(path: string, job: Job): Promise<number> {
  const { saveFile } = await import('./saved.ts');
  tellCompiled(job, await saveFile(path, job, compileSetting(job)));
  return 0;
}

function tellCompiled(job: Job, { object, options, stability, tree }: Compiled): void {
  tell(job.host, tree);
  if (options.verbose) tell(job.host, object.programs.map(listing).join('\n'));
  if (job.line.verbose) {
    const reports = object.units.map((unit, i) => renderReport(unit, stability(i), true));
    show(job.host, reports.join(''), job.line.output);
  }
}
