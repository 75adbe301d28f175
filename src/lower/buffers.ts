import {
  CONTROL,
  CONTROL_MAP,
  FILLED_MAP,
  HISTORY_MAP,
  type MapSpec,
  RECORDS_MAP,
} from '../bpf/index.ts';
import { type BlockId, imm, type VReg } from '../ir/index.ts';
import { fillRoom, historyBytes } from './capacity.ts';
import type { ClauseGen } from './gen.ts';
import { NO_WAKEUP, submit, wake } from './ring.ts';

/** What a clause asks room for. */
export interface RoomRequest {
  readonly bytes: number;
  /** The same in DTrace's bytes. */
  readonly cost: number;
  readonly speculative: boolean;
  /** The consumer shall see the record at once. */
  readonly immediate: boolean;
  /** The record ends tracing. */
  readonly final: boolean;
}

/** Room for a record, to be filled in; one of the two has to be called then. */
export interface Room {
  readonly base: VReg;
  readonly submit: () => void;
  readonly discard: () => void;
}

/** Room by the policy of option bufpolicy; without any, the clause is left. */
export function takeRoom(g: ClauseGen, request: RoomRequest, next: BlockId): Room {
  const { bufpolicy } = g.options;
  if (bufpolicy === 'switch' || request.speculative) return roomInRing(g, request, next);
  return bufpolicy === 'fill' ? roomToFill(g, request, next) : roomInHistory(g, request);
}

/** In the ring that the consumer empties: if it is full, a drop. */
function roomInRing(g: ClauseGen, request: RoomRequest, next: BlockId): Room {
  const { b } = g;
  const base = b.call('ringbuf_reserve', b.map(RECORDS_MAP), imm(request.bytes), imm(0));
  b.when('eq', base, imm(0), () => {
    g.drop(request.speculative ? 'speculation' : 'principal');
    b.jump(next);
    b.bind(b.label());
  });
  return {
    base,
    submit: () => submit(g, base, request.immediate),
    discard: () => void b.call('ringbuf_discard', base, imm(NO_WAKEUP)),
  };
}

/**
 * In the ring too, as long as the CPU's records are not more than bufsize. The first one that would
 * be too much fills the buffer: no other fits, however small. END has room of its own.
 */
function roomToFill(g: ClauseGen, request: RoomRequest, next: BlockId): Room {
  const { b } = g;
  if (g.program.hook.role === 'end') return roomInRing(g, request, next);
  const room = fillRoom(g.module);
  const filled = ownCounter(g, next);
  b.when('gt', b.alu('add', b.load(8, filled), imm(request.cost)), imm(room), () => {
    b.store(8, filled, 0, imm(room));
    b.store(4, b.mapValue(CONTROL_MAP, CONTROL.filled), 0, imm(1));
    b.jump(next);
    b.bind(b.label());
  });
  const { base, submit, discard } = roomInRing(g, request, next);
  return {
    base,
    discard,
    submit: () => {
      b.atomicAdd(8, filled, 0, imm(request.cost));
      submit();
    },
  };
}

/** This CPU's element of the map that counts. */
function ownCounter(g: ClauseGen, next: BlockId): VReg {
  const { b } = g;
  const counters: MapSpec = {
    name: FILLED_MAP,
    kind: 'percpu_array',
    keyBytes: 4,
    valueBytes: 8,
    entries: 1,
  };
  const slot = b.slot(8);
  b.store(4, b.slotAddress(slot), 0, imm(0));
  const counter = b.call('map_lookup_elem', g.map(counters), b.slotAddress(slot));
  b.release(slot);
  b.jumpIf('eq', counter, imm(0), next);
  return counter;
}

/** bpf_perf_event_output: the buffer of the CPU it runs on. */
const CURRENT_CPU = 0xffff_ffff;

/** In scratch memory, from where it goes to a perf buffer, which overwrites its oldest records. */
function roomInHistory(g: ClauseGen, request: RoomRequest): Room {
  const { b } = g;
  const base = g.address(g.scratch(request.bytes));
  const history: MapSpec = {
    name: HISTORY_MAP,
    kind: 'perf_array',
    keyBytes: 4,
    valueBytes: 4,
    entries: g.module.world.cpus,
    ringBytes: historyBytes(g.module),
  };
  return {
    base,
    submit: () => {
      const here = b.constant(CURRENT_CPU);
      b.call('perf_event_output', g.context, g.map(history), here, base, imm(request.bytes));
      if (request.final) wake(b);
    },
    discard: () => undefined,
  };
}
