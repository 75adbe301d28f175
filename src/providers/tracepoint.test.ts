import { describe, expect, test } from 'vitest';
import type { Type } from '../types/index.ts';
import { noEvents } from './provider.ts';
import { eventHook, fits, parsePrototype } from './tracepoint.ts';

const struct = (name: string): Type => ({ kind: 'struct', name, layout: undefined });
const pointer = (target: Type): Type => ({ kind: 'pointer', target });
const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };

test('a prototype is read as C writes it', () => {
  expect(parsePrototype('ev(struct task_struct *p, unsigned int n, bool on)')).toEqual({
    event: 'ev',
    parameters: [
      { name: 'p', type: 'struct task_struct *' },
      { name: 'n', type: 'unsigned int' },
      { name: 'on', type: 'bool' },
    ],
  });
  expect(parsePrototype('none()').parameters).toEqual([]);
  expect(() => parsePrototype('ev')).toThrow('no prototype');
});

describe('a prototype fits a kernel', () => {
  const task = pointer(struct('task_struct'));
  test.each<[string, string, readonly Type[] | undefined, boolean]>([
    ['without the event', 'ev(int n)', undefined, false],
    ['with the same parameters', 'ev(struct task_struct *p, int n)', [task, int], true],
    ['with more of them', 'ev(struct task_struct *p)', [task, int], true],
    ['not with fewer', 'ev(struct task_struct *p, int n)', [task], false],
    ['not with another struct', 'ev(struct rq *p)', [task], false],
    ['not with a number for a pointer', 'ev(struct rq *p)', [int], false],
    ['not with a pointer for a number', 'ev(int n)', [task], false],
    ['with any pointer', 'ev(void *p)', [task], true],
    ['with a number for any pointer not', 'ev(void *p)', [int], false],
  ])('%s', (_, prototype, parameters, expected) => {
    const kernel = { ...noEvents, parameters: () => parameters };
    expect(fits(parsePrototype(prototype), kernel)).toBe(expected);
  });
});

test('only a program that is about another thread needs typed arguments', () => {
  const prototype = parsePrototype('ev(bool b, struct task_struct *next)');
  const needs = { arguments: true, selector: false, selectors: [], state: 0, sampler: '' };
  const attached = (task?: string) =>
    eventHook({ key: 'p:n', prototype, ...(task ? { task } : {}) }).attach(needs);
  expect(attached()).toEqual({ kind: 'raw_tracepoint', event: 'ev', typed: false });
  expect(attached('next')).toEqual({ kind: 'raw_tracepoint', event: 'ev', typed: true });
});
