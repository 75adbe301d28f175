import type { Sink } from './source.ts';

/**
 * -B: shows what is written piece by piece, as it is handed over, instead of the text itself; to see
 * where a row's parts come from.
 */
export function debugOutput(sink: Sink): Sink {
  return {
    write: (bytes) => {
      if (bytes !== '') sink.write(`>>> ${bytes.length} bytes: ${JSON.stringify(bytes)}\n`);
    },
    flush: () => sink.flush(),
    reopen: (path) => sink.reopen(path),
    truncate: () => sink.truncate(),
    get redirected() {
      return sink.redirected;
    },
    run: (command) => sink.run(command),
  };
}
