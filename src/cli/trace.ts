import { listing, type UnitSpec } from '../bpf/index.ts';
import { createConsumer } from '../consume/index.ts';
import { SystemError } from '../diag/index.ts';
import { runSession, type WatchedTarget } from '../session/index.ts';
import { fromBytes } from './bytes.ts';
import type { TargetText } from './commandline.ts';
import type { Compiled, Machine } from './engine.ts';
import { complain, type Host, isTesting, Output, tell } from './host.ts';
import { macroVariables } from './macros.ts';
import type { Job } from './run.ts';

/** Compiles and runs programs over their targets. Gives the exit status. */
export async function trace(job: Job): Promise<number> {
  const machine = await job.engine.machine();
  machine.checkPrivileges();
  machine.nameProcess();
  const targets = startTargets(job.line.targets, machine);
  try {
    const compiled = await compile(job, targets);
    announce(job.host, compiled);
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
  if (!/^\s*[-+]?[0-9]+$/.test(text)) throw new SystemError(`invalid pid: ${text}`);
  return machine.grab(Number(text));
}

async function compile(
  { engine, line, sources, settings }: Job,
  targets: readonly WatchedTarget[],
): Promise<Compiled> {
  const compiler = await engine.compiler();
  const macros = macroVariables(targets[0]?.pid);
  return compiler.compile(sources, { settings, args: line.args, macros });
}

/** What is said before tracing starts; SystemError if there is nothing to trace. */
function announce(host: Host, { object, options }: Compiled): void {
  if (options.verbose) tell(host, object.programs.map(listing).join('\n'));
  if (!options.quiet) for (const unit of object.units) complain(host, matchedText(unit));
  const matched = object.units.reduce((sum, unit) => sum + unit.matched, 0);
  if (matched === 0 && !options.zdefs) throw new SystemError('no probes matched');
}

/** A description is named by its text up to the predicate or the clause: `'BEGIN '`. */
function matchedText({ kind, name, matched }: UnitSpec): string {
  const shown = kind === 'description' ? name.replace(/[{/;].*$/s, '') : name;
  return `${kind} '${shown}' matched ${matched} probe${matched === 1 ? '' : 's'}`;
}

async function run(
  { host, line }: Job,
  { object, options }: Compiled,
  targets: readonly WatchedTarget[],
  machine: Machine,
): Promise<number> {
  const output = new Output(host, line.output);
  const say = (text: string): void => complain(host, text);
  try {
    return await runSession({
      object,
      options,
      backend: machine.backend,
      targets,
      reader: (loaded, exit) => {
        throw new Error('TODO');
      },
      output,
      complain: say,
      notice: options.quiet ? () => {} : say,
      testing: isTesting(host),
    });
  } finally {
    output.close();
  }
}
