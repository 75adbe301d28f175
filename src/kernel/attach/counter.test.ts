import { expect, test } from 'vitest';
import type { Counter } from '../../bpf/index.ts';
import { fakeSys } from '../fake-sys.ts';
import { attachCounter } from './counter.ts';

const ENOENT = 2;
const counter: Counter = { name: 'c', type: 1, config: 2n, period: 7n, mode: 'all' };

/** Attaches to CPUs 0 and 2; gives what the kernel was asked for. */
function attach(different: Partial<Counter> = {}, answer = (cpu: number): number => 50 + cpu) {
  const opened: unknown[] = [];
  const sys = fakeSys(undefined, {
    perfEventOpen: (attr, cpu) => {
      const view = new DataView(attr.buffer);
      const [type, config] = [view.getUint32(0, true), view.getBigUint64(8, true)];
      opened.push([cpu, type, config, view.getBigUint64(16, true), view.getUint32(40, true)]);
      return answer(cpu);
    },
    ioctl: () => 0,
  });
  return { fds: [...attachCounter(sys, 9, { ...counter, ...different }, [0, 2])], opened };
}

test('on every CPU, not running before it has its program', () => {
  const { fds, opened } = attach();
  expect(fds).toEqual([50, 52]);
  expect(opened).toEqual([
    [0, 1, 2n, 7n, 1],
    [2, 1, 2n, 7n, 1],
  ]);
});

test.each([
  ['user', 0x21],
  ['kernel', 0x11],
] as const)('what is not of mode %s is excluded', (mode, flags) => {
  expect(attach({ mode }).opened[0]).toEqual([0, 1, 2n, 7n, flags]);
});

test('a counter that the machine does not have', () => {
  expect(() => attach({}, () => -ENOENT)).toThrow('this machine has no such counter');
});
