import type { AggregationState } from './aggregation.ts';
import { compare, compareKeys, type Key } from './keys.ts';
import type { ConsumeOptions } from './source.ts';

type SortOptions = Pick<
  ConsumeOptions,
  'aggsortkey' | 'aggsortrev' | 'aggsortpos' | 'aggsortkeypos'
>;

/** A tuple with the totals of several aggregations, in the order of printa()'s arguments. */
export interface JoinedRow {
  readonly key: Key;
  readonly totals: readonly BigInt64Array[];
}

/** Joins aggregations by their tuples; where one has no entry, its total is zero. */
export function joined(
  states: readonly AggregationState[],
  options: SortOptions,
): readonly JoinedRow[] {
  const maps = states.map(
    (state) => new Map(state.entries().map((entry) => [entry.key.identity, entry])),
  );
  const keys = new Map(maps.flatMap((map) => [...map].map(([id, { key }]) => [id, key] as const)));
  const items = [...keys].map(([identity, key]) => {
    const totals = states.map((state, i) => maps[i]?.get(identity)?.total ?? state.zero());
    return { key, totals, weights: weigh(states, totals, options.aggsortpos) };
  });
  return items.sort(comparison(options));
}

/** The values that count for the order, beginning with the aggregation at `position`. */
function weigh(
  states: readonly AggregationState[],
  totals: readonly BigInt64Array[],
  position: number,
): readonly bigint[] {
  const weights = states.map((state, i) => state.sortKey(totals[i] ?? state.zero()));
  const start = position < weights.length ? position : 0;
  return [...weights.slice(start), ...weights.slice(0, start)];
}

interface Item {
  readonly key: Key;
  readonly weights: readonly bigint[];
}

/** By value, then key; with aggsortkey by key, then value. aggsortrev turns everything round. */
function comparison(options: SortOptions): (a: Item, b: Item) => number {
  const byKey = (a: Item, b: Item) => compareKeys(a.key, b.key, options.aggsortkeypos);
  const [first, second] = options.aggsortkey ? [byKey, byWeights] : [byWeights, byKey];
  const direction = options.aggsortrev ? -1 : 1;
  return (a, b) => direction * (first(a, b) || second(a, b));
}

function byWeights(a: Item, b: Item): number {
  for (let i = 0; i < a.weights.length; i++) {
    const result = compare(a.weights[i] ?? 0n, b.weights[i] ?? 0n);
    if (result !== 0) return result;
  }
  return 0;
}
