import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

/**
 * Runs bundle.cjs from its code cache. V8 refuses a cache that another version or another text made;
 * then the text is compiled, which takes some 30 ms more and is all that happens. Built as CommonJS.
 */
const filename = join(__dirname, 'bundle.cjs');
// V8 does not see that a cache is another architecture's, and crashes.
const cacheName = join(__dirname, `bundle.${process.arch}.cache`);
const parameters = 'exports, require, module, __filename, __dirname';
const text = `(function (${parameters}) {${readFileSync(filename, 'latin1')}\n})`;
const script = new Script(text, { filename, ...readCache() });

if (process.env['DTRACE_CODE_CACHE'] === 'write') {
  process.on('exit', () => {
    writeFileSync(`${cacheName}.new`, script.createCachedData());
    renameSync(`${cacheName}.new`, cacheName);
  });
}
script.runInThisContext()({}, require, module, filename, __dirname);

function readCache(): { cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(cacheName) };
  } catch {
    return {};
  }
}
