import { describe, expect, test } from 'vitest';
import type { ProgramSpec } from '../bpf/index.ts';
import { compileScript } from '../test-compile.ts';
import type { Type } from '../types/index.ts';
import { type KernelEvents, probeIndex } from './index.ts';

const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };
const task: Type = { kind: 'struct', name: 'task_struct', layout: undefined };
const nameless: Type = { kind: 'struct', name: '', layout: undefined };
const pointer = (target: Type): Type => ({ kind: 'pointer', target });

/** So many tracepoints, each with an int, and system calls, which are none. */
const kernel = (count: number, cookies = true): KernelEvents => ({
  list: () => [
    { module: 'vmlinux', system: 'syscalls', name: 'sys_enter_read' },
    ...Array.from({ length: count }, (_, n) => ({
      module: 'vmlinux',
      system: 'sys',
      name: `ev${n}`,
    })),
  ],
  parameters: () => [int, pointer(task), pointer(nameless)],
  record: () => ({
    id: 42,
    fields: [
      { name: 'n', type: 'int', offset: 8, bytes: 4, signed: true, form: 'value' },
      { name: 'text', type: 'char *', offset: 12, bytes: 4, signed: false, form: 'located' },
      { name: 'comm', type: 'char [16]', offset: 16, bytes: 16, signed: false, form: 'array' },
    ],
  }),
  cookies,
});

const programs = (text: string, events = kernel(3)): readonly ProgramSpec[] =>
  compileScript(text, { probes: probeIndex(events) }).object.programs;

const kinds = (text: string, events?: KernelEvents) =>
  programs(text, events).map(({ attach }) => attach.kind);

describe('names and types', () => {
  const index = probeIndex(kernel(3));
  const find = (provider: string, name: string) =>
    index.match({ provider, module: '', function: '', name });

  test('rawtp has the events that are tracepoints, by system and name', () => {
    expect(find('rawtp', '').map((p) => `${p.module}:${p.name}`)).toEqual([
      'sys:ev0',
      'sys:ev1',
      'sys:ev2',
    ]);
  });

  test('the arguments of rawtp are the parameters, those of sdt the fields', () => {
    const types = (provider: string) =>
      find(provider, 'ev0').flatMap((p) => index.typedArguments(p).map(({ type }) => type));
    expect(types('rawtp')).toEqual(['int', 'struct task_struct *', 'void *']);
    expect(types('sdt')).toEqual(['int', 'char *', 'char [16]']);
  });
});

describe('programs', () => {
  test.each([
    ['rawtp:::ev0 { @ = count(); }', ['raw_tracepoint']],
    ['rawtp:::ev0 { @ = sum(arg0); }', ['raw_tracepoint']],
    ['sdt:::ev0 { @ = count(); }', ['raw_tracepoint']],
    // Only perf makes the record.
    ['sdt:::ev0 { @ = sum(arg0); }', ['tracepoint']],
    ['sdt:::ev0 { trace(arg1); trace(arg2); }', ['tracepoint']],
    ['rawtp:::ev0, rawtp:::ev1 { @ = count(); }', ['raw_tracepoint', 'raw_tracepoint']],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  test('a record that is not known is no hindrance', () => {
    const { record: _, ...unknown } = kernel(1);
    expect(kinds('sdt:::ev0 { @ = count(); }', unknown)).toEqual(['raw_tracepoint']);
    expect(() => kinds('sdt:::ev0 { trace(arg0); }', unknown)).toThrow('not known');
  });
});

describe('many', () => {
  test('events share a program that knows them by cookies', () => {
    const [{ attach } = { attach: undefined }, ...others] = programs(
      'rawtp:::ev1* { @[probename] = count(); }',
      kernel(1000),
    );
    expect(others).toEqual([]);
    expect(attach).toMatchObject({ kind: 'raw_tracepoints' });
    const events = attach?.kind === 'raw_tracepoints' ? attach.events : [];
    expect(events).toHaveLength(111);
    expect(events[1]).toEqual({ event: 'ev10', cookie: 10 });
  });

  test.each([
    ['whose arguments are read do not', 'rawtp:::ev* { @ = sum(arg0); }', kernel(70)],
    ['do not where there are no cookies', 'rawtp:::ev* { @ = count(); }', kernel(70, false)],
  ])('events %s', (_, text, events) => {
    expect(new Set(kinds(text, events))).toEqual(new Set(['raw_tracepoint']));
    expect(programs(text, events)).toHaveLength(70);
  });

  test('the one whose arguments are read has its own program', () => {
    const text = 'rawtp:::ev* { @ = count(); } rawtp:::ev7 { @s = sum(arg0); }';
    expect(kinds(text, kernel(100)).sort()).toEqual(['raw_tracepoint', 'raw_tracepoints']);
  });
});
