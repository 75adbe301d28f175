import { expect, test } from 'vitest';
import { patch } from './patch.ts';
import { slotsOf } from './slots.ts';
import { solve } from './solve.ts';

const distances = new Map([
  ['a', [8n, 16n, 40n]],
  ['b', [24n, 72n, 8n]],
  ['c', [56n, 32n, 64n]],
]);

/** An object with one number, in each round. */
const rounds = (move: (a: bigint, b: bigint, c: bigint) => bigint) => {
  const values = [0, 1, 2].map((i) => {
    const [a = 0n, b = 0n, c = 0n] = [...distances.values()].map((moves) => moves[i] ?? 0n);
    return 100n + move(a, b, c);
  });
  return solve(
    slotsOf({ n: 100n }),
    values.map((n) => slotsOf({ n })),
    distances,
  );
};

test.each<[string, Parameters<typeof rounds>[0], string]>([
  ['one', (a) => a, 'a*1'],
  ['many times', (_, b) => b * 8n, 'b*8'],
  ['backwards', (_a, _b, c) => -c, 'c*-1'],
  ['two', (a, b) => a + b, 'a*1 b*1'],
  ['three', (a, b, c) => a + b + c, 'a*1 b*1 c*1'],
  ['a place in bits', (a, b) => 8n * a + b, 'b*1 a*8'],
  ['a difference', (a, _, c) => a - c, 'a*1 c*-1'],
])('a number is the sum of %s', (_, move, expected) => {
  const { relocations, unexplained } = rounds(move);
  const terms = relocations.get('n')?.map(({ fact, times }) => `${fact}*${times}`);
  expect([terms?.join(' '), unexplained]).toEqual([expected, []]);
});

test('a number that stays, and one that nothing explains', () => {
  expect(rounds(() => 0n).relocations.size).toBe(0);
  expect(rounds((a) => a * a).unexplained).toEqual(['n']);
});

test.each([
  ['programs.0.code.0.imm', 0x7fffffffn],
  ['programs.0.code.0.offset', 40_000n],
  ['programs.0.code.7.imm', 1n],
])('%s does not take %i', (slot, addition) => {
  const program = { name: 'x', attach: { kind: 'manual' }, mapRefs: [], lines: [] } as const;
  const code = Uint8Array.of(0xb7, 0, 0, 0, 1, 0, 0, 0);
  const none = { maps: [], probes: [], clauses: [], aggregations: [], faultSites: [], units: [] };
  const object = { programs: [{ ...program, code }], ...none };
  const add = () => patch(object, new Map([[slot, addition]]), () => new Error('too far'));
  expect(add).toThrow('too far');
});
