/** What the two dialects print, where they differ. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dialectOutputs } from '../src/lang/index.ts';
import { dtrace, named, whyNoTracing } from './kernel.ts';

const reason = whyNoTracing();

describe.skipIf(reason !== undefined).each(['illumos', 'oracle'] as const)(
  named('dialect %s', reason),
  (dialect) => {
    it.each(dialectOutputs)('$what', (difference) => {
      const words = [`-xdialect=${dialect}`, '-s', '/dev/stdin'];
      const run = spawnSync(dtrace, words, { input: difference.text, encoding: 'latin1' });
      expect(run.stdout + run.stderr).toContain(difference[dialect]);
    });
  },
);
