import { describe, expect, test } from 'vitest';
import { compileScript } from '../test-compile.ts';
import { type FunctionType, type Type, voidType } from '../types/index.ts';
import { probeIndex } from './index.ts';
import { lockstatProvider } from './lockstat.ts';
import { type KernelEvents, noEvents } from './provider.ts';

const kernel = {
  ...noEvents,
  parameters: (event: string) => (event.startsWith('contention_') ? [] : undefined),
};
const probe = (name: string) => ({ provider: 'lockstat', module: 'vmlinux', function: '', name });

describe('programs', () => {
  const { programs, maps } = compileScript(
    'lockstat:::adaptive-block { @ = sum(arg1); } lockstat:::rw-block { @r = sum(arg2); }',
    { probes: probeIndex(kernel) },
  ).object;

  test('the one that notes when waits begin is there first, and once', () => {
    const events = programs.map(({ attach }) => 'event' in attach && attach.event);
    expect(events).toEqual(['contention_begin', 'contention_end']);
  });

  test('share what they know of waits', () => {
    const used = programs.map(({ mapRefs }) => mapRefs.some(({ map }) => map === 'lock_waits'));
    expect(used).toEqual([true, true]);
    expect(maps.filter(({ name }) => name.startsWith('lock_wait'))).toHaveLength(2);
  });
});

const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };
const lock: Type = { kind: 'pointer', target: voidType };
const fn = (result: Type): FunctionType => ({ kind: 'function', result, parameters: [lock] });
const functions: Readonly<Record<string, FunctionType>> = {
  mutex_lock: fn(voidType),
  mutex_trylock: fn(int),
  _raw_spin_unlock: fn(voidType),
};
const traced: KernelEvents = {
  ...kernel,
  functions: {
    list: () => [],
    ways: () => ['fentry'],
    type: ({ name }) => functions[name],
    cookies: true,
    absence: () => 'none',
    moduleOf: () => undefined,
  },
};

test.each([
  ['adaptive-block', kernel, 1, 'close'],
  ['adaptive-acquire', traced, 2, 'close'],
  ['spin-release', traced, 1, 'close'],
  ['rw-acquire', traced, 0, 'silent'],
  ['rw-upgrade', traced, 0, 'silent'],
  ['adaptive-acquire-error', kernel, 1, 'approximate'],
  // That a lock is free is no event.
  ['adaptive-acquire', kernel, 0, 'silent'],
  ['spin-release', kernel, 0, 'silent'],
  ['adaptive-block', noEvents, 0, 'silent'],
])('%s', (name, events, places, fidelity) => {
  expect(lockstatProvider.places(probe(name), events)).toHaveLength(places);
  expect(lockstatProvider.origin?.(probe(name), events)?.fidelity).toBe(fidelity);
});

test.each([
  ['genunix', ''],
  ['unix', ''],
  ['vmlinux', 'vmlinux'],
])('module %s of an old script', (module, expected) => {
  const pattern = { ...probe('adaptive-block'), module };
  const match = lockstatProvider.solaris?.(pattern, noEvents);
  const found = match && 'pattern' in match ? match.pattern.module : pattern.module;
  expect(found).toBe(expected);
});
