import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';
import { readScript } from './files.ts';

/**
 * The D libraries of -L, -x libdir and -x syslibdir: every file of these directories whose name ends
 * in `.d`. As in DTrace a directory that cannot be read is passed over. SystemError for a file.
 */
export function readLibraries({ libdir, nolibs, syslibdir }: Options): readonly Source[] {
  if (nolibs) return [];
  const directories = syslibdir === '' ? libdir : [syslibdir, ...libdir];
  return directories.flatMap(libraryFiles).map((name) => ({
    kind: 'library',
    name,
    text: readScript(name),
  }));
}

function libraryFiles(directory: string): readonly string[] {
  try {
    const names = readdirSync(Buffer.from(directory, 'latin1'), 'latin1');
    return names
      .filter((name) => name.endsWith('.d'))
      .sort()
      .map((name) => join(directory, name));
  } catch {
    return [];
  }
}
