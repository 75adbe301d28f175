import type { Symbols, VerifierListener } from '../backend/index.ts';
import { listing } from '../bpf/index.ts';
import {
  createConsumer,
  debugOutput,
  type FaultMessage,
  type Names,
  Output,
  openOutput,
  type Shell,
} from '../consume/index.ts';
import { SystemError } from '../diag/index.ts';
import type { LoweredSize, Options } from '../lang/index.ts';
import { runSession, type WatchedTarget } from '../session/index.ts';
import { fromBytes } from './bytes.ts';
import type { TargetText } from './commandline.ts';
import { namingCopies, refreshCopies } from './copied-variables.ts';
import type { Compiled, Machine } from './engine.ts';
import { complain, type Host, isTesting, show, tell } from './host.ts';
import { macroVariables } from './macros.ts';
import { matchedText, omittedTexts, refusedText, renderReport } from './report.ts';
import type { Job } from './run.ts';

/** What is to run. */
export interface Traced extends Omit<Compiled, 'stability'> {
  /** What -v says of a unit of the object, by its index. */
  readonly report: (unit: number) => string;
}

/**
 * Compiles programs, or gets what they are by `prepare`, and runs them over their targets. Gives the exit
 * status.
 */
export async function trace(
  job: Job,
  prepare = (targets: readonly WatchedTarget[]): Promise<Traced> => compile(job, targets),
): Promise<number> {
  const machine = await job.engine.machine();
  machine.checkPrivileges();
  machine.nameProcess();
  const targets = startTargets(job, machine);
  try {
    const compiled = await prepare(targets);
    announce(job, compiled);
    refuseLowered(compiled);
    if (!isTesting(job.host) && !compiled.options.quietresize)
      for (const size of compiled.lowered) complain(job.host, loweredText(size));
    return await run(job, compiled, targets, machine);
  } finally {
    for (const target of targets) target.release();
  }
}

/** All of them, or none: what was started before one that fails is let go. */
function startTargets({ line, options }: Job, machine: Machine): readonly WatchedTarget[] {
  const targets: WatchedTarget[] = [];
  try {
    for (const text of line.targets) targets.push(startTarget(text, options, machine));
    return targets;
  } catch (error) {
    for (const target of targets) target.release();
    throw error;
  }
}

function startTarget(
  { by, text }: TargetText,
  { setenv, evaltime }: Job['options'],
  machine: Machine,
): WatchedTarget {
  const hold = evaltime === 'exec' ? 'exec' : 'entry';
  if (by === 'command') return machine.launch(fromBytes(text), setenv.map(fromBytes), hold);
  if (!/^\s*[-+]?[0-9]+$/.test(text)) throw new SystemError(`invalid pid: ${text}`);
  return machine.grab(Number(text));
}

async function compile(
  { engine, line, sources, settings, libraries }: Job,
  targets: readonly WatchedTarget[],
): Promise<Traced> {
  const compiler = await engine.compiler();
  const macros = macroVariables(targets[0]?.pid);
  const { stability, ...compiled } = compiler.compile(sources, {
    settings,
    args: line.args,
    macros,
    libraries,
  });
  const { units } = compiled.object;
  const report = (i: number): string => {
    const unit = units[i];
    return unit ? renderReport(unit, stability(i), false) : '';
  };
  return { ...compiled, report };
}

/** What is said before tracing starts; SystemError if there is nothing to trace. */
function announce({ host, line }: Job, { object, options, report, tree }: Traced): void {
  tell(host, tree);
  if (options.verbose) tell(host, object.programs.map(listing).join('\n'));
  object.units.forEach((unit, i) => {
    if (!options.quiet) complain(host, matchedText(unit));
    for (const text of omittedTexts(unit, line.verbose)) complain(host, text);
    if (line.verbose) show(host, report(i), line.output);
  });
  const matched = object.units.reduce((sum, unit) => sum + unit.matched, 0);
  if (matched === 0 && !options.zdefs) throw new SystemError('no probes matched');
}

/** With bufresize=manual, sizes are taken as they are or not at all. */
function refuseLowered({ options, lowered }: Traced): void {
  if (options.bufresize === 'auto' || lowered.length === 0) return;
  throw new SystemError('could not enable tracing: Cannot allocate memory');
}

/** In the largest unit that divides it: `buffer size lowered to 512m`. */
export function loweredText({ what, bytes }: LoweredSize): string {
  let [n, unit] = [bytes, 0];
  while (n >= 1024 && n % 1024 === 0) [n, unit] = [n / 1024, unit + 1];
  const text = unit === 0 ? `${n} bytes` : `${n}${'kmgt'.charAt(unit - 1)}`;
  return `${what} lowered to ${text}`;
}

async function run(
  { host, line }: Job,
  { object, options }: Traced,
  targets: readonly WatchedTarget[],
  { backend, symbols, shell }: Machine,
): Promise<number> {
  const unread = new AbortController();
  const output = openSink(line.output, shell, () => unread.abort());
  const testing = isTesting(host);
  const sink = line.debugOutput ? debugOutput(output) : output;
  const status = await runSession({
    object,
    options,
    backend,
    targets,
    consumer: (source) =>
      createConsumer({
        object,
        source,
        names: namesOf(namingCopies(object, source, symbols), options),
        options: { ...options, testing, unicode: hasUnicode(host.env) },
        target: targets[0]?.pid ?? 0,
        output: sink,
        report: {
          fault: (fault) => tell(host, faultText(fault, testing)),
          drop: (message) => complain(host, message),
        },
      }),
    output,
    refresh: (loaded) => refreshCopies(object, loaded),
    unread: unread.signal,
    verifierListener: options.bpflog ? verifierLog(options.bpflogsize, host) : undefined,
    refused: (texts) => {
      const shown = line.verbose ? texts : options.quiet ? [] : [refusedText(texts.length)];
      for (const text of shown) complain(host, text);
    },
    notice: options.quiet ? () => {} : (text) => complain(host, text),
    testing,
  });
  if (unread.signal.aborted) throw new SystemError('failed to write to <stdout>: Broken pipe');
  return status;
}

/** Each line on stderr. */
function verifierLog(bytes: number, host: Host): VerifierListener {
  return {
    bytes,
    log: (program, text) => {
      const cut = `the log of ${program} is larger than bpflogsize (${bytes} bytes)`;
      const lines = (text ?? cut).trimEnd().split('\n');
      tell(host, lines.map((line) => `BPF: ${line}\n`).join(''));
    },
  };
}

/**
 * Has the terminal block elements, and the locale? Where neither says no, as illumos. (Names of
 * terminals without them: illumos.)
 */
export function hasUnicode(env: Host['env']): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(Boolean);
  const plain = ['sun', 'sun-color', 'dumb'].includes(env['TERM'] ?? '');
  return !plain && (locale === undefined || /utf-?8/i.test(locale));
}

/** With option noresolve, an address of user code is no more than a place in an object. */
function namesOf(symbols: Symbols, { noresolve }: Options): Names {
  if (!noresolve) return symbols;
  return {
    ...symbols,
    user: (pid, address) => {
      const place = symbols.user(pid, address);
      if (place?.start === undefined) return undefined;
      return { module: place.module, symbol: undefined, offset: address - place.start };
    },
  };
}

const STDOUT = 1;

function openSink(path: string | undefined, shell: Shell, closed: () => void): Output {
  return path === undefined
    ? new Output(STDOUT, '<stdout>', shell, closed)
    : new Output(openOutput(fromBytes(path)), path, shell, closed);
}

/** DTrace's line, and the place in the program, but not where output is compared with DTrace's. */
function faultText({ text, line, column }: FaultMessage, testing: boolean): string {
  const place = testing ? '' : `        at line ${line}, column ${column}\n`;
  return `dtrace: ${text}\n${place}`;
}
