import { expect, test } from 'vitest';
import { ancestors, isOrphan } from './family.ts';

/** A user's shell 10 started the job 20: npm, whose shell 21 started 22. */
const machine: Readonly<Record<number, { parent: number; group: number }>> = {
  1: { parent: 0, group: 1 },
  10: { parent: 1, group: 10 },
  20: { parent: 10, group: 20 },
  21: { parent: 20, group: 20 },
  22: { parent: 21, group: 20 },
  30: { parent: 1, group: 20 },
  31: { parent: 30, group: 20 },
  40: { parent: 1, group: 40 },
  50: { parent: 1, group: 1 },
};

test.each([
  ['up to the job, without the shell of the user', 22, [21, 20]],
  ['the job itself', 20, []],
  ['after the death of its parent', 30, []],
  ['a process that has gone', 99, []],
])('%s', (_name, pid, expected) => {
  expect(ancestors(pid, (at) => machine[at])).toEqual(expected);
});

test.each([
  ['a job of a shell', 22, false],
  ['whose grandparent was killed', 31, true],
  ['a job that outlives the shell', 40, false],
  ['what the first process of a container starts', 50, false],
])('isOrphan: %s', (_name, pid, expected) => {
  expect(isOrphan(pid, (at) => machine[at])).toBe(expected);
});
