import type { Options } from '../lang/index.ts';
import type { ProgramText } from './commandline.ts';
import type { ProgramSource } from './engine.ts';
import { readScript } from './files.ts';

/**
 * The texts to compile, in order. Only scripts go through the preprocessor, as in libdtrace.
 * SystemError if a script cannot be read.
 */
export async function loadSources(
  programs: readonly ProgramText[],
  options: Options,
): Promise<readonly ProgramSource[]> {
  const sources: ProgramSource[] = [];
  for (const program of programs) sources.push(await loadSource(program, options));
  return sources;
}

async function loadSource(program: ProgramText, options: Options): Promise<ProgramSource> {
  if (program.kind === 'description') {
    const { form, text } = program;
    return { form, source: { kind: 'description', name: text, text } };
  }
  const { path } = program;
  const text = readScript(path);
  if (!options.cpp) return { source: { kind: 'script', name: path, text } };
  const { preprocessScript } = await import('./preprocess.ts');
  return { source: await preprocessScript(path, text, options) };
}
