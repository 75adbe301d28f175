/** What cannot be done is said in one line, with the right status. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dtrace, named, Running, trace, whyNoProgram, whyNoTracing } from './kernel.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tracing = whyNoTracing();

describe('the command line', () => {
  it.each([
    ['an unknown option', ['-y'], 'illegal option -- y'],
    ['a missing value', ['-n'], 'option requires an argument -- n'],
    ['two modes', ['-lV'], 'only one of the [-hlV] options can be specified at a time'],
  ])('%s: usage, and status 2', async (_, words, message) => {
    const { status, stdout, stderr } = await trace(...words);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.split('\n').slice(0, 2)).toEqual([
      `dtrace: ${message}`,
      'Usage: dtrace [options] [-n probe | -s script] ... [arguments]',
    ]);
  });
});

describe('files', () => {
  it.each([
    ['that is not there', 'none.d', undefined, 'failed to open PATH: No such file or directory'],
    ['that is a folder', '.', undefined, 'failed to open PATH: Is a directory'],
    ['that is no text', 'binary.d', '\x7fELF\0\0', 'failed to compile script PATH: file is binary'],
    ['without a program', 'empty.d', '', 'failed to compile script PATH: line 1: empty D program'],
  ])('a script %s', async (_, name, content, message) => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    const { status, stdout, stderr } = await trace('-es', path);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`dtrace: ${message.replace('PATH', path)}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe.skipIf(tracing !== undefined)(named('the run', tracing), () => {
  it.each([
    ['a pid that does not exist', ['-p', '4194305', '-n', 'BEGIN'], 'failed to grab pid 4194305'],
    ['a pid that is none', ['-p', 'x1', '-n', 'BEGIN'], 'invalid pid: x1'],
    [
      'a command that is not there',
      ['-c', '/no/such', '-n', 'BEGIN'],
      'failed to execute /no/such',
    ],
    [
      'an unknown -x',
      ['-xnosuch=1', '-n', 'BEGIN'],
      'failed to set -x nosuch: Invalid option name',
    ],
    ['a bad value', ['-xbufsize=lots', '-n', 'BEGIN'], 'failed to set -x bufsize: Invalid value'],
    ['no such probe', ['-n', 'no:such::probe'], 'invalid probe specifier no:such::probe: '],
    ['an output that cannot be', ['-o', '/no/such/file', '-n', 'BEGIN'], 'failed to open output'],
    [
      'a record without room',
      ['-b', '4k', '-xstrsize=8k', '-n', 'BEGIN { printf("%s", copyinstr(1)); }'],
      'could not enable tracing: Enabling exceeds size of buffer',
    ],
  ])('%s', async (_, words, message) => {
    const { status, stdout, stderr } = await trace(...words);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^dtrace: ${message.replace(/[[\]().*]/g, '\\$&')}`, 'm'));
    expect(stderr).not.toContain('internal error');
  });
});

/** A root that may do less than others. */
const without = (caps: string): string[] => {
  const fewer = caps.split(',').map((name) => `-${name}`);
  return [`--bounding-set=${fewer.join(',')}`, `--inh-caps=${fewer.join(',')}`];
};
const noSetpriv = whyNoProgram('setpriv', ...without('sys_admin,bpf,perfmon'), 'true');

describe.skipIf(noSetpriv !== undefined)(named('privileges', noSetpriv), () => {
  const refused = async (caps: string, names: string): Promise<void> => {
    const words = [...without(caps), dtrace, '-n', 'BEGIN { exit(0); }'];
    const { status, stdout, stderr } = await new Running('setpriv', words).ended;
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `dtrace: failed to initialize dtrace: DTrace requires additional privileges (missing ${names})\n`,
    );
  };

  it('names what is missing', () => refused('sys_admin,bpf,perfmon', 'CAP_BPF, CAP_PERFMON'));

  it.skipIf(tracing !== undefined)(named('names only what is missing', tracing), () =>
    refused('sys_admin,perfmon', 'CAP_PERFMON'),
  );

  it('compiling and the version need none', async () => {
    const caps = without('sys_admin,bpf,perfmon');
    for (const words of [['-en', 'syscall:::entry { @[execname] = count(); }'], ['-V']]) {
      const { status } = await new Running('setpriv', [...caps, dtrace, ...words]).ended;
      expect(status).toBe(0);
    }
  });

  it('a script that may not be read', async () => {
    const path = join(folder, 'secret.d');
    writeFileSync(path, 'BEGIN { }');
    chmodSync(path, 0);
    const words = [...without('dac_override,dac_read_search'), dtrace, '-es', path];
    const { status, stderr } = await new Running('setpriv', words).ended;
    expect([status, stderr]).toEqual([1, `dtrace: failed to open ${path}: Permission denied\n`]);
  });
});
