import { expect, test } from 'vitest';
import { absentCodes, codes } from './index.ts';

test('a tag is raised or absent, not both', () => {
  expect(Object.keys(absentCodes).filter((tag) => tag in codes)).toEqual([]);
});

test.each(Object.entries(absentCodes))('%s', (tag, reason) => {
  expect(tag).toMatch(/^D_[A-Z]+(_[A-Z]+)*$/);
  expect(reason).toMatch(/\w$/);
});
