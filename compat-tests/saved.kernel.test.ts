/**
 * Samples that are saved to a file, and run from it: they print what they print directly. What moves programs
 * to other kernels is tested in src/saved, with kernels made by hand.
 */
import { describe, expect, it } from 'vitest';
import { dtrace, whyNoTracing } from './kernel.ts';
import { findSamples, runSample, type SuiteOptions } from './suite.ts';

const suite: SuiteOptions = { dtrace, extra: [], triggers: undefined, saved: true };
const reason = whyNoTracing();
const folders = ['macros', 'stacks', 'translators'];
const samples = folders.flatMap((folder) => findSamples(`compat-tests/run/${folder}`));
const name = reason === undefined ? 'saved samples' : `saved samples: skipped, because ${reason}`;

describe.skipIf(reason !== undefined).concurrent(name, () => {
  for (const sample of samples)
    it(sample.path, async (context) => {
      const { kind, reason: problem, output } = await runSample(sample, suite);
      if (kind === 'skip') context.skip(problem);
      if (kind === 'fail') expect(output, problem).toBe(sample.expected);
      expect(kind, problem).toBe('pass');
    });
});
