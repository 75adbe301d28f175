import { type BpfObject, RECORD_HEADER } from '../bpf/index.ts';
import type { ConsumeOptions, Source } from './source.ts';
import type { Visit } from './speculations.ts';

interface Entry {
  readonly record: DataView;
  /** Nanoseconds, monotonic. */
  readonly time: bigint;
}

/**
 * Records that nobody sees before tracing has ended: bufpolicy=fill keeps all of them, ring the
 * newest of each CPU, bufsize bytes as DTrace counts them.
 */
export class Backlog {
  readonly #source: Source;
  readonly #costs: readonly number[];
  readonly #bufsize: number;
  readonly #ring: boolean;
  #entries: Entry[] = [];

  constructor(object: BpfObject, source: Source, { bufpolicy, bufsize }: ConsumeOptions) {
    this.#source = source;
    this.#costs = object.clauses.map((clause) => clause.cost);
    this.#bufsize = bufsize;
    this.#ring = bufpolicy === 'ring';
  }

  /** Keeps a record. Those of speculations count from the time they are committed. */
  hold(record: DataView, time = 0n): void {
    this.#entries.push({ record, time });
  }

  /** Visits what there is, oldest first, and forgets it. */
  replay(visit: Visit): void {
    const entries = this.#ring ? this.#newest() : this.#entries;
    this.#entries = [];
    for (const { record } of entries) visit(record, 0, record.byteLength);
  }

  #newest(): readonly Entry[] {
    this.#source.history((record, time) => this.hold(record, time));
    const room = new Map<number, number>();
    return this.#entries
      .sort((a, b) => Number(b.time - a.time))
      .filter(({ record }) => this.#fits(record, room))
      .reverse();
  }

  /** The first that does not fit takes all room: what is older than it is gone, however small. */
  #fits(record: DataView, room: Map<number, number>): boolean {
    const cpu = record.getUint16(RECORD_HEADER.cpu, true);
    const cost = this.#costs[record.getUint16(RECORD_HEADER.clause, true)] ?? 0;
    const left = (room.get(cpu) ?? this.#bufsize) - cost;
    room.set(cpu, left < 0 ? -1 : left);
    return left >= 0;
  }
}
