import { expect, test } from 'vitest';
import {
  caller,
  endAfterEach,
  kernelSuite,
  onGetppid,
  open,
  ready,
  runAll,
  sysEnter,
  withReturn,
} from './live-kit.ts';
import * as asm from './test-programs.ts';

const { HELPER, program } = asm;

const BPF_RB_NO_WAKEUP = 1;
const BPF_RB_FORCE_WAKEUP = 2;

/** Submits 24 bytes: a 77, the number of the record (cell 0), a 99. */
const record = (flags: number): readonly asm.Insn[] => [
  asm.loadMap(1, 'records'),
  asm.mov(2, 24),
  asm.mov(3, 0),
  asm.call(HELPER.ringbufReserve),
  asm.jumpIf(0, 0, 12),
  asm.movReg(7, 0),
  asm.loadValue(1, 'cells', 0),
  asm.load64(2, 1, 0),
  asm.store64(7, 8, 2),
  asm.add(2, 1),
  asm.store64(1, 0, 2),
  asm.storeImm(7, 0, 77),
  asm.storeImm(7, 16, 99),
  asm.movReg(1, 7),
  asm.mov(2, flags),
  asm.call(HELPER.ringbufSubmit),
];
const NUMBERED_RECORD = record(0);

/** Checks that such records come whole and in sequence. */
function numberedReader() {
  const reader = {
    seen: 0,
    wrong: [] as number[],
    visit: (ring: DataView, at: number, length: number): void => {
      const marks = [length, ring.getUint32(at, true), ring.getUint32(at + 16, true)].join();
      const number = Number(ring.getBigUint64(at + 8, true));
      if (marks !== '24,77,99' || number !== reader.seen) reader.wrong.push(number);
      reader.seen++;
    },
  };
  return reader;
}

endAfterEach();

kernelSuite('records of the running kernel', () => {
  test('reads what it wrote, many times around the ring', async () => {
    const kernel = await open([program('record', { kind: 'manual' }, withReturn(NUMBERED_RECORD))]);
    const reader = numberedReader();
    for (let round = 0; round < 30; round++) {
      for (let i = 0; i < 1500; i++) kernel.fire('record');
      kernel.drain(reader.visit);
    }
    expect(reader.wrong).toEqual([]);
    expect(reader.seen).toBe(45_000);
  });

  test('loses no record of a running process', async () => {
    const child = caller(100_000);
    const pid = await ready(child);
    const record = program('record', sysEnter(false), onGetppid([pid], NUMBERED_RECORD));
    const kernel = await open([record], [{ ...asm.RING, entries: 1 << 22 }]);
    await kernel.attach();
    const reader = numberedReader();
    let running = true;
    const finished = runAll([child]).then(() => {
      running = false;
      kernel.wakeup();
    });
    while (running) {
      await kernel.wait(1000);
      kernel.drain(reader.visit);
    }
    await finished;
    kernel.drain(reader.visit);
    expect(reader.wrong).toEqual([]);
    expect(reader.seen).toBe(100_000);
  });

  test.each([
    ['quietly', BPF_RB_NO_WAKEUP, false],
    ['forcefully', BPF_RB_FORCE_WAKEUP, true],
  ])('is woken by a record submitted %s: %s', async (_name, flags, woken) => {
    const kernel = await open([program('record', { kind: 'manual' }, withReturn(record(flags)))]);
    await kernel.wait(0);
    setTimeout(() => kernel.fire('record'), 10);
    const start = performance.now();
    await kernel.wait(150);
    expect(performance.now() - start < 100).toBe(woken);
  });

  test('skips discarded records', async () => {
    const reserve = [
      asm.loadMap(1, 'records'),
      asm.mov(2, 8),
      asm.mov(3, 0),
      asm.call(HELPER.ringbufReserve),
    ];
    const kernel = await open([
      program('BEGIN', { kind: 'manual' }, [
        ...reserve,
        asm.jumpIf(0, 0, 3),
        asm.movReg(1, 0),
        asm.mov(2, 0),
        asm.call(HELPER.ringbufDiscard),
        ...reserve,
        asm.jumpIf(0, 0, 4),
        asm.storeImm(0, 0, 5),
        asm.movReg(1, 0),
        asm.mov(2, 0),
        asm.call(HELPER.ringbufSubmit),
        asm.mov(0, 0),
        asm.exit(),
      ]),
    ]);
    kernel.fire('BEGIN');
    const seen: number[] = [];
    kernel.drain((ring, at) => void seen.push(ring.getUint32(at, true)));
    expect(seen).toEqual([5]);
  });
});
