import { describe, expect, test } from 'vitest';
import { SystemError, UsageError } from '../diag/index.ts';
import { parseCommandLine } from './commandline.ts';

describe('parseCommandLine', () => {
  test('programs keep their order and form', () => {
    const words = [
      '-P',
      'syscall',
      '-s',
      'a.d',
      '-n',
      'BEGIN {}',
      '-m',
      'ext4',
      '-f',
      'read',
      '-i',
      '3',
    ];
    expect(parseCommandLine(words).programs).toEqual([
      { kind: 'description', form: 'provider', text: 'syscall' },
      { kind: 'script', path: 'a.d' },
      { kind: 'description', form: 'name', text: 'BEGIN {}' },
      { kind: 'description', form: 'module', text: 'ext4' },
      { kind: 'description', form: 'function', text: 'read' },
      { kind: 'description', form: 'id', text: '3' },
    ]);
  });

  test.each([
    ['-xquiet', { name: 'quiet', label: '-x quiet' }],
    ['-xstrsize=7', { name: 'strsize', value: '7', label: '-x strsize' }],
    ['-xdefine=A=B', { name: 'define', value: 'A=B', label: '-x define' }],
    ['-xstrsize=', { name: 'strsize', value: '', label: '-x strsize' }],
    ['-b4m', { name: 'bufsize', value: '4m', label: '-b 4m' }],
    ['-q', { name: 'quiet', label: '-q' }],
    ['-F', { name: 'flowindent', label: '-F' }],
    ['-w', { name: 'destructive', label: '-w' }],
    ['-Z', { name: 'zdefs', label: '-Z' }],
    ['-S', { name: 'verbose', label: '-S' }],
    ['-C', { name: 'cpp', label: '-C' }],
    ['-DX=1', { name: 'define', value: 'X=1', label: '-D X=1' }],
    ['-UX', { name: 'undef', value: 'X', label: '-U X' }],
    ['-I/usr', { name: 'incdir', value: '/usr', label: '-I /usr' }],
  ])('setting %s', (word, setting) => {
    expect(parseCommandLine([word]).settings).toEqual([setting]);
  });

  test('everything else', () => {
    const words = ['-e', '-v', '-o', 'out', '-c', 'ls -l', '-p7', '-n', 'END', 'one', 'two', '-64'];
    expect(parseCommandLine(words)).toMatchObject({
      mode: 'trace',
      compileOnly: true,
      verbose: true,
      output: 'out',
      targets: [
        { by: 'command', text: 'ls -l' },
        { by: 'pid', text: '7' },
      ],
      args: ['one', 'two'],
    });
  });

  test.each([
    ['-l', 'list'],
    ['-V', 'version'],
    ['-h', 'help'],
  ])('mode %s', (word, mode) => {
    expect(parseCommandLine([word]).mode).toBe(mode);
  });

  test.each([
    [[], ''],
    [['-lV'], 'only one of the [-hlV] options can be specified at a time'],
    [['-y'], 'illegal option -- y'],
    [['-n'], 'option requires an argument -- n'],
    [['-65'], 'illegal option -- 65'],
    [['-36'], 'illegal option -- 36'],
  ])('refuses %j, with the usage page', (words, message) => {
    expect(refusalOf(words)).toEqual([UsageError, message]);
  });

  test.each([
    [['-32'], '-32: the 32-bit data model is not supported'],
    [['-3', '2'], '-32: the 32-bit data model is not supported'],
    [['-G'], '-G: linking D into an ELF file needs USDT probes, which are not supported yet'],
  ])('refuses %j in one line: DTrace knows it', (words, message) => {
    expect(refusalOf(words)).toEqual([SystemError, message]);
  });
});

/** The class decides whether the usage page is shown, and on the exit status. */
function refusalOf(words: readonly string[]): readonly unknown[] {
  try {
    return ['accepted', parseCommandLine(words)];
  } catch (error) {
    return error instanceof Error ? [error.constructor, error.message] : [error];
  }
}
