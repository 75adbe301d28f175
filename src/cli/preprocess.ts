import { readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Source, SystemError } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';
import { machine } from '../machine/index.ts';
import { preprocess, readMarkers } from '../preprocess/index.ts';
import { runPreprocessor } from './external-preprocessor.ts';
import { builtinMacros } from './predefined.ts';

/** What GNU's cpp calls a script that it reads from a pipe. */
const STDIN: ReadonlySet<string> = new Set(['', '<stdin>', '<built-in>', '<command-line>']);

/**
 * A script after the preprocessor: ours, unless the options name one or have arguments for it.
 * SystemError if it fails; why has been said on stderr then.
 */
export async function preprocessScript(
  path: string,
  text: string,
  options: Options,
): Promise<Source> {
  if (options.cpppath === '' && options.cppargs.length === 0) return builtin(path, text, options);
  const output = await runPreprocessor(path, text, options);
  return { kind: 'script', name: path, ...readMarkers(output, STDIN) };
}

function builtin(path: string, text: string, options: Options): Source {
  const cooked = preprocess(text, {
    // Oracle's expected messages are of a cpp that reads a pipe.
    name: options.dialect === 'oracle' ? '/dev/stdin' : path,
    folder: dirname(path),
    folders: options.incdir,
    system: systemFolders(),
    defines: [...builtinMacros(options), ...options.define],
    undefines: options.undef,
    readFile,
  });
  const headers = options.cpphdrs ? cooked.headers : [];
  for (const line of [...headers, ...cooked.messages]) writeSync(2, `${line}\n`);
  if (cooked.failed) {
    throw new SystemError(
      `failed to compile script ${path}: Preprocessor failed to process input program`,
    );
  }
  return { kind: 'script', name: path, text: cooked.text, origins: cooked.origins };
}

/** Where C compilers look; Debian has what depends on the machine in a folder of its name. */
function systemFolders(): readonly string[] {
  return ['/usr/local/include', `/usr/include/${machine.name}-linux-gnu`, '/usr/include'];
}

/** Undefined if it cannot be read, for whatever reason: the next folder may have it. */
function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
