import { listing } from '../bpf/index.ts';
import { SystemError, UsageError } from '../diag/index.ts';
import { environmentSettings, OptionError, type Options, resolveOptions } from '../lang/index.ts';
import { toBytes } from './bytes.ts';
import { type CommandLine, type LabelledSetting, parseCommandLine } from './commandline.ts';
import type { CompileSetting, Engine, ProgramSource } from './engine.ts';
import { renderListing } from './list.ts';
import { macroVariables } from './macros.ts';
import { exitStatus, renderError } from './render.ts';
import { loadSources } from './sources.ts';
import { complain, isTerminal, Output, writeError } from './terminal.ts';
import { trace } from './trace.ts';
import { versionText } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What is to be done, once options are known. */
interface Job {
  readonly line: CommandLine;
  readonly options: Options;
  readonly settings: readonly LabelledSetting[];
  readonly sources: readonly ProgramSource[];
}

/**
 * The command: takes the words after its name and the environment, gives the exit status. Errors are
 * told on stderr and become a status too: 1, or 2 for a wrong command line.
 */
export async function runCommand(
  words: readonly string[],
  env: Environment,
  engine: Engine,
): Promise<number> {
  let tags = false;
  try {
    const line = parseCommandLine(words.map(toBytes));
    if (line.mode === 'help') return await showUsage();
    const settings = allSettings(line, env);
    const options = resolve(settings);
    tags = options.errtags;
    if (line.mode === 'version') return show(versionText(options.dialect, line.verbose));
    const sources = await loadSources(line.programs, options);
    return await perform({ line, options, settings, sources }, engine, env);
  } catch (error) {
    return await fail(error, tags, env);
  }
}

async function fail(error: unknown, tags: boolean, env: Environment): Promise<number> {
  const frames = isTerminal();
  const color = frames && env['NO_COLOR'] === undefined;
  const firstOnly = isTesting(env);
  writeError(
    renderError(error, { tags, frames, color, firstOnly, stack: Boolean(env['DTRACE_DEBUG']) }),
  );
  if (error instanceof UsageError) writeError(await usagePage());
  return exitStatus(error);
}

/** Set by Oracle's test suite: output that is equal in every run. */
export function isTesting(env: Environment): boolean {
  return env['_DTRACE_TESTING'] !== undefined;
}

async function usagePage(): Promise<string> {
  const { usage } = await import('./usage.ts');
  return usage(process.stderr.columns);
}

async function showUsage(): Promise<number> {
  return show(await usagePage());
}

function show(text: string): number {
  new Output(undefined).write(text);
  return 0;
}

/** The environment's settings come first, so that words override them. */
function allSettings(line: CommandLine, env: Environment): readonly LabelledSetting[] {
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

async function perform(job: Job, engine: Engine, env: Environment): Promise<number> {
  const { line, sources, settings } = job;
  if (line.mode === 'list') return listProbes(job, engine);
  if (sources.length === 0) throw new SystemError('no probes specified');
  if (line.compileOnly) return compileOnly(job, engine);
  return trace({ line, sources, settings, testing: isTesting(env) }, engine);
}

function compileSetting({ line, settings }: Job): CompileSetting {
  return { settings, args: line.args, macros: macroVariables(undefined) };
}

async function listProbes(job: Job, engine: Engine): Promise<number> {
  const compiler = await engine.compiler();
  const { page, complaints } = renderListing(compiler.list(job.sources, compileSetting(job)));
  const output = new Output(job.line.output);
  output.write(page);
  output.close();
  for (const complaint of complaints) complain(complaint);
  return 0;
}

/** -e, with -S (on stderr, as DTrace's): needs no privilege, and starts no target. */
async function compileOnly(job: Job, engine: Engine): Promise<number> {
  const compiler = await engine.compiler();
  const { object, options } = compiler.compile(job.sources, compileSetting(job));
  if (options.verbose) writeError(object.programs.map(listing).join('\n'));
  return 0;
}
