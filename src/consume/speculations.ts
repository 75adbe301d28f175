import {
  type BpfObject,
  COMMIT_CLAUSE,
  DISCARD_CLAUSE,
  RECORD_HEADER,
  SERIAL_OFFSET,
  SETTLE_RECORD,
  SPECULATION_ID_BITS,
  SPECULATIONS_MAP,
} from '../bpf/index.ts';

/** Called with each record, wherever it lies, and with the time when it was committed, if it was. */
export type Visit = (ring: DataView, at: number, length: number, time?: bigint) => void;

/** What one speculation holds. */
interface Held {
  readonly serial: bigint;
  readonly records: DataView[];
}

/**
 * Keeps the records of speculations back until commit(), and then lets them through in order. What
 * is never committed is never seen. Bounded by nspec × specsize, which the programs obey.
 */
export class Speculations {
  readonly #used: boolean;
  readonly #speculative: ReadonlySet<number>;
  /** By id. A later use of an id ends the one before, should the news of that have been lost. */
  readonly #held = new Map<bigint, Held>();

  constructor(object: BpfObject) {
    this.#used = object.maps.some((map) => map.name === SPECULATIONS_MAP);
    this.#speculative = new Set(object.clauses.filter((c) => c.speculative).map((c) => c.id));
  }

  /** What stands between the ring and `visit`; nothing at all in programs without speculations. */
  filter(visit: Visit): Visit {
    if (!this.#used) return visit;
    return (ring, at, length) => {
      const clause = ring.getUint16(at + RECORD_HEADER.clause, true);
      if (clause === COMMIT_CLAUSE) this.#settle(ring, at, visit);
      else if (clause === DISCARD_CLAUSE) this.#settle(ring, at);
      else if (this.#speculative.has(clause)) this.#hold(ring, at, length);
      else visit(ring, at, length);
    };
  }

  #hold(ring: DataView, at: number, length: number): void {
    const serial = serialOf(ring, at);
    const held = this.#held.get(idOf(serial));
    const copy = copyOf(ring, at, length);
    if (held?.serial === serial) held.records.push(copy);
    else if (!held || isLater(serial, held.serial))
      this.#held.set(idOf(serial), { serial, records: [copy] });
  }

  /** Lets what is held through, if there is somebody to see it, and forgets it. */
  #settle(ring: DataView, at: number, visit?: Visit): void {
    const serial = serialOf(ring, at);
    const held = this.#held.get(idOf(serial));
    if (held?.serial !== serial) return;
    this.#held.delete(idOf(serial));
    const time = ring.getBigUint64(at + SETTLE_RECORD.time, true);
    if (visit) for (const copy of held.records) visit(copy, 0, copy.byteLength, time);
  }
}

/** A record outside of the ring. */
export function copyOf(ring: DataView, at: number, length: number): DataView {
  const start = ring.byteOffset + at;
  return new DataView(ring.buffer.slice(start, start + length));
}

function serialOf(ring: DataView, at: number): bigint {
  return ring.getBigUint64(at + SERIAL_OFFSET, true);
}

function idOf(serial: bigint): bigint {
  return BigInt.asUintN(SPECULATION_ID_BITS, serial);
}

/** Serials begin with a time of 48 bits, which wraps every three days. */
function isLater(a: bigint, b: bigint): boolean {
  return BigInt.asIntN(64, a - b) > 0n;
}
