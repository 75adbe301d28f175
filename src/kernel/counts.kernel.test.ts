import { expect, test } from 'vitest';
import type { MapSpec } from '../bpf/index.ts';
import {
  caller,
  cell,
  endAfterEach,
  kernelSuite,
  onGetppid,
  open,
  ready,
  runAll,
  sysEnter,
} from './live-kit.ts';
import * as asm from './test-programs.ts';

const { HELPER, bump, program } = asm;

endAfterEach();

kernelSuite('maps of the running kernel: what was counted is exactly what happened', () => {
  test.each([
    ['raw', false, 1],
    ['typed', true, 1],
    ['raw, four at once', false, 4],
    ['typed, four at once', true, 4],
  ])('counts 100,000 calls exactly: %s', async (_name, typed, processes) => {
    const callers = Array.from({ length: processes }, () => caller(100_000));
    const pids = await Promise.all(callers.map(ready));
    const kernel = await open([program('count', sysEnter(typed), onGetppid(pids, bump(0)))]);
    await kernel.attach();
    await runAll(callers);
    expect(cell(kernel, 0)).toBe(processes * 100_000);
    expect(kernel.drops().every(({ nesting }) => nesting === 0n)).toBe(true);
  });

  test('keeps thread-local storage per task', async () => {
    const storage: MapSpec = {
      name: 'self',
      kind: 'task_storage',
      keyBytes: 4,
      valueBytes: 24,
      entries: 0,
    };
    const body = [
      asm.call(HELPER.getCurrentTaskBtf),
      asm.loadMap(1, 'self'),
      asm.movReg(2, 0),
      asm.mov(3, 0),
      asm.mov(4, 1),
      asm.call(HELPER.taskStorageGet),
      asm.jumpIf(0, 0, 9),
      asm.load64(2, 0, 16),
      asm.add(2, 1),
      asm.store64(0, 16, 2),
      // The third call of a thread counts it, so two threads give two.
      asm.jumpIfNot(2, 3, 5),
      ...bump(0),
    ];
    const callers = [caller(10), caller(2), caller(5)];
    const pids = await Promise.all(callers.map(ready));
    const kernel = await open([program('self', sysEnter(false), onGetppid(pids, body))], [storage]);
    await kernel.attach();
    await runAll(callers);
    expect(cell(kernel, 0)).toBe(2);
  });

  test('reads, takes and clears elements', async () => {
    const counts: MapSpec = {
      name: 'counts',
      kind: 'percpu_hash',
      keyBytes: 8,
      valueBytes: 8,
      entries: 5000,
    };
    const add = program('add', { kind: 'manual' }, [
      asm.loadValue(6, 'cells', 0),
      asm.load64(7, 6, 0),
      asm.store64(10, -8, 7),
      asm.add(7, 1),
      asm.store64(10, -16, 7),
      asm.store64(6, 0, 7),
      asm.loadMap(1, 'counts'),
      asm.movReg(2, 10),
      asm.add(2, -8),
      asm.movReg(3, 10),
      asm.add(3, -16),
      asm.mov(4, 0),
      asm.call(2),
      asm.mov(0, 0),
      asm.exit(),
    ]);
    const kernel = await open([add], [counts]);
    for (let i = 0; i < 3000; i++) kernel.fire('add');
    const number = (bytes: Uint8Array): number => Number(Buffer.from(bytes).readBigUInt64LE());
    const sum = (values: readonly Uint8Array[]): number =>
      values.reduce((total, value) => total + number(value), 0);
    const entries = kernel.entries('counts');
    expect(entries.length).toBe(3000);
    expect(entries.every(({ key, values }) => sum(values) === number(key) + 1)).toBe(true);

    const key = new Uint8Array(8);
    key[0] = 41;
    expect(sum(kernel.take('counts', key)?.values ?? [])).toBe(42);
    expect(kernel.take('counts', key)).toBeUndefined();
    kernel.clear('counts', key);
    expect(kernel.entries('counts').length).toBe(2999);
    key[0] = 40;
    kernel.clear('counts', key);
    expect(sum(kernel.take('counts', key)?.values ?? [])).toBe(0);
  });
});
