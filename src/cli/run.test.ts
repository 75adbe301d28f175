import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BpfObject } from '../bpf/index.ts';
import type { StabilityReport } from '../check/index.ts';
import { CompileError } from '../diag/index.ts';
import type { CapabilityReport } from '../kernel/index.ts';
import { resolveOptions } from '../lang/index.ts';
import type { Compiler, CompileSetting, Engine, ProgramSource } from './engine.ts';
import type { Host } from './host.ts';
import { runCommand } from './run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dtrace-cli-'));
  writeFileSync(join(folder, 'good.d'), 'BEGIN { trace("\u00e9"); }\n');
  writeFileSync(join(folder, 'binary'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]));
  writeFileSync(join(folder, 'macro.d'), '#!/usr/sbin/dtrace -s\nBEGIN { trace(VALUE); }\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const row = {
  what: 'rings',
  since: '5.8',
  by: 'trying',
  otherwise: 'less',
  loses: 'much',
} as const;
const report: CapabilityReport = {
  ...{ release: '6.1', processor: 'x86_64', missingPrivileges: [] },
  capabilities: [
    { ...row, name: 'ring', here: true, guessed: false, why: undefined },
    { ...row, name: 'goto', here: false, guessed: false, why: 'it is old' },
  ],
};

const object: BpfObject = {
  programs: [
    { name: 'BEGIN', attach: { kind: 'manual' }, code: new Uint8Array(8), mapRefs: [], lines: [] },
  ],
  maps: [],
  probes: [],
  clauses: [],
  aggregations: [],
  faultSites: [],
  units: [],
};

const probe = {
  description: 'Evolving/Evolving/Common',
  arguments: 'Private/Private/ISA',
  types: [],
} as const;
const stability = (): StabilityReport => ({
  descriptions: 'Stable/Stable/Common',
  statements: 'Stable/Stable/Common',
  probes: [
    { fields: { provider: 'a', module: '', function: 'b*', name: 'c' }, stability: undefined },
    { fields: { provider: '', module: '', function: '', name: 'BEGIN' }, stability: probe },
  ],
});

/** Runs a command line of blank-separated words; `@` stands for the test's folder. */
async function run(
  text: string,
  env: Host['env'] = {},
  compiler: Partial<Compiler> = {},
): Promise<{
  status: number;
  out: string;
  err: string;
  seen: [readonly ProgramSource[], CompileSetting][];
}> {
  const texts = ['', '', ''];
  const seen: [readonly ProgramSource[], CompileSetting][] = [];
  const engine: Engine = {
    compiler: async () => ({
      compile: (programs, setting) => {
        seen.push([programs, setting]);
        return {
          object,
          options: resolveOptions(setting.settings),
          lowered: [],
          tree: '',
          stability,
        };
      },
      list: (programs, setting) => {
        seen.push([programs, setting]);
        return [{ description: 'a:b:c:d', probes: [], stability: () => probe }];
      },
      port: () => [],
      ...compiler,
    }),
    saver: () => Promise.reject(new Error('no saver')),
    loader: () => Promise.reject(new Error('no loader')),
    capabilities: async () => report,
    machine: async () => {
      throw new Error('internal error: no machine here');
    },
  };
  const host: Host = {
    env,
    terminal: false,
    columns: 80,
    write: (fd, bytes) => {
      texts[fd] += Buffer.from(bytes).toString('latin1');
    },
  };
  const words = text.split(' ').filter((w) => w !== '');
  const status = await runCommand(
    words.map((w) => w.replace('@', folder)),
    host,
    engine,
  );
  const [, out = '', err = ''] = texts.map((t) => t.replaceAll(folder, '@'));
  return { status, out, err, seen };
}

describe('what needs no compiler', () => {
  test.each([
    ['-V', {}, 0, 'dtrace: Sun D 1.13\n', ''],
    ['-V -xdialect=oracle', {}, 0, 'dtrace: Oracle D 2.0\n', ''],
    ['-V', { DTRACE_OPT_DIALECT: 'oracle' }, 0, 'dtrace: Oracle D 2.0\n', ''],
    ['-q', {}, 1, '', 'dtrace: no probes specified\n'],
    ['-q -e', {}, 0, '', ''],
    ['-s @/none.d', {}, 1, '', 'dtrace: failed to open @/none.d: No such file or directory\n'],
    ['-s @', {}, 1, '', 'dtrace: failed to open @: Is a directory\n'],
    [
      '-s @/binary',
      {},
      1,
      '',
      'dtrace: failed to compile script @/binary: file is binary, not a D program\n',
    ],
    [
      '-s /dev/zero',
      {},
      1,
      '',
      'dtrace: failed to compile script /dev/zero: file is larger than 16 MB\n',
    ],
    ['-xfoo -n x', {}, 1, '', 'dtrace: failed to set -x foo: Invalid option name\n'],
    ['-b 9q -n x', {}, 1, '', 'dtrace: failed to set -b 9q: Invalid value for specified option\n'],
    [
      '-n x',
      { DTRACE_OPT_STRSIZE: '1' },
      1,
      '',
      'dtrace: failed to set DTRACE_OPT_STRSIZE: Invalid value for specified option\n',
    ],
    ['-n x', {}, 1, '', /^dtrace: internal error: no machine here\n.*report.*\n$/],
  ])('%s %j', async (words, env, status, out, err) => {
    const result = await run(words, env);
    expect(result).toMatchObject({ status, out });
    if (typeof err === 'string') expect(result.err).toBe(err);
    else expect(result.err).toMatch(err);
  });

  test('usage goes to stdout when asked for, else to stderr with status 2', async () => {
    const asked = await run('-h');
    expect(asked).toMatchObject({ status: 0, err: '' });
    expect(asked.out).toMatch(/^Usage: dtrace .*-Z/s);
    expect(await run('-y')).toEqual({
      status: 2,
      out: '',
      err: `dtrace: illegal option -- y\n${asked.out}`,
      seen: [],
    });
    expect(await run('')).toMatchObject({ status: 2, out: '', err: asked.out });
  });
});

describe('compiling', () => {
  test('sources, arguments and macros reach the compiler', async () => {
    const { seen } = await run('-e -s @/good.d -P syscall one two');
    expect(seen).toHaveLength(1);
    const [programs, setting] = seen[0] ?? [[], undefined];
    expect(programs).toEqual([
      {
        source: {
          kind: 'script',
          name: join(folder, 'good.d'),
          // UTF-8 as it is in the file, one character a byte.
          text: 'BEGIN { trace("\u00c3\u00a9"); }\n',
        },
      },
      { form: 'provider', source: { kind: 'description', name: 'syscall', text: 'syscall' } },
    ]);
    expect(setting?.args).toEqual(['one', 'two']);
    expect(setting?.macros.get('pid')).toBe(process.pid);
    expect(setting?.macros.get('target')).toBe(0);
    expect(Number(setting?.macros.get('sid'))).toBeGreaterThanOrEqual(0);
  });

  test('-e says nothing, -S lists the code on stderr', async () => {
    expect(await run('-e -n BEGIN')).toMatchObject({ status: 0, out: '', err: '' });
    const { out, err } = await run('-eSn BEGIN');
    expect(out).toBe('');
    expect(err).toContain('BEGIN: 1 instruction');
  });

  test('-e -v tells what is known of each description', async () => {
    const units = [{ kind: 'script', name: 'a.d', matched: 0 }] as const;
    const compile: Compiler['compile'] = () => ({
      object: { ...object, units },
      options: resolveOptions([]),
      lowered: [],
      tree: '',
      stability,
    });
    const { out } = await run('-e -v -n BEGIN', {}, { compile });
    const shown = out.split('\n');
    expect(shown[1]).toBe('Stability attributes for script a.d:');
    expect(shown.slice(shown.indexOf('a::b*:c'))).toEqual([
      'a::b*:c',
      '',
      ':::BEGIN',
      '',
      '\tProbe Description Attributes',
      '\t\tIdentifier Names: Evolving',
      '\t\tData Semantics:   Evolving',
      '\t\tDependency Class: Common',
      '',
      '\tArgument Attributes',
      '\t\tIdentifier Names: Private',
      '\t\tData Semantics:   Private',
      '\t\tDependency Class: ISA',
      '',
      '\tArgument Types',
      '\t\tNone',
      '',
      '',
    ]);
  });

  test('errors of the program', async () => {
    const compile = (programs: readonly ProgramSource[]): never => {
      const source = programs[0]?.source ?? { kind: 'script', name: '', text: '' };
      const span = { source, start: 0, end: 1, line: 1 };
      throw new CompileError([{ tag: 'D_SYNTAX', message: 'no', span }]);
    };
    const { status, err } = await run('-xerrtags -e -s @/good.d', {}, { compile });
    expect(status).toBe(1);
    expect(err).toBe('dtrace: failed to compile script @/good.d: [D_SYNTAX] line 1: no\n');
  });

  test('-l, to a file too', async () => {
    const { status, out, err } = await run('-l');
    expect(status).toBe(0);
    expect(out).toMatch(/^ {3}ID {3}PROVIDER .* NAME\n$/);
    expect(err).toBe('dtrace: failed to match a:b:c:d: No probe matches description\n');
    expect(await run('-l -o @/list')).toMatchObject({ out: '' });
    await run('-l -o @/list');
    expect(readFileSync(join(folder, 'list'), 'latin1')).toBe(out + out);
  });
});

describe('what the kernel can do', () => {
  test.each([
    ['--capabilities', 0, /^Linux 6\.1 .*\n\nCAPABILITY(?:.*\n)+ring +yes(?:.*\n)+goto +no/],
    ['-x capabilities', 0, /^ring +yes/m],
    ['--capabilities ring', 0, /WHAT\nring +yes.*\n$/],
    ['--capabilities ring goto', 1, /^goto +no/m],
    ['-q --capabilities goto ring', 1, /^goto: it is old\n$/],
    ['--capabilities --json goto', 1, /"name": "goto",\n/],
  ])('%s', async (words, expected, text) => {
    const { status, out, err } = await run(words);
    expect([status, err]).toEqual([expected, '']);
    expect(out).toMatch(text);
  });

  test('no such thing', async () => {
    const { status, err } = await run('--capabilities wings');
    expect([status, err]).toEqual([
      1,
      'dtrace: no capability wings: dtrace --capabilities lists them\n',
    ]);
  });
});

describe('preprocessor', () => {
  test('sees scripts, and what -D says', async () => {
    const { seen, err } = await run('-e -C -DVALUE=42 -s @/macro.d -n VALUE');
    expect(err).toBe('');
    const texts = seen[0]?.[0].map((p) => p.source.text) ?? [];
    expect(texts[0]).toMatch(/\nBEGIN \{ trace\(42\); \}\n$/);
    expect(texts[1]).toBe('VALUE');
  });

  test.each([
    ['-xcpppath=/nonexistent/cpp', 'Preprocessor not found\n'],
    ['-xcpppath=/bin/false', 'Preprocessor failed to process input program\n'],
    ['-xcpppath=/etc/passwd', 'Failed to exec preprocessor\n'],
  ])('%s', async (option, why) => {
    const { status, err } = await run(`-e -C ${option} -s @/macro.d`);
    expect(status).toBe(1);
    expect(err).toContain(`dtrace: failed to compile script @/macro.d: ${why}`);
  });
});
