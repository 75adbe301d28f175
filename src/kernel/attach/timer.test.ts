import { expect, test } from 'vitest';
import { fakeSys } from '../fake-sys.ts';
import { attachTimer, parseCpuList } from './timer.ts';

/** Attaches with the given answer to ioctl, and says what was opened. */
function attach(cpus: 'all' | 'one', ioctl: (fd: number) => number = () => 0) {
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
    for (const fd of attachTimer(sys, 9, 10_000_000n, cpus, [2, 3, 5])) fds.push(fd);
  };
  return { run, fds, opened, closed: sys.closed };
}

test('on every CPU', () => {
  const { run, fds, opened } = attach('all');
  run();
  expect(fds).toEqual([52, 53, 55]);
  expect(opened.map(({ period }) => period)).toEqual([10_000_000n, 10_000_000n, 10_000_000n]);
});

test('on the first CPU only', () => {
  const { run, opened } = attach('one');
  run();
  expect(opened.map(({ cpu }) => cpu)).toEqual([2]);
});

test('when the second one fails, the first is handed over and the second closed', () => {
  const { run, fds, closed } = attach('all', (fd) => (fd === 53 ? -17 : 0));
  expect(run).toThrow('failed to enable a timer on CPU 3');
  expect([fds, closed]).toEqual([[52], [53]]);
});

test.each([
  ['0\n', [0]],
  ['0-3\n', [0, 1, 2, 3]],
  ['0,2-3,7\n', [0, 2, 3, 7]],
])('CPU list %j', (list, cpus) => {
  expect(parseCpuList(list)).toEqual(cpus);
});
