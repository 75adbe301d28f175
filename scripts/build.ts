import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';

/**
 * What ./dtrace runs, in dist/:
 *
 *     dtrace.cjs          starts bundle.cjs from its code cache
 *     bundle.cjs          all of src/: a start reads one file instead of hundreds
 *     bundle.ARCH.cache   what V8 made of it, so that it is not parsed and compiled anew each time
 *
 * What is imported with `import()` stays unevaluated until asked for. CommonJS, because node 20 can
 * take nothing else from a code cache. koffi stays outside, because it finds its binary beside
 * itself; commander, because only the help page needs it.
 */
const common: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  write: false,
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Another dtrace may start meanwhile: it finds the old file or the new one, never half a file. */
async function emit(outfile: string, options: BuildOptions): Promise<void> {
  const { outputFiles = [] } = await build({ ...common, ...options });
  // V8 tells texts apart by their length alone.
  for (const file of readdirSync('dist').filter((name) => name.endsWith('.cache')))
    rmSync(`dist/${file}`, { force: true });
  for (const { contents } of outputFiles) writeFileSync(`${outfile}.new`, contents);
  renameSync(`${outfile}.new`, outfile);
}

/** Only functions that have run are in a code cache. */
function makeCache(): void {
  const { status } = spawnSync(process.execPath, ['dist/dtrace.cjs', '-es', 'scripts/warm-up.d'], {
    env: { ...process.env, DTRACE_CODE_CACHE: 'write' },
    stdio: 'inherit',
  });
  if (status !== 0) console.error('scripts/warm-up.d does not compile: starts will be slower');
}

mkdirSync('dist', { recursive: true });
await emit('dist/bundle.cjs', {
  entryPoints: ['src/main.ts'],
  external: ['koffi', 'commander'],
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
});
await emit('dist/dtrace.cjs', { entryPoints: ['scripts/start.ts'] });
makeCache();
