/** Programs that went wrong once: large ones, and rare expressions. */
import { describe, expect, test } from 'vitest';
import { compileScript } from '../test-compile.ts';

const times = (count: number, text: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => text(n)).join('');

describe('a program with many parts compiles:', () => {
  test.each([
    ['clauses', times(1000, (n) => `BEGIN { trace(${n}); }`)],
    [
      'clause-local integers',
      `BEGIN { ${times(200, (n) => `this->v${n} = ${n};`)} x = 0${times(200, (n) => `+this->v${n}`)}; }`,
    ],
    [
      'alternatives',
      `BEGIN { x = 1; ${times(100, (n) => `if (x == ${n}) trace(${n}); else `)} trace(0); }`,
    ],
    ['printf arguments', `BEGIN { printf("${'%d'.repeat(300)}"${times(300, (n) => `,${n}`)}); }`],
    ['conditions', `BEGIN /${times(500, (n) => `pid != ${n} &&`)} 1/ { }`],
  ])('%s', (_, text) => {
    expect(() => compileScript(text)).not.toThrow();
  });
});

test.each([
  ['BEGIN needs', `BEGIN { x = 1; trace(${'(x+'.repeat(200)}x${')'.repeat(200)}); }`],
  ['nested too deeply', `BEGIN { x = 1; trace(x${'+x'.repeat(20_000)}); }`],
])('a program is too complex: %s', (reason, text) => {
  expect(() => compileScript(text)).toThrow(new RegExp(`program too complex: .*${reason}`));
});

test.each([
  'trace(*(string *)arg0)',
  'x = *(string *)arg0',
  'a[*(string *)arg0] = 1',
  '@[*(string *)arg0] = count()',
  'trace(strlen(*(string *)arg0))',
])('a string is loaded through a pointer: %s', (statement) => {
  expect(() => compileScript(`BEGIN { ${statement}; }`)).not.toThrow();
});

test('it is known how much of a program each clause is', () => {
  const { object } = compileScript(
    'BEGIN { trace(1); }\nBEGIN { if (pid == 1) trace(2); else trace(3); }\nEND { trace(4); }',
  );
  const [begin, end] = object.programs.map(({ code, clauses = [] }) => ({
    lines: clauses.map((clause) => clause.line),
    sizes: clauses.map((clause) => clause.instructions),
    total: code.length / 8,
  }));
  expect(begin?.lines).toEqual([1, 2]);
  expect(end?.lines).toEqual([3]);
  const [first = 0, second = 0] = begin?.sizes ?? [];
  expect(first).toBeGreaterThan(10);
  // Its two ways each are like the other clause.
  expect(second).toBeGreaterThan(2 * first);
  const rest = (begin?.total ?? 0) - first - second;
  expect(rest).toBeGreaterThanOrEqual(0);
  // The scratch memory that conditions are kept in is looked up.
  expect(rest).toBeLessThan(15);
});

test('inlines that double at each level end in an error', () => {
  const doubling = times(40, (n) => `inline int f${n + 1} = f${n} + f${n};\n`);
  expect(() => compileScript(`inline int f0 = pid;\n${doubling} BEGIN { trace(f40); }`)).toThrow(
    'inlines expand to more than 20000 uses',
  );
});
