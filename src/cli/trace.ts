import { listing } from '../bpf/index.ts';
import { createConsumer, type FaultMessage, Output, openOutput } from '../consume/index.ts';
import { SystemError } from '../diag/index.ts';
import type { LoweredSize } from '../lang/index.ts';
import { runSession, type WatchedTarget } from '../session/index.ts';
import { fromBytes } from './bytes.ts';
import type { TargetText } from './commandline.ts';
import type { Compiled, Machine } from './engine.ts';
import { complain, type Host, isTesting, show, tell } from './host.ts';
import { macroVariables } from './macros.ts';
import { matchedText, renderReport } from './report.ts';
import type { Job } from './run.ts';

/** Compiles and runs programs over their targets. Gives the exit status. */
export async function trace(job: Job): Promise<number> {
  const machine = await job.engine.machine();
  machine.checkPrivileges();
  machine.nameProcess();
  const targets = startTargets(job.line.targets, machine);
  try {
    const compiled = await compile(job, targets);
    announce(job, compiled);
    if (!isTesting(job.host))
      for (const size of compiled.lowered) complain(job.host, loweredText(size));
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
function announce({ host, line }: Job, { object, options, stability }: Compiled): void {
  if (options.verbose) tell(host, object.programs.map(listing).join('\n'));
  object.units.forEach((unit, i) => {
    if (!options.quiet) complain(host, matchedText(unit));
    if (line.verbose) show(host, renderReport(unit, stability(i), false), line.output);
  });
  const matched = object.units.reduce((sum, unit) => sum + unit.matched, 0);
  if (matched === 0 && !options.zdefs) throw new SystemError('no probes matched');
}

/** In the largest unit that divides it: `buffer size lowered to 512m`. */
function loweredText({ what, bytes }: LoweredSize): string {
  let [n, unit] = [bytes, 0];
  while (n >= 1024 && n % 1024 === 0) [n, unit] = [n / 1024, unit + 1];
  const text = unit === 0 ? `${n} bytes` : `${n}${'kmgt'.charAt(unit - 1)}`;
  return `${what} lowered to ${text}`;
}

async function run(
  { host, line }: Job,
  { object, options }: Compiled,
  targets: readonly WatchedTarget[],
  { backend, symbols }: Machine,
): Promise<number> {
  const unread = new AbortController();
  const output = openSink(line.output, () => unread.abort());
  const testing = isTesting(host);
  const status = await runSession({
    object,
    options,
    backend,
    targets,
    consumer: (source) =>
      createConsumer({
        object,
        source,
        names: symbols,
        options: { ...options, testing },
        target: targets[0]?.pid ?? 0,
        output,
        report: {
          fault: (fault) => tell(host, faultText(fault, host)),
          drop: (message) => complain(host, message),
        },
      }),
    output,
    unread: unread.signal,
    notice: options.quiet ? () => {} : (text) => complain(host, text),
    testing,
  });
  if (unread.signal.aborted) throw new SystemError('failed to write to <stdout>: Broken pipe');
  return status;
}

const STDOUT = 1;

function openSink(path: string | undefined, closed: () => void): Output {
  return path === undefined
    ? new Output(STDOUT, '<stdout>', closed)
    : new Output(openOutput(fromBytes(path)), path, closed);
}

/** DTrace's line, and for people the place in the program. */
function faultText({ text, line, column }: FaultMessage, { terminal }: Host): string {
  const place = terminal ? `        at line ${line}, column ${column}\n` : '';
  return `dtrace: ${text}\n${place}`;
}
