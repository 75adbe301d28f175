import { expect, test } from 'vitest';
import { fakeSys } from '../fake-sys.ts';
import { attachRawTracepoints } from './raw-tracepoint.ts';
import { attachTracepoint } from './tracepoint.ts';

test('an event with its record, of every CPU', () => {
  const requests: number[] = [];
  const opened: number[][] = [];
  const sys = fakeSys(undefined, {
    perfEventOpen: (attr) => {
      const view = new DataView(attr.buffer);
      opened.push([view.getUint32(0, true), Number(view.getBigUint64(8, true))]);
      return 60;
    },
    ioctl: (_fd, request) => {
      requests.push(request);
      return 0;
    },
  });
  expect([...attachTracepoint(sys, 9, { event: 'a:b', id: 42 })]).toEqual([60]);
  expect(opened).toEqual([[2, 42]]);
  expect(requests).toEqual([0x40042408, 0x2400]);
});

test('one program at several events has a cookie at each', () => {
  const sys = fakeSys();
  const events = [
    { event: 'first', cookie: 5 },
    { event: 'second', cookie: 9 },
  ];
  expect([...attachRawTracepoints(sys, 8, events)]).toEqual([100, 101]);
  expect(sys.calls.map((call) => Buffer.from(call.at(0)).toString())).toEqual([
    'first\0',
    'second\0',
  ]);
  expect(sys.calls.map(({ attr }) => Number(attr.getBigUint64(16, true)))).toEqual([5, 9]);
});
