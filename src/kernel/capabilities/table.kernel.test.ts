import { expect, test } from 'vitest';
import { kernelSuite } from '../live-kit.ts';
import { Answers } from './answers.ts';

kernelSuite('what the running kernel can do', () => {
  test('is found out by asking, not by its version, where there is another way', () => {
    const { capabilities } = new Answers().report();
    const guessed = capabilities.filter((row) => row.guessed && row.by === 'trying');
    expect(guessed).toEqual([]);
  });

  test('nothing that tracing needs is missing', () => {
    expect(new Answers().whyNot('btf', 'ring-buffer', 'test-run', 'task-storage')).toBeUndefined();
  });
});
