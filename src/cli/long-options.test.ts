import { describe, expect, test } from 'vitest';
import { readLongOptions } from './long-options.ts';

describe('options of more than a letter', () => {
  test('what DTrace knows is left to it', () => {
    const words = ['-qn', 'BEGIN', 'operand', '--', '--tools'];
    expect(readLongOptions(words)).toEqual({ words, files: [], json: false });
  });

  test('a tool is a script', () => {
    const { words } = readLongOptions(['-q', '--tool', 'errinfo', '5']);
    expect(words).toEqual(['-q', '-s', expect.stringMatching(/tools\/errinfo\/errinfo\.d$/), '5']);
  });

  test('files to look at, with the value behind a sign or a blank', () => {
    const { instead, files, json } = readLongOptions(['--port=a.d', '--port', 'b', '--json']);
    expect({ instead, files, json }).toEqual({ instead: 'port', files: ['a.d', 'b'], json: true });
  });

  test.each([
    [['--nope'], 'illegal option -- nope'],
    [['--tool'], 'option requires an argument -- tool'],
    [['--tool', '../errinfo'], 'no tool ../errinfo: dtrace --tools lists them'],
  ])('%j is refused', (words, message) => {
    expect(() => readLongOptions(words)).toThrow(message);
  });
});
