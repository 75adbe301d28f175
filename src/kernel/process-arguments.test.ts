import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROCESS_ARGUMENTS_BYTES } from '../bpf/index.ts';
import { addProcessArguments } from './process-arguments.ts';

test('every process has the beginning of its arguments, and kernel threads nothing', () => {
  const added = new Map<number, Uint8Array>();
  addProcessArguments({
    add: (key, value) => added.set(new DataView(key.buffer).getUint32(0, true), value),
  });
  const own = readFileSync('/proc/self/cmdline').subarray(0, 80);
  const value = new Uint8Array(PROCESS_ARGUMENTS_BYTES);
  value.set([own.length]);
  value.set(own, 8);
  expect(added.get(process.pid)).toEqual(value);
  expect([...added.values()].every(([length]) => length !== 0)).toBe(true);
});
