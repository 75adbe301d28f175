import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resolveOptions, type Setting } from '../lang/index.ts';
import { readSaved } from '../saved/index.ts';
import { compileScript } from '../test-compile.ts';
import type { CompileSetting, Engine } from './engine.ts';
import { runCommand } from './run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtrace-saved-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a machine of this kind saves, and loads. */
const here = 'x86_64';

/** Runs words, in which `@` is the test's folder, where no kernel is; `loaded`: options of what would run. */
async function run(text: string, pragmas: readonly Setting[] = []) {
  let err = '';
  const seen: CompileSetting[] = [];
  const engine: Engine = {
    compiler: () => Promise.reject(new Error('no compiler')),
    capabilities: () => Promise.reject(new Error('nobody asks')),
    machine: () => Promise.reject(new Error('no machine')),
    saver: async () => ({
      save: (programs, setting) => {
        seen.push(setting);
        const { object } = compileScript(programs[0]?.source.text ?? '', {}, 'description');
        const options = resolveOptions([...setting.settings, ...pragmas]);
        const variants = [{ object, facts: [], relocations: {} }];
        const kept = { architecture: here, byteOrder: endianness(), kernel: '6.18', reports: [] };
        const saved = { ...kept, options, lowered: [], variants };
        const stability = () => ({
          descriptions: 'Stable/Stable/Common' as const,
          statements: 'Stable/Stable/Common' as const,
          probes: [],
        });
        return { compiled: { object, options, lowered: [], tree: '', stability }, saved };
      },
    }),
    loader: async () => ({
      read: (file, name) => readSaved(file, name, here),
      relocate: () => expect.fail('no machine is asked before'),
    }),
  };
  const write = (_fd: number, bytes: Uint8Array): void => {
    err += Buffer.from(bytes).toString('latin1');
  };
  const words = text.split(' ').map((w) => w.replace('@', folder));
  const status = await runCommand(words, { env: {}, terminal: false, columns: 80, write }, engine);
  return { status, err: err.replaceAll(folder, '@').split('\n')[0], seen };
}

const written = () => readSaved(readFileSync(join(folder, 'x')), 'x', here);

test('a program is written with its options, and nothing runs', async () => {
  const { status, err, seen } = await run('--save @/x -q -xstrsize=99 -n BEGIN 1');
  expect([status, err, seen[0]?.args]).toEqual([0, '', ['1']]);
  const { options, reports, variants } = written();
  expect([options.quiet, options.strsize, variants[0]?.object.probes.length]).toEqual([
    true,
    99,
    1,
  ]);
  expect(reports[0]).toContain('Stability attributes for description test');
});

test('who runs it decides about destructive actions, but for its own pragma', async () => {
  await run('--save @/x -w -n BEGIN');
  expect(written().options.destructive).toBe(false);
  await run('--save @/x -n BEGIN', [{ name: 'destructive' }]);
  expect(written().options.destructive).toBe(true);
});

describe('is refused:', () => {
  test.each<[string, number, string]>([
    ['--save @/x -l', 2, '--save and -l exclude each other'],
    ['--save @/x --load @/x', 2, '--save and --load exclude each other'],
    ['--save @/x -n BEGIN -c date', 2, '-c and -p go with --load, not with --save'],
    ['--save @/x -q', 1, 'no probes specified'],
    ['--save @/none/x -n BEGIN', 1, 'failed to write @/none/x: No such file or directory'],
    ['--load @/x -n BEGIN', 2, '--load runs a program that is complete: -n, -s, -l, -e and their'],
    ['--load @/x -e', 2, '--load runs a program that is complete'],
    ['--load @/x 1', 2, 'the arguments of a saved program are those with which it was saved'],
    ['--load @/x -xstrsize=9', 1, '-x strsize: a saved program keeps what it was compiled with'],
    ['--load @/y', 1, 'failed to open @/y: No such file or directory'],
    ['--load @/z', 1, 'failed to load @/z: it is not a saved program'],
  ])('%s', async (words, status, message) => {
    await run('--save @/x -n BEGIN');
    writeFileSync(join(folder, 'z'), 'BEGIN');
    const result = await run(words);
    expect(result.status).toBe(status);
    expect(result.err).toMatch(`dtrace: ${message}`);
  });
});

test('options that matter later are taken', async () => {
  await run('--save @/x -n BEGIN');
  const { err } = await run('--load @/x -q -w -xaggsortkey -xnoresolve');
  expect(err).toContain('no machine');
});
