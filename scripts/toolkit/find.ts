import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Folders without scripts, and the one of links to all of them. */
const without = new Set(['Bin', 'CDDL', 'Code', 'Docs', 'Examples', 'Guide', 'Man', 'Notes']);

/** The D programs of a checkout, and the shell and Perl programs around others: paths in it. */
export function findScripts(root: string): readonly string[] {
  return filesBelow(root)
    .filter((path) => path.endsWith('.d') || isWrapper(path))
    .map((path) => relative(root, path))
    .sort();
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !without.has(entry.name) && !entry.name.startsWith('.'))
      return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** A program for another interpreter, that runs ours. */
function isWrapper(path: string): boolean {
  if ((statSync(path).mode & 0o111) === 0) return false;
  const text = readFileSync(path, 'latin1');
  return /^#!/.test(text) && /^[^#\n]*(\/usr\/sbin\/|\b)dtrace\b.*[-<]/m.test(text);
}
