import { expect, test } from 'vitest';
import { renderExamined } from './port.ts';

test('what is worst comes first, with what to do about it below', () => {
  const text = renderExamined({
    file: 'old.d',
    runs: false,
    findings: [
      { kind: 'variable', text: 'pid', line: 9, fate: 'native' },
      {
        kind: 'probe',
        text: 'io:::start',
        line: 2,
        fate: 'mapped',
        fidelity: 'close',
        on: 'event',
      },
      { kind: 'probe', text: 'x:::y', line: 12, fate: 'inert', on: 'Linux has nothing like it' },
      {
        kind: 'probe',
        text: 'fbt::f:entry',
        line: 3,
        fate: 'impossible',
        on: 'no such probe',
        advice: 'use another',
      },
    ],
  });
  expect(text).toBe(`old.d: does not run as it is
    3  fbt::f:entry  IMPOSSIBLE          no such probe
       instead: use another
   12  x:::y         inert               Linux has nothing like it
    2  io:::start    mapped, close       event
    9  pid           native
`);
});
