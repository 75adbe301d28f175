import { SystemError } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';
import { languageMacros } from './predefined.ts';

const conformance: Readonly<Record<string, string>> = {
  a: '-std=c99',
  c: '-std=c99',
  t: '-std=c99',
  s: '-traditional-cpp',
};

/** The words after `cpp`. */
function preprocessorArguments(options: Options): string[] {
  return [
    ...languageMacros(options).map((name) => `-D${name}`),
    '-U__GNUC__',
    ...options.define.map((name) => `-D${name}`),
    ...options.undef.map((name) => `-U${name}`),
    ...options.incdir.map((directory) => `-I${directory}`),
    ...(options.cpphdrs ? ['-H'] : []),
    ...options.cppargs,
    ...(conformance[options.stdc] === undefined ? [] : [conformance[options.stdc] ?? '']),
    // Not /dev/stdin: what node makes is a socket, which cannot be opened.
    '-',
  ];
}

/**
 * A script after cpp. An interpreter line is blanked first, since cpp would choke on it.
 * SystemError if the preprocessor is not there or fails; it says why on stderr itself.
 */
export async function runPreprocessor(
  path: string,
  text: string,
  options: Options,
): Promise<string> {
  const { spawnSync } = await import('node:child_process');
  const input = Buffer.from(text.replace(/^#![^\n]*/, ''), 'latin1');
  const program = options.cpppath || 'cpp';
  const run = spawnSync(program, preprocessorArguments(options), {
    input,
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const why = obstacle(run.error, run.status);
  if (why !== undefined) {
    const hint = `-x cpppath names '${program}'; without it dtrace does the work itself`;
    throw new SystemError(`failed to compile script ${path}: ${why}`, hint);
  }
  return run.stdout.toString('latin1');
}

/** libdtrace's words for what went wrong, if anything. */
function obstacle(error: Error | undefined, status: number | null): string | undefined {
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    return 'Preprocessor not found';
  }
  // One that does not read its input to the end is an error (EPIPE) and has a status all the same.
  if (status === null) return 'Failed to exec preprocessor';
  return status === 0 ? undefined : 'Preprocessor failed to process input program';
}
