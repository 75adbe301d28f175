import { lastIndex } from './search.ts';

/** A line of /proc/PID/maps that can have names: part of a file, or none of any file. */
export interface UserMapping {
  readonly start: number;
  readonly end: number;
  /** Where it begins in the file. */
  readonly offset: number;
  readonly executable: boolean;
  /** Of the file. */
  readonly inode: number;
  /** Absolute, as the process sees it; undefined for memory of no file. */
  readonly path: string | undefined;
  /** Of the path, what DTrace calls the object. */
  readonly name: string;
}

/**
 * Reads the text of /proc/PID/maps, which is in order of address: `start-end rwxp offset dev inode path`.
 * Pseudo-paths such as `[vdso]` are no files.
 */
export function parseMaps(text: string): readonly UserMapping[] {
  return text.split('\n').flatMap((line) => {
    const [, start, end, x, offset, inode, path] = LINE.exec(line) ?? [];
    if (start === undefined || end === undefined || offset === undefined) return [];
    const file = path?.replace(DELETED, '').replaceAll('\\012', '\n');
    return {
      start: Number.parseInt(start, 16),
      end: Number.parseInt(end, 16),
      offset: Number.parseInt(offset, 16),
      executable: x === 'x',
      inode: Number(inode),
      path: file,
      name: file?.slice(file.lastIndexOf('/') + 1) ?? '',
    };
  });
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) ..(.). ([0-9a-f]+) \S+ (\d+)(?: +(\/.*))?/;
const DELETED = / \(deleted\)$/;

/** The mapping that has an address. */
export function mappingAt(
  mappings: readonly UserMapping[],
  address: number,
): UserMapping | undefined {
  const found = mappings[lastIndex(mappings.length, (i) => (mappings[i]?.start ?? 0) <= address)];
  return found && address < found.end ? found : undefined;
}
