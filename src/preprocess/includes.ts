import { dirname, join } from 'node:path';
import { headers } from './headers.ts';

/** Where included files may be. */
export interface Includes {
  /** Where the script is: `#include "x"` looks there first. */
  readonly folder: string;
  /** Of -I, in order. */
  readonly folders: readonly string[];
  /** Of the system's headers: for what has no file of ours. */
  readonly system: readonly string[];
  /** A file's text; undefined if there is none. */
  readonly readFile: (path: string) => string | undefined;
}

export interface FoundFile {
  /** Undefined: the script itself. */
  readonly path: string | undefined;
  readonly folder: string;
  readonly text: string;
}

/**
 * The folder of the file that includes (for `"x"`), those of -I, our own headers, the system's. Ours
 * come first of the two because D cannot read the declarations of a C library.
 */
export function readInclude(
  name: string,
  from: string | undefined,
  { folders, system, readFile }: Includes,
): FoundFile | undefined {
  const absolute = name.startsWith('/');
  // Others read the script from a pipe, and so look where the user is.
  const near = absolute ? [''] : [...(from === undefined ? [] : [from, '']), ...folders];
  const own = headers.get(name);
  const found = read(name, near, readFile);
  if (found || absolute) return found;
  if (own !== undefined) return { path: `<dtrace>/${name}`, folder: '', text: own };
  return read(name, system, readFile);
}

function read(
  name: string,
  folders: readonly string[],
  readFile: Includes['readFile'],
): FoundFile | undefined {
  for (const folder of folders) {
    const path = folder === '' || folder === '.' ? name : join(folder, name);
    const text = readFile(path);
    if (text !== undefined) return { path, folder: dirname(path), text };
  }
  return undefined;
}
