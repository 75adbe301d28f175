import { type ClauseSpec, FAULT_CLAUSE, type ProbeSpec, RECORD_HEADER } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { actions, type Consumer, type RecordHandler } from '../lang/index.ts';
import { Backlog } from './backlog.ts';
import { faultMessage } from './faults.ts';
import { type FlowStates, type RecordId, type RowPrefix, rowPrefix } from './rows.ts';
import type { World } from './source.ts';
import { copyOf, Speculations, type Visit } from './speculations.ts';

/** Walks the ring: finds each record's clause, prints its row, and lets its actions handle it. */
export class Records {
  readonly #world: World;
  readonly #consumer: Consumer;
  #prefix: RowPrefix;
  readonly #probes: ReadonlyMap<number, ProbeSpec>;
  /** By clause: the handlers of its actions, in order. */
  readonly #handlers: readonly RecordHandler[][];
  readonly #flow: FlowStates = new Map();
  readonly #speculations: Speculations;
  readonly #backlog: Backlog | undefined;
  #lineEnd: string;
  #started = false;

  constructor(world: World, consumer: Consumer) {
    const { object, options } = world;
    this.#world = world;
    this.#speculations = new Speculations(object);
    if (options.bufpolicy !== 'switch') this.#backlog = new Backlog(object, world.source, options);
    this.#consumer = consumer;
    this.#prefix = rowPrefix(options, this.#flow);
    this.#probes = new Map(object.probes.map((probe) => [probe.id, probe]));
    this.#handlers = object.clauses.map((clause) => handlersOf(clause, consumer));
    this.#lineEnd = options.quiet ? '' : '\n';
  }

  /** Options have changed: all that follows obeys them, the rest of the current record too. */
  rebind(): void {
    const { object, options } = this.#world;
    this.#prefix = rowPrefix(options, this.#flow);
    this.#lineEnd = options.quiet ? '' : '\n';
    object.clauses.forEach((clause, i) => {
      this.#handlers[i]?.splice(0, Infinity, ...handlersOf(clause, this.#consumer));
    });
  }

  /**
   * Handles what is in the ring now; gives the number of records. Policies that show nothing before
   * the end only collect it, until the `last` time.
   */
  consume(last: boolean): number {
    this.#collect();
    if (this.#backlog && !last) return 0;
    return this.#world.options.flowindent ? this.#consumeFlow() : this.#consumePlain();
  }

  #drain(visit: Visit): void {
    if (this.#backlog) this.#backlog.replay(visit);
    else this.#world.source.drain(this.#speculations.filter(visit));
  }

  /** Errors are told at once all the same. */
  #collect(): void {
    const backlog = this.#backlog;
    if (!backlog) return;
    const keep: Visit = (ring, at, length, time) => {
      const clause = ring.getUint16(at + RECORD_HEADER.clause, true);
      if (clause === FAULT_CLAUSE) this.#fault(ring, at);
      else backlog.hold(copyOf(ring, at, length), time);
    };
    this.#world.source.drain(this.#speculations.filter(keep));
  }

  #consumePlain(): number {
    let count = 0;
    this.#drain((ring, at) => {
      count++;
      const clause = ring.getUint16(at + RECORD_HEADER.clause, true);
      if (clause === FAULT_CLAUSE) this.#fault(ring, at);
      else this.#handle(ring, at, this.#idOf(ring, at, clause), undefined);
    });
    return count;
  }

  /** A return wants to know the next record of its CPU, so records are copied out of the ring first. */
  #consumeFlow(): number {
    const copies: DataView[] = [];
    this.#drain((ring, at, length) => copies.push(copyOf(ring, at, length)));
    const ids = copies.map((copy) => this.#recordId(copy));
    const following = nextOfCpu(ids);
    copies.forEach((copy, i) => {
      const id = ids[i];
      if (id === undefined) this.#fault(copy, 0);
      else this.#handle(copy, 0, id, following[i]);
    });
    return copies.length;
  }

  #recordId(record: DataView): RecordId | undefined {
    const clause = record.getUint16(RECORD_HEADER.clause, true);
    return clause === FAULT_CLAUSE ? undefined : this.#idOf(record, 0, clause);
  }

  #idOf(ring: DataView, at: number, clause: number): RecordId {
    const probe = this.#probes.get(ring.getUint32(at + RECORD_HEADER.probe, true));
    return {
      clause,
      cpu: ring.getUint16(at + RECORD_HEADER.cpu, true),
      probe: probe ?? bug('a record of an unknown probe'),
    };
  }

  #handle(ring: DataView, at: number, id: RecordId, next: RecordId | undefined): void {
    const { output } = this.#world;
    if (!this.#started) output.write(this.#prefix.header);
    this.#started = true;
    output.write(this.#prefix.begin(id, next));
    const handlers = this.#handlers[id.clause] ?? bug(`a record of unknown clause ${id.clause}`);
    for (const handle of handlers) handle(ring, at);
    output.write(this.#lineEnd);
  }

  #fault(ring: DataView, at: number): void {
    const { object, options, report } = this.#world;
    report.fault(faultMessage(ring, at, object, options.dialect));
  }
}

function handlersOf(clause: ClauseSpec, consumer: Consumer): RecordHandler[] {
  return clause.actions.map((spec) => {
    const row = actions.get(spec.action) ?? bug(`no action ${spec.action}`);
    return row.handle(consumer, spec);
  });
}

/** For each record the next one of the same CPU. */
function nextOfCpu(ids: readonly (RecordId | undefined)[]): readonly (RecordId | undefined)[] {
  const next = new Map<number, RecordId>();
  return ids
    .toReversed()
    .map((id) => {
      if (id === undefined) return undefined;
      const follower = next.get(id.cpu);
      next.set(id.cpu, id);
      return follower;
    })
    .reverse();
}
