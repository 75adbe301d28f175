import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACTIVITY, type BpfObject, CONTROL, CONTROL_BYTES, type UnitSpec } from '../bpf/index.ts';
import type { StabilityReport } from '../check/index.ts';
import { SystemError } from '../diag/index.ts';
import { resolveOptions } from '../lang/index.ts';
import type { WatchedTarget } from '../session/index.ts';
import type { Compiled, Engine } from './engine.ts';
import { runCommand } from './run.ts';
import { hasUnicode } from './trace.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtrace-trace-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const units: readonly UnitSpec[] = [
  { kind: 'description', name: 'BEGIN /x/ { exit(0); }', matched: 1 },
  { kind: 'script', name: 'a/b.d', matched: 20 },
];

const stability = (unit: number): StabilityReport => ({
  descriptions: unit === 0 ? 'Unstable/Unstable/Common' : 'Evolving/Private/ISA',
  statements: 'Stable/Stable/Common',
  probes: [],
});

/** A program whose BEGIN exits at once, on a machine that does nothing but keep a log. */
async function run(
  words: readonly string[],
  compiled: Partial<Compiled> = {},
  shown: readonly UnitSpec[] = units,
) {
  const log: string[] = [];
  const object: BpfObject = {
    programs: [
      { name: 'BEGIN', attach: { kind: 'manual' }, code: new Uint8Array(), mapRefs: [], lines: [] },
    ],
    maps: [],
    probes: [],
    clauses: [],
    aggregations: [],
    faultSites: [],
    units: shown,
  };
  const control = new DataView(new ArrayBuffer(CONTROL_BYTES));
  const loaded = {
    attach: async () => {},
    fire: () => control.setUint32(CONTROL.activity, ACTIVITY.draining, true),
    wait: async () => {},
    wakeup: () => {},
    drain: () => {},
    history: () => {},
    memory: () => control,
    entries: () => [],
    take: () => undefined,
    clear: () => {},
    drops: () => [],
    close: () => void log.push('close'),
  };
  const target = (pid: number): WatchedTarget => ({
    pid,
    resume: () => void log.push(`resume ${pid}`),
    exited: () => undefined,
    release: () => void log.push(`release ${pid}`),
    onExit: () => {},
  });
  const engine: Engine = {
    compiler: async () => ({
      compile: (_programs, { settings, macros }) => {
        log.push(`compile for ${macros.get('target')}`);
        return {
          object,
          options: resolveOptions(settings),
          lowered: [],
          tree: '',
          stability,
          ...compiled,
        };
      },
      list: () => [],
      port: () => [],
    }),
    saver: () => Promise.reject(new Error('no saver')),
    loader: () => Promise.reject(new Error('no loader')),
    capabilities: () => expect.fail('nobody asks'),
    machine: async () => ({
      backend: { open: async () => loaded },
      symbols: { kernel: () => undefined, user: () => undefined },
      shell: () => {},
      checkPrivileges: () => {},
      nameProcess: () => {},
      launch: (command, environment) => {
        log.push(['launch', command, ...environment].join(' '));
        return target(11);
      },
      grab: (pid) => {
        if (pid === 99) throw new SystemError('failed to grab pid 99: no such process');
        return target(pid);
      },
    }),
  };
  let err = '';
  const out = join(folder, 'out');
  const status = await runCommand(
    ['-o', out, '-n', 'BEGIN', ...words],
    {
      env: {},
      terminal: false,
      columns: 80,
      write: (_fd, bytes) => {
        err += Buffer.from(bytes).toString('latin1');
      },
    },
    engine,
  );
  return { status, err, log, text: () => readFileSync(out, 'latin1') };
}

test('says what matched, unless quiet', async () => {
  const { status, err, text } = await run([]);
  expect(status).toBe(0);
  expect(err).toBe(
    "dtrace: description 'BEGIN ' matched 1 probe\ndtrace: script 'a/b.d' matched 20 probes\n",
  );
  expect(text()).toBe('\n');
  expect((await run(['-q'])).err).toBe('');
});

test('-v: one report a program, before what it prints, quiet or not', async () => {
  const { status, text } = await run(['-q', '-v']);
  expect(status).toBe(0);
  expect(text().split('\n')).toEqual([
    '',
    'Stability attributes for description BEGIN :',
    '',
    '\tMinimum Probe Description Attributes',
    '\t\tIdentifier Names: Unstable',
    '\t\tData Semantics:   Unstable',
    '\t\tDependency Class: Common',
    '',
    '\tMinimum Statement Attributes',
    '\t\tIdentifier Names: Stable',
    '\t\tData Semantics:   Stable',
    '\t\tDependency Class: Common',
    '',
    '',
    'Stability attributes for script a/b.d:',
    '',
    '\tMinimum Probe Description Attributes',
    '\t\tIdentifier Names: Evolving',
    '\t\tData Semantics:   Private',
    '\t\tDependency Class: ISA',
    '',
    '\tMinimum Statement Attributes',
    '\t\tIdentifier Names: Stable',
    '\t\tData Semantics:   Stable',
    '\t\tDependency Class: Common',
    '',
    '',
    '',
  ]);
});

test('targets: held while compiling, let run, released', async () => {
  const { log } = await run(['-c', 'ls -l', '-p', '12']);
  expect(log).toEqual([
    'launch ls -l',
    'compile for 11',
    'resume 11',
    'resume 12',
    'close',
    'release 11',
    'release 12',
  ]);
});

test('a target that does not exist lets go of the others', async () => {
  const { status, err, log } = await run(['-c', 'ls', '-p', '99']);
  expect(status).toBe(1);
  expect(err).toBe('dtrace: failed to grab pid 99: no such process\n');
  expect(log).toEqual(['launch ls', 'release 11']);
});

test('an error of the compiler releases the target', async () => {
  const { status, err, log } = await run(['-p', '12'], {}, []);
  expect(status).toBe(1);
  expect(err).toBe('dtrace: no probes matched\n');
  expect(log).toEqual(['compile for 12', 'release 12']);
});

test.each([
  ['abc', 'invalid pid: abc'],
  ['', 'invalid pid: '],
  ['1x', 'invalid pid: 1x'],
])('-p %s', async (pid, message) => {
  expect((await run(['-p', pid])).err).toBe(`dtrace: ${message}\n`);
});

test.each([
  [512 * 2 ** 20, '512m'],
  [2 ** 30, '1g'],
  [1536, '1536 bytes'],
  [3 * 1024, '3k'],
])('%i bytes are lowered to %s', async (bytes, text) => {
  const { err } = await run(['-q'], { lowered: [{ what: 'buffer size', bytes }] });
  expect(err).toBe(`dtrace: buffer size lowered to ${text}\n`);
});

test('quietresize: nothing is said of lowered sizes', async () => {
  const options = resolveOptions([{ name: 'quietresize' }]);
  const { err } = await run(['-q'], { options, lowered: [{ what: 'buffer size', bytes: 512 }] });
  expect(err).not.toContain('lowered');
});

test('setenv and unsetenv are for -c', async () => {
  const { log } = await run(['-q', '-xsetenv=A=1', '-xunsetenv=B', '-c', 'true']);
  expect(log).toContain('launch true A=1 B');
});

test('tree: the program as it was understood', async () => {
  expect((await run(['-q'], { tree: ':::BEGIN\n' })).err).toBe(':::BEGIN\n');
});

test('-B shows pieces', async () => {
  expect((await run(['-q', '-B'])).text()).toBe('>>> 1 bytes: "\\n"\n');
});

test.each([
  [{}, true],
  [{ LANG: 'de_DE.UTF-8' }, true],
  [{ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, false],
  [{ LANG: 'en_US.utf8', TERM: 'dumb' }, false],
  [{ LANG: 'POSIX' }, false],
])('%o has block elements: %s', (env, expected) => {
  expect(hasUnicode(env)).toBe(expected);
});
