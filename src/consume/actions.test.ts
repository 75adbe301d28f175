import { describe, expect, test } from 'vitest';
import { begin, clause, FakeSource, record } from './fake-source.ts';

const format = (text: string) => ({ format: text });

describe('system()', () => {
  test('runs the formatted text in order with the output', () => {
    const spec = clause(0, [
      { action: 'printf', data: format('a') },
      { action: 'system', types: ['i32'], data: format('echo %d') },
      { action: 'printf', data: format('b') },
    ]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    expect(source.run(record(spec, [7]))).toBe('a<sh: echo 7>b');
  });
});

describe('freopen()', () => {
  test.each([
    ['/tmp/x.%d', [5], '</tmp/x.5>', []],
    ['', [], '<back>', []],
    [
      '/missing/file',
      [],
      '</missing/file>',
      [
        '1: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): couldn\'t freopen() "/missing/file": No such file or directory',
      ],
    ],
  ])('%j', (text, values, output, faults) => {
    const types = values.map(() => 'i32' as const);
    const spec = clause(0, [{ action: 'freopen', types, data: format(text) }]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    expect(source.run(record(spec, values))).toBe(output);
    expect(source.faults).toEqual(faults);
  });
});

test('ftruncate() empties the output', () => {
  const spec = clause(0, [{ action: 'printf', data: format('a') }, { action: 'ftruncate' }]);
  const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
  expect(source.run(record(spec))).toBe('');
});

describe('setopt()', () => {
  const spec = clause(0, [
    { action: 'printf', data: format('before') },
    { action: 'setopt', types: ['string', 'string'] },
    { action: 'trace', types: ['i32'] },
  ]);
  const run = (source: FakeSource, name: string, value: string): string =>
    source.run(record(spec, [name, value, 5]));

  test('rules the rest of the record and what follows', () => {
    const source = new FakeSource({ clauses: [spec] });
    expect(run(source, 'quiet', 'yes')).toMatch(/:BEGIN before5$/);
    expect(run(source, 'quiet', 'yes')).toBe('before5');
    expect(run(source, 'quiet', 'no')).toBe('before        5\n');
    expect(source.consumer.options.quiet).toBe(false);
  });

  test('without a value sets an option', () => {
    const bare = clause(0, [{ action: 'setopt', types: ['string'] }]);
    const source = new FakeSource({ clauses: [bare] });
    source.run(record(bare, ['flowindent']));
    expect(source.consumer.options.flowindent).toBe(true);
  });

  test('changes how flow is indented', () => {
    const source = new FakeSource({ clauses: [spec], probes: [{ ...begin, function: 'f' }] });
    source.run(record(spec, ['flowindent', 'yes', 0]));
    expect(source.run(record(spec, ['flowindent', 'yes', 0]))).toMatch(/^ {2}0 \| f:BEGIN +before/);
  });

  test('changes rates, which the session reads', () => {
    const source = new FakeSource({ clauses: [spec] });
    run(source, 'switchrate', '5sec');
    expect(source.consumer.options.switchrate).toBe(5e9);
  });

  test.each([
    ['nixon', '1', 'Invalid option name'],
    ['quiet', 'um, no', 'Invalid value for specified option'],
    ['bufsize', '1m', 'Operation illegal when tracing is active'],
    ['zdefs', '1', 'Operation illegal when tracing is active'],
  ])('%s=%s: %s', (name, value, reason) => {
    const source = new FakeSource({ clauses: [spec], options: { dialect: 'oracle' } });
    run(source, name, value);
    expect(source.faults).toEqual([
      `1: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): couldn't set option "${name}" to "${value}": ${reason}\n`,
    ]);
  });
});

describe('normalize() by a value of the probe', () => {
  test('zero is said, and changes nothing', () => {
    const spec = clause(0, [{ action: 'normalize', types: ['i32'], data: { aggregations: [1] } }]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    source.run(record(spec, [0]));
    expect(source.faults).toEqual([
      '1: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): normalize() by zero: factor not changed',
    ]);
  });
});
