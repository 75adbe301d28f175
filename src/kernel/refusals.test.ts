import { expect, test } from 'vitest';
import type { ProgramSpec } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import { Refusals } from './refusals.ts';

const program = (attach: ProgramSpec['attach']): ProgramSpec => ({
  name: 'p',
  attach,
  code: new Uint8Array(),
  mapRefs: [],
  lines: [],
});
const fn = program({ kind: 'function', at: 'entry', function: { module: 'm', name: 'f' } });
const other = program({ kind: 'manual' });
const refuse = (): never => {
  throw new SystemError('no');
};

test('what the kernel refuses of a function is noted, and an error if nothing else is traced', () => {
  const refusals = new Refusals();
  expect(refusals.unless(fn, refuse)).toBeUndefined();
  expect(refusals.texts).toEqual(['m:f:entry is not traced: no']);
  expect(() => refusals.check()).toThrow('m:f:entry is not traced: no');
  refusals.note(fn);
  expect(() => refusals.check()).not.toThrow();
});

test('other programs, and other errors, are not forgiven', () => {
  const refusals = new Refusals();
  const mistake = (): never => {
    throw new Error('bug');
  };
  expect(() => refusals.unless(other, refuse)).toThrow('no');
  expect(() => refusals.unless(fn, mistake)).toThrow('bug');
  refusals.note(other);
  expect(refusals.unless(fn, () => 7)).toBe(7);
});
