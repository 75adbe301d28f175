import { describe, expect, test } from 'vitest';
import { type FunctionWay, listing } from '../bpf/index.ts';
import { compileScript } from '../test-compile.ts';
import { type FunctionType, type Type, voidType } from '../types/index.ts';
import { type KernelEvents, type KernelFunction, probeIndex } from './index.ts';

const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };
const mode: Type = { kind: 'integer', name: 'unsigned short', bytes: 2, signed: false };
const file: Type = { kind: 'struct', name: 'file', layout: undefined };
const pair: Type = { kind: 'struct', name: 'pair', layout: { bytes: 16, members: [] } };
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
  by_value: fn(int, pair, int),
  narrow: fn(mode, mode),
  print: { ...fn(int, pointer(int)), variadic: true },
  twice: fn(int),
};

const named: readonly KernelFunction[] = [
  ...['read', 'drop', 'wide', 'by_value', 'narrow', 'print', 'clone.isra.0'].map((name) => ({
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
      moduleOf: (name) => (name in types ? 'vmlinux' : undefined),
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
    ['any number of arguments', 'fbt::print:entry { @ = count(); }', all, ['multi']],
    ['instructions', 'fbt::read:0x10, fbt::read:4 { @ = count(); }', all, ['kprobe', 'kprobe']],
    ['no type', 'fbt::clone*:entry { @ = count(); }', all, ['multi']],
    ['several of a name', 'fbt::twice:entry { @ = count(); }', all, ['multi']],
    ['many', 'fbt:mod::entry { @[probefunc] = count(); }', all, ['multi']],
    ['arguments of many', 'fbt:mod::entry { @ = sum(arg0); }', all, ['multi']],
    [
      'results of several widths',
      'fbt::read:return, fbt::drop:return, fbt:mod::return { @ = sum(arg1); }',
      all,
      ['multi'],
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

describe('instructions', () => {
  const index = probeIndex(kernel(all));
  const match = (name: string, module = '') =>
    index.match({ provider: 'fbt', module, function: 'read', name });

  test('are not listed, but made when asked for', () => {
    expect(match('').map(({ name }) => name)).toEqual(['entry', 'return']);
    expect(match('10')).toMatchObject([{ module: 'vmlinux', function: 'read', name: '10' }]);
    expect(match('0x1g')).toEqual([]);
  });

  test('have registers, and no arguments', () => {
    const [probe] = match('10');
    expect(probe && index.typedArguments(probe)).toEqual([]);
    expect(probe && index.untyped(probe)).toContain('uregs[]');
    const [spec] = programs('fbt::read:0xa { @ = sum(uregs[0]); }', kernel(all));
    expect(spec?.attach).toMatchObject({ by: 'kprobe', functions: [{ name: 'read', offset: 10 }] });
  });
});

test.each([
  ['fbt::none:entry', 'no none'],
  ['fbt::none:', 'no none'],
  ['fbt::none:0x10', 'no none'],
  ['fbt::read:start', 'entry, return'],
])('why there is no %s', (description, why) => {
  const compile = () =>
    compileScript(`${description} { }`, { probes: probeIndex(kernel(all)) }, 'description');
  expect(compile).toThrow(why);
});

const typeNamed = (name: string): Type | undefined =>
  [file, pair].find((type) => type.kind === 'struct' && name === `struct ${type.name}`);

describe('args[] of many functions', () => {
  /** Types, probes and reasons of the parts of a clause. */
  function parts(text: string) {
    const { object } = compileScript(text, { probes: probeIndex(kernel(all)), types: typeNamed });
    const functions = new Map(object.probes.map((probe) => [probe.id, probe.function]));
    return {
      matched: object.units.map((unit) => unit.matched),
      clauses: object.clauses.map((c) => c.probes.map((id) => functions.get(id)).join(' ')),
      omitted: object.units.flatMap(({ omitted = [] }) =>
        omitted.map(({ why, probes }) => `${probes.length}: ${why}`),
      ),
    };
  }

  test('the clause is compiled for each type that it fits', () => {
    expect(parts('fbt:vmlinux:[rn]*:entry { trace(args[0] & 1); }')).toEqual({
      matched: [1],
      clauses: ['narrow'],
      omitted: [expect.stringContaining('1: args[0] is a struct file *: ')],
    });
    expect(parts('fbt:vmlinux:n*: { trace(args[0] & 1); }')).toMatchObject({
      matched: [2],
      clauses: ['narrow', 'narrow'],
      omitted: [],
    });
  });

  test('only those that it names count', () => {
    const { clauses, omitted } = parts('fbt::f1*:entry, fbt::read:entry { trace(args[1]); }');
    expect([clauses, omitted]).toEqual([['read'], ['11: there is no args[1]']]);
  });

  test('variables of a form that does not fit are forgotten', () => {
    const text = 'fbt::f1*:entry, fbt::read:entry { self->a = args[1]; @[self->a] = count(); }';
    const { object } = compileScript(text, { probes: probeIndex(kernel(all)) });
    expect(object.aggregations.map(({ id }) => id)).toEqual([1]);
  });

  test('why there are none is said', () => {
    const { omitted } = parts('fbt::[rc]*:entry { trace(args[1]); }');
    expect(omitted).toEqual([expect.stringContaining('(.isra)')]);
  });

  test.each([
    ['fbt::[rn]*:entry { trace(args[0]->none); }', 'matches an unstable set of probes'],
    ['fbt::[rn]*:entry { trace(none + args[0]); }', 'failed to resolve none'],
    ['fbt::[rn]*:entry { trace(args[5]); }', 'index 5 is out of range'],
    ['fbt::by_value:entry { trace(args[0]); }', 'args[0] is a struct pair by value'],
  ])('%s', (text, message) => {
    expect(() => parts(text)).toThrow(message);
  });
});

describe('argN has the width of its type', () => {
  /** What is done to the registers before the value is added to the aggregation. */
  function code(text: string, way: string): string {
    const { object } = compileScript(text, {
      probes: probeIndex(kernel(all)),
      settings: [{ name: 'fbtattach', value: way }],
    });
    const program = object.programs.find(({ name }) => name.startsWith('fbt'));
    return program ? listing(program) : '';
  }

  test.each(['fentry', 'multi', 'kprobe'])('%s', (way) => {
    expect(code('fbt::narrow:entry { @ = sum(arg0); }', way)).toMatch(/&= 65535/);
    expect(code('fbt::read:entry { @ = sum(arg1); }', way)).toMatch(/<<= 32/);
    expect(code('fbt::read:entry { @ = sum(arg0); }', way)).not.toMatch(/<<=/);
  });

  test('a table has it where it differs', () => {
    const text = 'fbt::narrow:return, fbt::read:return { @ = sum(arg1); }';
    const { object } = compileScript(text, { probes: probeIndex(kernel(['multi'])) });
    const table = object.maps.find(({ constant }) => constant)?.initial ?? new Uint8Array();
    expect([...table.slice(0, 2)].sort()).toEqual([32 | 1, 48]);
  });
});
