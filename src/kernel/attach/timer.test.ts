import { expect, test } from 'vitest';
import { fakeSys } from '../fake-sys.ts';
import { attachTimer, parseCpuList } from './timer.ts';

/** Attaches with the given answer to ioctl, and says what was opened. */
function attach(ioctl: (fd: number) => number = () => 0) {
  const opened: { cpu: number; period: bigint }[] = [];
  const sys = fakeSys(undefined, {
    perfEventOpen: (attr, cpu) => {
      const view = new DataView(attr.buffer);
      expect([view.getUint32(0, true), view.getUint32(4, true)]).toEqual([1, 112]);
      opened.push({ cpu, period: view.getBigUint64(16, true) });
      return 50 + cpu;
    },
    ioctl,
  });
  const fds: number[] = [];
  const run = (): void => {
    for (const fd of attachTimer(sys, 9, 10_000_000n, [2, 3, 5])) fds.push(fd);
  };
  return { run, fds, opened, closed: sys.closed };
}

test('on every CPU', () => {
  const { run, fds, opened } = attach();
  run();
  expect(fds).toEqual([52, 53, 55]);
  expect(opened.map(({ period }) => period)).toEqual([10_000_000n, 10_000_000n, 10_000_000n]);
});

test('when the second one fails, both are handed over to be closed', () => {
  const { run, fds, closed } = attach((fd) => (fd === 53 ? -17 : 0));
  expect(run).toThrow('failed to set the program of a timer on CPU 3');
  expect([fds, closed]).toEqual([[52, 53], []]);
});

test.each([
  ['0\n', [0]],
  ['0-3\n', [0, 1, 2, 3]],
  ['0,2-3,7\n', [0, 2, 3, 7]],
])('CPU list %j', (list, cpus) => {
  expect(parseCpuList(list)).toEqual(cpus);
});
