import { expect, it } from 'vitest';
import { debugOutput } from './debug-output.ts';
import type { Sink } from './source.ts';

it('shows pieces', () => {
  const written: string[] = [];
  const sink: Sink = {
    write: (bytes) => written.push(bytes),
    flush: () => written.push('flush'),
    reopen: (path) => path,
    truncate: () => {},
    redirected: 7,
    run: () => {},
  };
  const debug = debugOutput(sink);
  debug.write('a\n');
  debug.write('');
  debug.flush();
  expect(written).toEqual(['>>> 2 bytes: "a\\n"\n', 'flush']);
  expect([debug.redirected, debug.reopen('x')]).toEqual([7, 'x']);
});
