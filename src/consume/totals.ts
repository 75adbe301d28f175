import type { AggregationSpec } from '../bpf/index.ts';
import type { Aggregation } from '../lang/index.ts';
import type { Element, Source } from './source.ts';

/** One key of the kernel's map, and what it counted since clear(). */
export interface Counter {
  readonly key: Uint8Array;
  /** All CPUs' cells as the kernel has them. */
  raw: BigInt64Array;
  /** `raw` at the last clear(), if there was one; what counts is the difference. */
  base: BigInt64Array | undefined;
  /** Counted under this key between the snapshot that trunc() worked on and the key's removal. */
  residue: BigInt64Array | undefined;
  /** A keyless aggregation always has its element: it is there for us once it was updated. */
  touched: boolean;
}

/**
 * Reads one aggregation's map. clear() and trunc() work on a snapshot while programs go on counting,
 * so nothing that was counted after the snapshot may be lost: where the function can be subtracted,
 * clear() remembers a base line instead of writing to the kernel.
 */
export class Totals {
  readonly #spec: AggregationSpec;
  readonly #row: Aggregation;
  readonly #source: Source;
  readonly #counters = new Map<string, Counter>();
  readonly #zeros: Buffer;

  constructor(spec: AggregationSpec, row: Aggregation, source: Source) {
    this.#spec = spec;
    this.#row = row;
    this.#source = source;
    this.#zeros = Buffer.alloc(spec.cells * 8);
  }

  /** Takes the map's elements over. `added` is called for keys that were not there before. */
  snapshot(elements: readonly Element[], added: (counter: Counter) => void): void {
    for (const element of elements) {
      if (!this.#isOurs(element.key)) continue;
      const name = latin1(element.key);
      const known = this.#counters.get(name);
      if (known) this.#update(known, element);
      else {
        const counter = this.#newCounter(element);
        if (!counter.touched) continue;
        this.#counters.set(name, counter);
        added(counter);
      }
    }
  }

  #isOurs(key: Uint8Array): boolean {
    const { tag } = this.#spec;
    if (tag === undefined) return true;
    return new DataView(key.buffer, key.byteOffset).getUint32(0, true) === tag;
  }

  #update(counter: Counter, element: Element): void {
    counter.raw = this.#merged(element);
    counter.touched ||= this.#difference(counter).some((cell) => cell !== 0n);
  }

  #newCounter(element: Element): Counter {
    const { cells, keyBytes } = this.#spec;
    const touched = keyBytes > 0 || element.values.some((value) => value[cells * 8] !== 0);
    const raw = this.#merged(element);
    const key = new Uint8Array(element.key);
    return { key, raw, base: undefined, residue: undefined, touched };
  }

  /** What a counter has counted since the last clear(). */
  total(counter: Counter): BigInt64Array {
    const total = this.#difference(counter);
    if (counter.residue) this.#row.merge(total, counter.residue);
    return total;
  }

  #difference({ raw, base }: Pick<Counter, 'raw' | 'base'>): BigInt64Array {
    return base ? raw.map((cell, i) => cell - (base[i] ?? 0n)) : raw.slice();
  }

  clear(counter: Counter): void {
    counter.residue = undefined;
    if (this.#row.additive) counter.base = counter.raw;
    else {
      this.#source.clear(this.#spec.map, counter.key);
      counter.raw = new BigInt64Array(this.#spec.cells);
    }
  }

  /**
   * Forgets a key, here and in the kernel. What was counted since the snapshot stays behind as the
   * residue of a counter that is not shown until the next snapshot; gives true if there is any.
   */
  remove(counter: Counter): boolean {
    if (this.#spec.keyBytes === 0) {
      this.clear(counter);
      counter.touched = false;
      return false;
    }
    const last = this.#source.take(this.#spec.map, counter.key);
    const residue =
      last && this.#row.additive
        ? this.#difference({ raw: this.#merged(last), base: counter.raw })
        : undefined;
    counter.raw = new BigInt64Array(this.#spec.cells);
    counter.base = undefined;
    counter.residue = residue;
    if (residue?.some((cell) => cell !== 0n)) return true;
    this.#counters.delete(latin1(counter.key));
    return false;
  }

  #merged(element: Element): BigInt64Array {
    const total = new BigInt64Array(this.#spec.cells);
    const bytes = this.#zeros.length;
    for (const value of element.values) {
      // Most CPUs of a large machine have not seen most keys.
      if (!this.#zeros.equals(value.subarray(0, bytes)))
        this.#row.merge(total, cellsOf(value, bytes));
    }
    return total;
  }
}

/** Values may lie unaligned in a batch. */
function cellsOf(value: Uint8Array, length: number): BigInt64Array {
  const bytes = new Uint8Array(length);
  bytes.set(value.subarray(0, length));
  return new BigInt64Array(bytes.buffer);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
