import { describe, expect, test } from 'vitest';
import { UsageError } from '../diag/index.ts';
import { scan } from './getopt.ts';

/** `n`, `s`, `x` take values; `q`, `Z` do not. */
const takes = (letter: string): boolean | undefined =>
  'nsx'.includes(letter) ? true : 'qZ'.includes(letter) ? false : undefined;

describe('scan', () => {
  const q = { letter: 'q', value: undefined };
  const Z = { letter: 'Z', value: undefined };
  test.each([
    ['nothing', [], [], []],
    ['separate value', ['-n', 'BEGIN'], [{ letter: 'n', value: 'BEGIN' }], []],
    ['attached value', ['-xquiet'], [{ letter: 'x', value: 'quiet' }], []],
    ['combined', ['-qn', 'BEGIN'], [q, { letter: 'n', value: 'BEGIN' }], []],
    ['combined, attached', ['-qZsfile'], [q, Z, { letter: 's', value: 'file' }], []],
    ['interpreter line', ['-qs', './x.d', '7'], [q, { letter: 's', value: './x.d' }], ['7']],
    ['value that looks like an option', ['-n', '-q'], [{ letter: 'n', value: '-q' }], []],
    ['empty value', ['-n', ''], [{ letter: 'n', value: '' }], []],
    ['options after operands', ['a', '-q', 'b'], [q], ['a', 'b']],
    ['lone dash', ['-', '-q'], [q], ['-']],
    ['end of options', ['-q', '--', '-Z', '--'], [q], ['-Z', '--']],
    ['order', ['-Z', '-n', '1', '-q'], [Z, { letter: 'n', value: '1' }, q], []],
  ])('%s', (_name, words, flags, operands) => {
    expect(scan(words, takes)).toEqual({ flags, operands });
  });

  test.each([
    ['unknown', ['-y'], 'illegal option -- y'],
    ['unknown, combined', ['-qy'], 'illegal option -- y'],
    ['long', ['--version'], 'illegal option -- -'],
    ['no value', ['-q', '-s'], 'option requires an argument -- s'],
    ['no value, combined', ['-qs'], 'option requires an argument -- s'],
  ])('%s', (_name, words, message) => {
    expect(() => scan(words, takes)).toThrow(new UsageError(message));
  });
});
