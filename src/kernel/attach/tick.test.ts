import { expect, test } from 'vitest';
import { TICK_STATE, TICK_STATE_BYTES } from '../../bpf/index.ts';
import { fakeSys } from '../fake-sys.ts';
import { attachTick } from './tick.ts';

const PERIOD = 10_000_000n;
const ENABLE = 0x2400;

/** Attaches a tick whose state is the second of two; gives what was done, and the state then. */
function attach(sampler: number | undefined) {
  const states = new DataView(new ArrayBuffer(2 * TICK_STATE_BYTES));
  const state = TICK_STATE_BYTES;
  const requests: number[] = [];
  let dueWhenEnabled = 0n;
  const sys = fakeSys(() => 40, {
    perfEventOpen: (_attr, cpu) => 50 + cpu,
    ioctl: (_fd, request) => {
      requests.push(request);
      if (request === ENABLE) dueWhenEnabled = states.getBigUint64(state + TICK_STATE.due, true);
      return 0;
    },
  });
  const before = process.hrtime.bigint();
  const fds = [...attachTick(sys, { program: 9, periodNs: PERIOD, sampler, states, state }, 3)];
  const after = process.hrtime.bigint();
  return { fds, requests, states, state, dueWhenEnabled, before, after };
}

test('is due a period after it is enabled, and knows so before', () => {
  const { fds, requests, states, state, dueWhenEnabled, before, after } = attach(undefined);
  expect(fds).toEqual([40, 53]);
  expect(requests).toEqual([ENABLE]);
  expect(states.getUint32(state + TICK_STATE.cpu, true)).toBe(3);
  expect(dueWhenEnabled).toBeGreaterThanOrEqual(before + PERIOD);
  expect(dueWhenEnabled).toBeLessThanOrEqual(after + PERIOD);
});

test('a sampler is set before the first sample can come', () => {
  expect(attach(8).requests).toEqual([0x40042408, ENABLE]);
});
