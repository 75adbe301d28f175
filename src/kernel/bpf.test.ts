/** Where each value goes in `union bpf_attr`. */
import { expect, test } from 'vitest';
import * as bpf from './bpf.ts';
import { type BpfCall, fakeSys } from './fake-sys.ts';

const KEY = new Uint8Array([1, 0, 0, 0]);
const VALUE = new Uint8Array([9, 9, 9, 9, 9, 9, 9, 9]);

const u32 = (call: BpfCall, offset: number): number => call.attr.getUint32(offset, true);
const text = (call: BpfCall, offset: number): string =>
  Buffer.from(call.attr.buffer, offset, 16).toString('latin1').replace(/\0+$/, '');

/** Runs one command and returns its only call. */
function run(command: (sys: ReturnType<typeof fakeSys>) => unknown): BpfCall {
  const sys = fakeSys();
  command(sys);
  expect(sys.calls.length).toBe(1);
  return sys.calls[0] as BpfCall;
}

test('map create', () => {
  const btf = { fd: 7, keyType: 1, valueType: 4 };
  const map = {
    type: 5,
    keyBytes: 8,
    valueBytes: 16,
    entries: 32,
    flags: 1,
    name: 'a b-long$name_of16',
    btf,
  };
  const call = run((sys) => bpf.mapCreate(sys, map));
  expect(call.command).toBe(0);
  expect([0, 4, 8, 12, 16, 48, 52, 56].map((at) => u32(call, at))).toEqual([
    5, 8, 16, 32, 1, 7, 1, 4,
  ]);
  expect(text(call, 28)).toBe('a_b_long_name_o');
});

test.each([
  ['lookup', bpf.mapLookup, 1],
  ['update', bpf.mapUpdate, 2],
  ['lookup and delete', bpf.mapLookupAndDelete, 21],
])('%s', (_name, command, number) => {
  const call = run((sys) => command(sys, 5, KEY, VALUE));
  expect([call.command, u32(call, 0)]).toEqual([number, 5]);
  expect([call.at(8), call.at(16)]).toEqual([KEY, VALUE]);
});

test('update with flags', () => {
  expect(run((sys) => bpf.mapUpdate(sys, 5, KEY, VALUE, 2n)).attr.getBigUint64(24, true)).toBe(2n);
});

test('freeze', () => {
  const call = run((sys) => bpf.mapFreeze(sys, 5));
  expect([call.command, u32(call, 0)]).toEqual([22, 5]);
});

test('batch lookup', () => {
  const [next, keys, values] = [new Uint8Array(4), new Uint8Array(40), new Uint8Array(80)];
  const batch = { from: KEY, next, keys, values, count: 10 };
  const call = run((sys) => bpf.mapLookupBatch(sys, 5, batch));
  expect([call.command, u32(call, 32), u32(call, 36)]).toEqual([24, 10, 5]);
  expect([0, 8, 16, 24].map((at) => call.at(at))).toEqual([KEY, next, keys, values]);
});

test.each([
  ['more', 0, { count: 3, last: false, error: 0 }],
  ['the end', -2, { count: 3, last: true, error: 0 }],
  ['a refusal', -28, { count: 0, last: true, error: -28 }],
])('batch lookup says %s', (_name, result, expected) => {
  const sys = fakeSys((call) => {
    call.attr.setUint32(32, 3, true);
    return result;
  });
  const [next, keys, values] = [new Uint8Array(4), new Uint8Array(40), new Uint8Array(80)];
  expect(bpf.mapLookupBatch(sys, 5, { next, keys, values, count: 10 })).toEqual(expected);
});

test('program load', () => {
  const code = new Uint8Array(24);
  const log = new Uint8Array(100);
  const prog = { type: 26, code, name: 'clause', attachType: 23, attachBtfId: 4711 };
  const call = run((sys) => bpf.progLoad(sys, prog, { bytes: log, level: 7 }));
  expect(call.command).toBe(5);
  expect([0, 4, 24, 28, 68, 108].map((at) => u32(call, at))).toEqual([26, 3, 7, 100, 23, 4711]);
  expect(call.at(8)).toBe(code);
  expect(Buffer.from(call.at(16)).toString()).toBe('GPL\0');
  expect(call.at(32)).toBe(log);
  expect(text(call, 48)).toBe('clause');
});

test('program load asks for no log unless given one', () => {
  const prog = { type: 17, code: new Uint8Array(8), name: 'x', attachType: 0, attachBtfId: 0 };
  const call = run((sys) => bpf.progLoad(sys, prog));
  expect([u32(call, 24), u32(call, 28), u32(call, 32)]).toEqual([0, 0, 0]);
});

test('test run', () => {
  const context = new Uint8Array(96);
  const call = run((sys) => bpf.progTestRun(sys, 6, context));
  expect([call.command, u32(call, 0), u32(call, 40)]).toEqual([10, 6, 96]);
  expect(call.at(48)).toBe(context);
});

test('raw tracepoint', () => {
  const call = run((sys) => bpf.rawTracepointOpen(sys, 6, 'sys_enter'));
  expect([call.command, u32(call, 8)]).toEqual([17, 6]);
  expect(Buffer.from(call.at(0)).toString()).toBe('sys_enter\0');
  expect(run((sys) => bpf.rawTracepointOpen(sys, 6)).attr.getBigUint64(0, true)).toBe(0n);
});

test('missed runs', () => {
  const sys = fakeSys((call) => {
    new DataView(call.at(8).buffer).setBigUint64(208, 12n, true);
    return 0;
  });
  expect(bpf.recursionMisses(sys, 6)).toBe(12n);
  expect(
    bpf.recursionMisses(
      fakeSys(() => -1),
      6,
    ),
  ).toBe(0n);
});
