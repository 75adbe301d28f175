/**
 * Every D sample of run/ and err/, in the running kernel. Samples are named by paths from the
 * project's root, where vitest runs, as they are in expected messages.
 */
import { describe, expect, it, type TestContext } from 'vitest';
import { dtrace, named, whyNoTracing } from './kernel.ts';
import { findSamples, runSample, type Sample, type SuiteOptions } from './suite.ts';

const suite: SuiteOptions = { dtrace, extra: [], triggers: undefined };
const reason = whyNoTracing();
const samples = ['compat-tests/run', 'compat-tests/err'].flatMap((folder) => findSamples(folder));

describe.skipIf(reason !== undefined).concurrent(named('samples', reason), () => {
  for (const sample of samples) it(sample.path, (context) => check(sample, context));
});

async function check(sample: Sample, context: TestContext): Promise<void> {
  const { kind, reason: problem, output } = await runSample(sample, suite);
  if (kind === 'skip') context.skip(problem);
  if (kind === 'fail') expect(output, problem).toBe(sample.expected);
  expect(kind, problem).toBe('pass');
}
