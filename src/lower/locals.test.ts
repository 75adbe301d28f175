import { expect, test } from 'vitest';
import { compileScript } from '../test-compile.ts';

/** Has BEGIN's program scratch memory? */
function hasScratch(text: string): boolean {
  const { object } = compileScript(text);
  return object.maps.some(({ name }) => name === 's_BEGIN');
}

// Else the verifier tries what follows with each value that the one clause may have found.
test.each([
  ['an integer of one clause is in a register', 'BEGIN { this->a = pid; trace(this->a); }', false],
  [
    'one that several share is in memory',
    'BEGIN { this->a = pid > 1; } BEGIN /this->a/ { trace(1); }',
    true,
  ],
  [
    'a pointer is in a register, whoever shares it',
    'BEGIN { this->a = (int *)0; } BEGIN /this->a/ { trace(1); }',
    false,
  ],
])('%s', (_, text, expected) => {
  expect(hasScratch(text)).toBe(expected);
});
