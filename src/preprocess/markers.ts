import type { Origin } from '../diag/index.ts';

/**
 * The output of another preprocessor: its line markers (`# 7 "file"`) become origins. `main` is what
 * it calls the script itself.
 */
export function readMarkers(
  output: string,
  main: ReadonlySet<string>,
): { readonly text: string; readonly origins: readonly Origin[] } {
  const kept: string[] = [];
  const origins: Origin[] = [];
  let [file, line] = ['', 1];
  for (const text of output.replace(/\n$/, '').split('\n')) {
    const marker = /^\s*#\s*(?:line\s+)?(\d+)(?:\s+"([^"]*)")?/.exec(text);
    if (marker) {
      line = Number(marker[1]);
      file = marker[2] ?? file;
      continue;
    }
    kept.push(text);
    origins.push({ line: line++, ...(main.has(file) ? {} : { file }) });
  }
  return { text: kept.map((text) => `${text}\n`).join(''), origins };
}
