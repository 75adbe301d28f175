import { listing, type UnitSpec } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import { runSession, type WatchedTarget } from '../session/index.ts';
import { fromBytes } from './bytes.ts';
import type { CommandLine, LabelledSetting, TargetText } from './commandline.ts';
import type { Compiled, Engine, Machine, ProgramSource } from './engine.ts';
import { macroVariables } from './macros.ts';
import { complain, Output, writeError } from './terminal.ts';

export interface TraceJob {
  readonly line: CommandLine;
  readonly settings: readonly LabelledSetting[];
  readonly sources: readonly ProgramSource[];
  readonly testing: boolean;
}

/** Compiles and runs programs over their targets. Gives the exit status. */
export async function trace(job: TraceJob, engine: Engine): Promise<number> {
  const machine = await engine.machine();
  machine.checkPrivileges();
  machine.nameProcess();
  const targets = startTargets(job.line.targets, machine);
  try {
    const compiled = await compile(job, targets, engine);
    announce(compiled);
    return await run(job, compiled, targets, machine);
  } finally {
    for (const target of targets) target.release();
  }
}

/** All of them, or none: what was started before one that fails is let go. */
function startTargets(texts: readonly TargetText[], machine: Machine): readonly WatchedTarget[] {
  const targets: WatchedTarget[] = [];
  try {
    for (const text of texts) targets.push(startTarget(text, machine));
    return targets;
  } catch (error) {
    for (const target of targets) target.release();
    throw error;
  }
}

function startTarget({ by, text }: TargetText, machine: Machine): WatchedTarget {
  if (by === 'command') return machine.launch(fromBytes(text));
  const pid = Number(text);
  if (!/^\s*[-+]?[0-9]+$/.test(text)) throw new SystemError(`invalid pid: ${text}`);
  return machine.grab(pid);
}

async function compile(
  { line, sources, settings }: TraceJob,
  targets: readonly WatchedTarget[],
  engine: Engine,
): Promise<Compiled> {
  const compiler = await engine.compiler();
  const macros = macroVariables(targets[0]?.pid);
  return compiler.compile(sources, { settings, args: line.args, macros });
}

/** What is said before tracing starts; SystemError if there is nothing to trace. */
function announce({ object, options }: Compiled): void {
  if (options.verbose) writeError(object.programs.map(listing).join('\n'));
  if (!options.quiet) for (const unit of object.units) complain(matchedText(unit));
  const matched = object.units.reduce((sum, unit) => sum + unit.matched, 0);
  if (matched === 0 && !options.zdefs) throw new SystemError('no probes matched');
}

/** A description is named by its text up to the predicate or the clause: `'BEGIN '`. */
function matchedText({ kind, name, matched }: UnitSpec): string {
  const shown = kind === 'description' ? name.replace(/[{/;].*$/s, '') : name;
  return `${kind} '${shown}' matched ${matched} probe${matched === 1 ? '' : 's'}`;
}

async function run(
  { line, testing }: TraceJob,
  { object, options }: Compiled,
  targets: readonly WatchedTarget[],
  machine: Machine,
): Promise<number> {
  const output = new Output(line.output);
  try {
    return await runSession({
      object,
      options,
      backend: machine.backend,
      targets,
      symbols: machine.symbols,
      output,
      complain,
      notice: options.quiet ? () => {} : complain,
      testing,
    });
  } finally {
    output.close();
  }
}
