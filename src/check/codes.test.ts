import { describe, expect, test } from 'vitest';
import { type Code, codes } from '../diag/index.ts';
import { errorsOf } from './testing.ts';

/** The program of each row is wrong in the row's way, and in no other. */
describe('examples of the catalogue of errors', () => {
  test.each(Object.entries<Code>(codes))('%s', (tag, { example, dialect, args, line = 1 }) => {
    const found = errorsOf(example, dialect, args).map((d) => `${d.tag} on line ${d.span.line}`);
    expect(found).toEqual([`${tag} on line ${line}`]);
  });
});
