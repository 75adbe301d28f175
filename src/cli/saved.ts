import { writeFileSync } from 'node:fs';
import { SystemError, UsageError } from '../diag/index.ts';
import { defaultOptions, type Options, optionWhen, setOption } from '../lang/index.ts';
import type { Saved } from '../saved/index.ts';
import type { Compiled, CompileSetting } from './engine.ts';
import { readAtMost, reason } from './files.ts';
import { complain } from './host.ts';
import { macroVariables } from './macros.ts';
import { renderReport } from './report.ts';
import type { Job } from './run.ts';
import { loweredText, trace } from './trace.ts';

/** --save: writes the program to a file, and runs nothing. Gives what was compiled, for -S and -v. */
export async function saveFile(path: string, job: Job, setting: CompileSetting): Promise<Compiled> {
  const { host, line, sources, options } = job;
  if (line.mode === 'list') throw new UsageError('--save and -l exclude each other');
  if (line.targets.length > 0) throw new UsageError('-c and -p go with --load, not with --save');
  if (sources.length === 0) throw new SystemError('no probes specified');
  const saver = await job.engine.saver();
  const { compiled, saved } = saver.save(sources, setting);
  const { units } = compiled.object;
  if (!compiled.options.zdefs && units.every(({ matched }) => matched === 0))
    throw new SystemError('no probes matched');
  for (const size of compiled.lowered) complain(host, loweredText(size));
  const { writeSaved } = await import('../saved/index.ts');
  const reports = units.map((unit, i) => renderReport(unit, compiled.stability(i), false));
  write(path, writeSaved({ ...saved, reports, options: consented(compiled.options, options) }));
  return compiled;
}

/** That -w was given when the program was saved is no consent of whoever runs it; its own pragma is. */
function consented(all: Options, ofLine: Options): Options {
  return { ...all, destructive: all.destructive && !ofLine.destructive };
}

function write(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(Buffer.from(path, 'latin1'), bytes);
  } catch (error) {
    throw new SystemError(`failed to write ${path}: ${reason(error)}`);
  }
}

const LARGEST_FILE = 256 * 1024 * 1024;

/** --load: runs a saved program as the program itself would run. Gives the exit status. */
export async function runSaved(path: string, job: Job): Promise<number> {
  const { line } = job;
  if (line.programs.length > 0 || line.mode !== 'trace' || line.compileOnly)
    throw new UsageError(
      '--load runs a program that is complete: -n, -s, -l, -e and their like do not go with it',
    );
  if (line.args.length > 0)
    throw new UsageError('the arguments of a saved program are those with which it was saved');
  const loader = await job.engine.loader();
  const saved = loader.read(readAtMost(path, LARGEST_FILE), path);
  const options = optionsOf(saved, job);
  const { lowered, reports } = saved;
  return trace({ ...job, options }, async (targets) => {
    const { object, notices } = loader.relocate(saved, macroVariables(targets[0]?.pid));
    for (const notice of notices) complain(job.host, notice);
    return { object, options, lowered, tree: '', report: (unit) => reports[unit] ?? '' };
  });
}

/** What may be set when the code has been made: all that setopt() may, and these. */
const laterOptions: ReadonlySet<string> = new Set([
  'bpflog',
  'bpflogsize',
  'debug',
  'destructive',
  'droptags',
  'encoding',
  'errtags',
  'evaltime',
  'noresolve',
  'setenv',
  'statusrate',
  'unsetenv',
  'verbose',
]);

/** The program's own, and over them those of the command line. SystemError for one that comes too late. */
function optionsOf({ options: own }: Saved, { settings }: Job): Options {
  const first: Options = { ...defaultOptions(own.dialect), ...own };
  return settings.reduce<Options>((options, setting) => {
    const isLater = optionWhen(setting.name) === 'dynamic' || laterOptions.has(setting.name);
    if (isLater) return setOption(options, setting);
    // The environment is about other programs, too.
    if (setting.label.startsWith('DTRACE_OPT_')) return options;
    throw new SystemError(`${setting.label}: a saved program keeps what it was compiled with`);
  }, first);
}
