import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SystemError } from '../diag/index.ts';

/** A folder each: the script, and the test that compares what it prints with what happened. */
const FOLDER = 'compat-tests/tools';

/** The script of a tool that comes along. SystemError if there is none of this name. */
export function toolScript(name: string): string {
  const path = join(folder(), name, `${name}.d`);
  if (/^[\w.-]+$/.test(name) && existsSync(path)) return path;
  throw new SystemError(`no tool ${name}: dtrace --tools lists them`);
}

/** A line for each tool: its name, and what its first comment says it shows. */
export function listTools(): string {
  const names = readdirSync(folder()).filter((name) =>
    existsSync(join(folder(), name, `${name}.d`)),
  );
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.sort().map((name) => `${name.padEnd(width)}  ${purpose(toolScript(name))}\n`);
  return lines.join('');
}

/** The first sentence of the first comment: `/* name: who opens which file. … `. */
function purpose(path: string): string {
  const [, text = ''] =
    /\/\*[\s*]*(?:[\w.-]+:\s*)?(.*?)(?:\.\s|\*\/)/s.exec(readFileSync(path, 'latin1')) ?? [];
  return text.replace(/\s*\n\s*\*?\s*/g, ' ').trim();
}

/** It lies beside dist/, or where the sources are. */
function folder(): string {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(root, FOLDER))) {
    if (root === dirname(root)) throw new SystemError('the tools are not installed');
    root = dirname(root);
  }
  return join(root, FOLDER);
}
