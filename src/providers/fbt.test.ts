import { describe, expect, test } from 'vitest';
import type { FunctionWay } from '../bpf/index.ts';
import { compileScript } from '../test-compile.ts';
import { type FunctionType, type Type, voidType } from '../types/index.ts';
import { type KernelEvents, type KernelFunction, probeIndex } from './index.ts';

const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };
const file: Type = { kind: 'struct', name: 'file', layout: undefined };
const pointer = (target: Type): Type => ({ kind: 'pointer', target });
const fn = (result: Type, ...parameters: readonly Type[]): FunctionType => ({
  kind: 'function',
  result,
  parameters,
});

const types: Readonly<Record<string, FunctionType>> = {
  read: fn(int, pointer(file), int),
  drop: fn(voidType, pointer(file)),
  wide: fn(int, int, int, int, int, int, int, int),
  by_value: fn(int, file),
  twice: fn(int),
};

const named: readonly KernelFunction[] = [
  ...['read', 'drop', 'wide', 'by_value', 'clone.isra.0'].map((name) => ({
    module: 'vmlinux',
    name,
  })),
  { module: 'vmlinux', name: 'twice', several: true },
  ...Array.from({ length: 40 }, (_, n) => ({ module: 'mod', name: `f${n}` })),
];

interface Asked {
  lists: number;
}

function kernel(
  ways: readonly FunctionWay[],
  cookies = true,
  asked: Asked = { lists: 0 },
): KernelEvents {
  return {
    list: () => [],
    parameters: () => undefined,
    functions: {
      list: () => {
        asked.lists++;
        return ways.length === 0 ? [] : named;
      },
      ways: () => ways,
      type: ({ name }) => types[name] ?? (/^f\d+$/.test(name) ? fn(int, int) : undefined),
      cookies,
      absence: (name) => `no ${name}`,
    },
  };
}

const all: readonly FunctionWay[] = ['fentry', 'multi', 'kprobe'];

const programs = (text: string, events: KernelEvents, option?: string) =>
  compileScript(text, {
    probes: probeIndex(events),
    settings: option === undefined ? [] : [{ name: 'fbtattach', value: option }],
  }).object.programs.filter(({ name }) => name.startsWith('fbt'));

const ways = (text: string, events: KernelEvents, option?: string): readonly string[] =>
  programs(text, events, option).map(({ attach }) =>
    attach.kind === 'functions' ? attach.by : attach.kind,
  );

describe('probes', () => {
  const index = probeIndex(kernel(all));
  const match = (name: string, at: string) =>
    index.match({ provider: 'fbt', module: '', function: name, name: at });

  test('each function has an entry and a return', () => {
    expect(match('read', '').map((p) => `${p.module}:${p.function}:${p.name}`)).toEqual([
      'vmlinux:read:entry',
      'vmlinux:read:return',
    ]);
  });

  test.each([
    ['read', 'entry', ['struct file *', 'int']],
    ['read', 'return', ['int', 'int']],
    ['drop', 'return', ['int']],
    ['clone.isra.0', 'entry', []],
  ])('arguments of %s:%s', (name, at, expected) => {
    const [probe] = match(name, at);
    expect(probe && index.typedArguments(probe).map(({ type }) => type)).toEqual(expected);
  });

  test('are listed only if a description may be of them, and have numbers of their own', () => {
    const asked = { lists: 0 };
    const lazy = probeIndex(kernel(all, true, asked));
    const find = (provider: string, name: string) =>
      lazy.match({ provider, module: '', function: '', name });
    find('', 'BEGIN');
    find('syscall', 'entry');
    const [tick] = find('', 'tick-7s');
    expect(asked.lists).toBe(0);
    const [first] = find('fbt', '');
    expect([asked.lists, first?.id]).toEqual([1, 20_001]);
    expect(tick?.id).toBeLessThan(20_001);
    expect(lazy.match({ id: 20_002, provider: '', module: '', function: '', name: '' })).toEqual([
      { ...match('read', 'return')[0], id: 20_002 },
    ]);
  });

  test('why there is none is said', () => {
    expect(() => programs('fbt::none:entry {}', kernel(all))).toThrow(
      'probe description fbt::none:entry does not match any probes (no none)',
    );
    expect(() => programs('fbt::n*:entry {}', kernel([]))).toThrow('(no )');
  });
});

describe('ways', () => {
  test.each<[string, string, readonly FunctionWay[], readonly string[]]>([
    ['one function', 'fbt::read:entry { @ = count(); }', all, ['function']],
    ['its arguments', 'fbt::read:entry { @ = sum(arg1); }', all, ['function']],
    ['both ends', 'fbt::read: { @ = count(); }', all, ['function', 'function']],
    ['more arguments than registers', 'fbt::wide:entry { @ = sum(arg6); }', all, ['multi']],
    ['structs by value', 'fbt::by_value:entry { @ = count(); }', all, ['multi']],
    ['no type', 'fbt::clone*:entry { @ = count(); }', all, ['multi']],
    ['several of a name', 'fbt::twice:entry { @ = count(); }', all, ['multi']],
    ['many', 'fbt:mod::entry { @[probefunc] = count(); }', all, ['multi']],
    ['arguments of many', 'fbt:mod::entry { @ = sum(arg0); }', all, ['multi']],
    [
      'few of another width than many',
      'fbt::read:return, fbt::drop:return, fbt:mod::return {}',
      all,
      ['multi', 'function'],
    ],
    ['no fprobes', 'fbt:mod::entry { @ = count(); }', ['fentry', 'kprobe'], ['kprobe']],
    ['no fentry', 'fbt::read:entry { @ = count(); }', ['kprobe'], ['kprobe']],
  ])('%s', (_, text, can, expected) => {
    expect(ways(text, kernel(can))).toEqual(expected);
  });

  test.each([
    ['fentry', 40, 'function'],
    ['multi', 1, 'multi'],
    ['kprobe', 1, 'kprobe'],
  ])('option fbtattach=%s', (option, count, kind) => {
    const used = ways('fbt:mod::entry { @ = count(); }', kernel(all), option);
    expect([used.length, new Set(used)]).toEqual([count, new Set([kind])]);
  });

  test('without cookies each has a program', () => {
    const used = programs('fbt:mod:f1*:entry { @ = count(); }', kernel(['kprobe'], false));
    expect(used).toHaveLength(11);
    expect(used[0]?.attach).toMatchObject({ functions: [{ module: 'mod', name: 'f1' }] });
  });

  test('cookies count the enabled ones, and tables are as long', () => {
    const { object } = compileScript('fbt:mod:f3*:return { @[probefunc] = count(); }', {
      probes: probeIndex(kernel(['multi'])),
    });
    const attach = object.programs.find(({ name }) => name.startsWith('fbt'))?.attach;
    expect(attach).toMatchObject({ kind: 'functions', at: 'return' });
    const functions = attach?.kind === 'functions' ? attach.functions : [];
    expect(functions.slice(0, 2)).toEqual([
      { module: 'mod', name: 'f3', cookie: 0 },
      { module: 'mod', name: 'f30', cookie: 1 },
    ]);
    const constants = object.maps.find(({ constant }) => constant)?.valueBytes ?? 0;
    expect(functions).toHaveLength(11);
    expect(constants).toBeLessThan(256);
  });
});
