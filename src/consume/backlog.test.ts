import { describe, expect, it } from 'vitest';
import { clause, FakeSource, record } from './fake-source.ts';

const number = {
  ...clause(0, [{ action: 'printf', types: ['i32'], data: { format: '%d ' } }]),
  cost: 8,
};
const large = {
  ...clause(1, [{ action: 'printf', types: ['i32'], data: { format: 'large %d ' } }]),
  cost: 20,
};
const clauses = [number, large];
const of = (value: number, cpu = 0): DataView => record(number, [value], { cpu });

describe('bufpolicy=fill', () => {
  it('shows everything, at the end', () => {
    const source = new FakeSource({ clauses, options: { bufpolicy: 'fill', quiet: true } });
    source.ring.push(of(1), of(2));
    source.consumer.consumeRing();
    source.ring.push(of(3));
    source.consumer.consumeRing();
    expect(source.output).toBe('');
    source.consumer.consumeRing(true);
    expect(source.output).toBe('1 2 3 ');
  });
});

describe('bufpolicy=ring', () => {
  it.each<[string, readonly (readonly [bigint, DataView])[], string]>([
    ['nothing', [], ''],
    [
      'all that fits',
      [
        [2n, of(2)],
        [1n, of(1)],
      ],
      '1 2 ',
    ],
    [
      'the newest',
      [
        [1n, of(1)],
        [2n, of(2)],
        [3n, of(3)],
        [4n, of(4)],
      ],
      '2 3 4 ',
    ],
    [
      'the newest of each CPU, in order of time',
      [
        [1n, of(1)],
        [2n, of(2)],
        [4n, of(4)],
        [6n, of(6)],
        [3n, of(3, 1)],
        [5n, of(5, 1)],
      ],
      '2 3 4 5 6 ',
    ],
    [
      'nothing older than what does not fit',
      [
        [1n, of(1)],
        [2n, record(large, [2])],
        [3n, of(3)],
      ],
      '3 ',
    ],
    [
      'a large one alone',
      [
        [1n, of(1)],
        [2n, record(large, [2])],
      ],
      'large 2 ',
    ],
  ])('shows %s', (_name, kept, expected) => {
    const options = { bufpolicy: 'ring', bufsize: 27, quiet: true } as const;
    const source = new FakeSource({ clauses, options });
    source.kept = [...kept];
    source.consumer.consumeRing();
    expect(source.output).toBe('');
    source.consumer.consumeRing(true);
    expect(source.output).toBe(expected);
  });
});
