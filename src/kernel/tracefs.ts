import { readFileSync } from 'node:fs';

/** Where tracefs is: on its own, or within debugfs. */
export const TRACEFS = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'] as const;

/** A file of tracefs, by `read`; undefined if it is not there, or not for us. */
export function readTracefs(path: string, read = readText): string | undefined {
  for (const folder of TRACEFS) {
    const text = read(`${folder}/${path}`);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A file's text; undefined if it is not there, or not for us. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
