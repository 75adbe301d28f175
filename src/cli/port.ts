import { CompileError, type Source } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';
import { type EmbeddedProgram, type Finding, programsOf } from '../port/index.ts';
import { toBytes } from './bytes.ts';
import type { Compiler, CompileSetting, ProgramSource } from './engine.ts';
import { readScript } from './files.ts';

/** A file, and what becomes of it. */
export interface Examined {
  readonly file: string;
  /** It runs as it is. */
  readonly runs: boolean;
  readonly findings: readonly Finding[];
}

/** Examines the programs of a file. SystemError if it cannot be read. */
export async function examineFile(
  file: string,
  compiler: Compiler,
  setting: CompileSetting,
  options: Options,
): Promise<Examined> {
  const findings: Finding[] = [];
  for (const program of programsOf(readScript(toBytes(file)))) {
    const source: Source = { kind: 'script', name: file, text: program.text };
    const its = { ...options, cpp: program.cpp || options.cpp };
    const found = await examineProgram(source, its, compiler, withOptions(setting, program));
    findings.push(...found.map((f) => ({ ...f, line: f.line + program.line - 1 })));
  }
  if (findings.length === 0) {
    findings.push({
      kind: 'error',
      text: file,
      line: 1,
      fate: 'impossible',
      on: 'there is no D program in it',
    });
  }
  return { file, runs: findings.every((f) => f.fate !== 'impossible'), findings };
}

/** `$1` and on, if they are not given: a number that may be divided by. */
const unknownArguments = Array.from({ length: 16 }, () => '1');

/** What the file says, and what it leaves to its user. */
function withOptions(setting: CompileSetting, { lax }: EmbeddedProgram): CompileSetting {
  const names = ['defaultargs', 'argref', ...(lax ? ['zdefs'] : [])];
  const args = setting.args.length > 0 ? setting.args : unknownArguments;
  return { ...setting, args, settings: [...setting.settings, ...names.map((name) => ({ name }))] };
}

async function examineProgram(
  source: Source,
  options: Options,
  compiler: Compiler,
  setting: CompileSetting,
): Promise<readonly Finding[]> {
  try {
    return compiler.port(options.cpp ? await preprocessed(source, options) : { source }, setting);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return error.diagnostics.map(({ message, span }) => ({
      kind: 'error',
      text: source.name,
      line: span.line,
      fate: 'impossible',
      on: message,
    }));
  }
}

async function preprocessed(source: Source, options: Options): Promise<ProgramSource> {
  const { preprocessScript } = await import('./preprocess.ts');
  return { source: await preprocessScript(source.name, source.text, options) };
}

const marks = {
  native: 'native',
  mapped: 'mapped',
  inert: 'inert',
  impossible: 'IMPOSSIBLE',
} as const;

/** The table for people: what is worst comes first, with what to do about it below. */
export function renderExamined({ file, runs, findings }: Examined): string {
  const order = ['impossible', 'inert', 'mapped', 'native'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.fate) - order.indexOf(b.fate));
  const width = Math.min(44, Math.max(...findings.map((f) => f.text.length)));
  const rows = sorted.map((f) => {
    const fate = f.fidelity ? `${marks[f.fate]}, ${f.fidelity}` : marks[f.fate];
    const head =
      `${String(f.line).padStart(5)}  ${f.text.padEnd(width)}  ${fate.padEnd(19)} ${f.on ?? ''}`.trimEnd();
    return f.advice ? `${head}\n${' '.repeat(7)}instead: ${f.advice}` : head;
  });
  return `${file}: ${runs ? 'runs as it is' : 'does not run as it is'}\n${rows.join('\n')}\n`;
}
