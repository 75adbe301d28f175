import { expect, test } from 'vitest';
import type { TypedClause } from '../typed/index.ts';
import { clauseNumbers } from './numbers.ts';

const description = { provider: '', module: '', function: '', name: '' };
const one = [description];
const three = [description, description, description];
const probes = [{ ...description, id: 1 }];
const again = [{ ...description, id: 1 }];

/** Clauses of which nothing counts but what they are described with. */
function clausesOf(list: readonly Pick<TypedClause, 'descriptions' | 'probes'>[]): TypedClause[] {
  const source = { name: '', text: '', kind: 'script' } as const;
  const span = { source, start: 0, end: 0, line: 1 };
  return list.map((clause) => ({ ...clause, span, unit: 0, predicate: undefined, body: [] }));
}

test.each([
  [
    'each description counts',
    [
      [three, probes],
      [one, probes],
    ],
    [0, 3],
  ],
  [
    'clauses with one each',
    [
      [one, probes],
      [[...one], probes],
    ],
    [0, 1],
  ],
  [
    'if and else',
    [
      [one, probes],
      [one, probes],
      [[...one], probes],
    ],
    [0, 1, 2],
  ],
  [
    'a probe met again',
    [
      [three, probes],
      [three, again],
      [one, probes],
    ],
    [0, 1, 3],
  ],
] as const)('%s', (_, list, expected) => {
  const clauses = clausesOf(list.map(([descriptions, probes]) => ({ descriptions, probes })));
  expect(clauseNumbers(clauses)).toEqual(expected);
});
