import type { AggregationSpec } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { type Aggregation, aggregations } from '../lang/index.ts';
import { compare, compareKeys, type Key } from './keys.ts';
import type { Element, Source } from './source.ts';
import { type Counter, Totals } from './totals.ts';

/** A tuple and what it counted; several keys of the kernel may be one tuple. */
export interface Entry {
  readonly key: Key;
  readonly counters: Counter[];
  /** As of the last snapshot, and what clear() and trunc() made of it since. */
  total: BigInt64Array;
  /** Removed by trunc(); counted again since, which the next snapshot will show. */
  hidden: boolean;
}

/** One aggregation of the program, as the consumer has it. */
export class AggregationState {
  readonly spec: AggregationSpec;
  readonly row: Aggregation;
  /** normalize()'s divisor. */
  normal = 1n;
  /** printa() has printed some of it, so the end of the run does not. */
  printed = false;
  readonly #totals: Totals;
  readonly #decode: (key: Uint8Array) => Key;
  readonly #entries = new Map<string, Entry>();

  constructor(spec: AggregationSpec, source: Source, decode: (key: Uint8Array) => Key) {
    this.spec = spec;
    this.row = aggregations.get(spec.function) ?? bug(`no aggregating function ${spec.function}`);
    this.#totals = new Totals(spec, this.row, source);
    this.#decode = decode;
  }

  /** Takes over what the map holds now. */
  snapshot(elements: readonly Element[]): void {
    this.#totals.snapshot(elements, (counter) => this.#add(counter));
    for (const entry of this.#entries.values()) {
      const counters = entry.counters.filter(({ touched }) => touched);
      const [first, ...others] = counters.map((counter) => this.#totals.total(counter));
      entry.total = first ?? this.zero();
      for (const total of others) this.row.merge(entry.total, total);
      entry.hidden = first === undefined;
    }
  }

  #add(counter: Counter): void {
    const key = this.#decode(counter.key);
    const entry = this.#entries.get(key.identity);
    if (entry) entry.counters.push(counter);
    else {
      const fresh = { key, counters: [counter], total: this.zero(), hidden: false };
      this.#entries.set(key.identity, fresh);
    }
  }

  /** What a tuple that never occurred has. */
  zero(): BigInt64Array {
    return new BigInt64Array(this.spec.cells);
  }

  entries(): Entry[] {
    return [...this.#entries.values()].filter(({ hidden }) => !hidden);
  }

  sortKey(total: BigInt64Array): bigint {
    return this.row.sortKey(total, this.spec.parameters);
  }

  clear(): void {
    for (const entry of this.#entries.values()) {
      for (const counter of entry.counters) this.#totals.clear(counter);
      entry.total = this.zero();
    }
  }

  /** Keeps the `count` greatest values, or the −`count` smallest; the sort options do not matter. */
  truncate(count: bigint): void {
    const direction = count < 0n ? 1 : -1;
    const kept = Number(count < 0n ? -count : count);
    const weights = new Map(this.entries().map((entry) => [entry, this.sortKey(entry.total)]));
    const sorted = this.entries().sort(
      (a, b) =>
        direction *
        (compare(weights.get(a) ?? 0n, weights.get(b) ?? 0n) || compareKeys(a.key, b.key, 0)),
    );
    for (const entry of sorted.slice(kept)) this.#remove(entry);
  }

  #remove(entry: Entry): void {
    const left = entry.counters.filter((counter) => this.#totals.remove(counter));
    if (left.length === 0 && this.spec.keyBytes > 0) this.#entries.delete(entry.key.identity);
    else if (this.spec.keyBytes > 0) entry.counters.splice(0, Infinity, ...left);
    entry.hidden = true;
  }
}
