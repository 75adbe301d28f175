import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * One file, dist/dtrace.js: a start reads one file instead of hundreds. What is imported with
 * `import()` stays unevaluated until asked for. koffi stays outside, because it finds its binary
 * beside itself; commander, because only the help page needs it.
 */
const outfile = 'dist/dtrace.js';

const { outputFiles } = await build({
  entryPoints: ['src/main.ts'],
  outfile,
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  external: ['koffi', 'commander'],
  // Names stay, for the stack of an internal error; blanks and comments go: they are read each time.
  minifyWhitespace: true,
  minifySyntax: true,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
});
// Another dtrace may start meanwhile: it finds the old file or the new one, never half a file.
mkdirSync('dist', { recursive: true });
for (const { contents } of outputFiles) writeFileSync(`${outfile}.new`, contents);
renameSync(`${outfile}.new`, outfile);
