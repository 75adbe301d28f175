/**
 * Every D sample of run/ and err/, in the running kernel. Samples are named by paths from the
 * project's root, where vitest runs, as they are in expected messages.
 */
import { describe, expect, it } from 'vitest';
import { dtrace, whyNoTracing } from './kernel.ts';
import { findSamples, runSample, type Sample, type SuiteOptions } from './suite.ts';

const suite: SuiteOptions = { dtrace, extra: [], triggers: undefined };
const reason = whyNoTracing();
const samples = ['compat-tests/run', 'compat-tests/err'].flatMap((folder) => findSamples(folder));
const name = reason === undefined ? 'samples' : `samples: skipped, because ${reason}`;

describe.skipIf(reason !== undefined).concurrent(name, () => {
  it.each(samples.map((sample) => [sample.path, sample] as const))('%s', check);
});

async function check(_path: string, sample: Sample): Promise<void> {
  const { kind, reason: problem, output } = await runSample(sample, suite);
  if (kind === 'fail') expect(output, problem).toBe(sample.expected);
  expect(kind, problem).toBe('pass');
}
