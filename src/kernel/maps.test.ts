import { expect, test } from 'vitest';
import type { MapKind, MapSpec } from '../bpf/index.ts';
import { fakeSys } from './fake-sys.ts';
import { createMap, lastCpu, ringBytes } from './maps.ts';

const COMMAND = { create: 0, update: 2, btfLoad: 18, freeze: 22, batch: 24 };

const spec = (kind: MapKind, more: Partial<MapSpec> = {}): MapSpec => ({
  name: 'm',
  kind,
  keyBytes: 4,
  valueBytes: 12,
  entries: 100,
  ...more,
});

test.each<[MapKind, Partial<MapSpec>, readonly number[]]>([
  // kind, more, [type, entries, flags]
  ['hash', {}, [1, 100, 0]],
  ['array', { mmap: true }, [2, 100, 0x400]],
  ['percpu_array', {}, [6, 100, 0]],
  ['percpu_hash', { preallocated: true }, [5, 100, 0]],
  ['ringbuf', { entries: 5000 }, [27, 8192, 0]],
  ['task_storage', {}, [29, 0, 1]],
])('creates %s %o', (kind, more, expected) => {
  const sys = fakeSys();
  createMap(sys, spec(kind, more), 2);
  const create = sys.calls.find(({ command }) => command === COMMAND.create);
  expect([0, 12, 16].map((at) => create?.attr.getUint32(at, true))).toEqual(expected);
});

test('task storage gets its types, whose descriptor is closed', () => {
  const sys = fakeSys();
  createMap(sys, spec('task_storage'), 2);
  expect(sys.calls.map(({ command }) => command)).toEqual([COMMAND.btfLoad, COMMAND.create]);
  expect(sys.calls[1]?.attr.getUint32(48, true)).toBe(100);
  expect(sys.closed).toEqual([100]);
});

test('a constant map is written in full width, then frozen', () => {
  const sys = fakeSys();
  createMap(sys, spec('array', { constant: true, initial: new Uint8Array([1, 2]) }), 2);
  expect(sys.calls.map(({ command }) => command)).toEqual([
    COMMAND.create,
    COMMAND.update,
    COMMAND.freeze,
  ]);
  expect(sys.calls[0]?.attr.getUint32(16, true)).toBe(0x80);
  expect([...(sys.calls[1]?.at(16) ?? [])]).toEqual([1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

test('a refusal names the map', () => {
  expect(() =>
    createMap(
      fakeSys(() => -12),
      spec('hash'),
      2,
    ),
  ).toThrow('failed to create map m (100 elements): not enough memory (ENOMEM)');
});

test('reads in batches, each CPU’s value apart, and asks for more where a bucket does not fit', () => {
  const batches = [-28, 0, -2];
  const sys = fakeSys((call) => {
    if (call.command !== COMMAND.batch) return 100;
    const result = batches.shift() ?? 0;
    call.attr.setUint32(32, 1, true);
    call.at(8).fill(batches.length);
    call.at(16).set([batches.length, 0, 0, 0]);
    call.at(24).set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 0, 0, 0, 0, 21]);
    return result;
  });
  const entries = createMap(sys, spec('percpu_hash'), 2).entries();
  expect(entries.map(({ key }) => key[0])).toEqual([1, 0]);
  expect(entries[0]?.values.map((value) => [value.length, value[0]])).toEqual([
    [12, 1],
    [12, 21],
  ]);
  const calls = sys.calls.filter(({ command }) => command === COMMAND.batch);
  expect(calls.map(({ at }) => at(24).length / 32)).toEqual([100, 200, 200]);
  expect([...(calls[2]?.at(0) ?? [])]).toEqual([1, 1, 1, 1]);
});

test('an element that is gone is undefined, and clearing it is no error', () => {
  const sys = fakeSys((call) => (call.command === COMMAND.create ? 100 : -2));
  const map = createMap(sys, spec('hash'), 2);
  expect(map.lookup(new Uint8Array(4))).toBeUndefined();
  expect(map.take(new Uint8Array(4))).toBeUndefined();
  map.clear(new Uint8Array(4));
});

test.each([
  [1, 4096],
  [4096, 4096],
  [4097, 8192],
  [5_000_000, 8_388_608],
])('a ring of %d bytes has %d', (wanted, bytes) => {
  expect(ringBytes(wanted, 4096)).toBe(bytes);
});

test.each([
  ['0\n', 0],
  ['0-7\n', 7],
  ['0-3,8-127\n', 127],
])('the last CPU of %j', (list, last) => {
  expect(lastCpu(list)).toBe(last);
});
