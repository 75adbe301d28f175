import fs = require('node:fs');
import path = require('node:path');
import vm = require('node:vm');

/**
 * Runs bundle.cjs from its code cache. V8 refuses a cache that another version or another text made;
 * then the text is compiled, which takes some 30 ms more and is all that happens.
 */
const filename = path.join(__dirname, 'bundle.cjs');
const cacheName = path.join(__dirname, 'bundle.cache');
const parameters = 'exports, require, module, __filename, __dirname';
const text = `(function (${parameters}) {${fs.readFileSync(filename, 'utf8')}\n})`;
const script = new vm.Script(text, { filename, ...readCache() });

if (process.env['DTRACE_CODE_CACHE'] === 'write') {
  process.on('exit', () => {
    fs.writeFileSync(`${cacheName}.new`, script.createCachedData());
    fs.renameSync(`${cacheName}.new`, cacheName);
  });
}
script.runInThisContext()({}, require, module, filename, __dirname);

function readCache(): { cachedData?: Buffer } {
  try {
    return { cachedData: fs.readFileSync(cacheName) };
  } catch {
    return {};
  }
}
