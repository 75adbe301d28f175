import { describe, expect, it } from 'vitest';
import { parseTestLine } from './line.ts';

const both = ['6.1', '6.12'];

describe('the line of test-kernels', () => {
  it.each([
    [[], both, [], false],
    [['6.12'], ['6.12'], [], false],
    [['--if-possible', 'providers', 'live'], both, ['providers', 'live'], true],
    [['6.1', '--if-possible', 'live', '-t', 'tick'], ['6.1'], ['live', '-t', 'tick'], true],
    [['live', '6.1'], both, ['live', '6.1'], false],
  ])('%j', (args, kernels, filters, ifPossible) => {
    expect(parseTestLine(args)).toEqual({ kernels, filters, ifPossible });
  });
});
