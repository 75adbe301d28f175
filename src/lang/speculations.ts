import {
  COMMIT_CLAUSE,
  DISCARD_CLAUSE,
  type MapSpec,
  RECORD_HEADER,
  RECORDS_MAP,
  SERIAL_OFFSET,
  SETTLE_RECORD,
  SETTLE_RECORD_BYTES,
  SPECULATION,
  SPECULATION_BYTES,
  SPECULATION_ID_BITS,
  SPECULATIONS_MAP,
} from '../bpf/index.ts';
import { imm, type SlotId, type VReg } from '../ir/index.ts';
import type { Gen } from './gen.ts';
import { repeat } from './loops.ts';

/**
 * Speculations live in a hash: an id is in use as long as it has an element there. All records travel
 * through one ring in order, so that commit() and discard() free the id at once, and what is written
 * to a new speculation of that id comes after. So no buffer is ever busy.
 */

/** More the verifier would have to follow through speculation()'s loop than it is worth. */
export const MOST_SPECULATIONS = 4096;

/** bpf_map_update_elem: only if there is none yet; so only one CPU gets an id. */
const BPF_NOEXIST = 1;
const NO_WAKEUP = 1;
const ID_MASK = 2 ** SPECULATION_ID_BITS - 1;

function speculations(g: Gen): VReg {
  const spec: MapSpec = {
    name: SPECULATIONS_MAP,
    kind: 'hash',
    keyBytes: 4,
    valueBytes: SPECULATION_BYTES,
    entries: Math.max(1, g.options.nspec),
  };
  return g.map(spec);
}

/** Takes the lowest id that is free; 0 if there is none, which is counted. */
export function claim(g: Gen): VReg {
  const { b } = g;
  const key = b.slot(8);
  const value = b.slot(SPECULATION_BYTES);
  const claimed = b.constant(0);
  const time = b.alu('lsh', b.call('ktime_get_ns'), imm(SPECULATION_ID_BITS));
  b.store(8, b.slotAddress(value), SPECULATION.used, imm(0));
  repeat(g, g.options.nspec, (i, stop) => {
    const id = b.alu('add', i, imm(1));
    b.store(4, b.slotAddress(key), 0, id);
    b.store(8, b.slotAddress(value), SPECULATION.serial, b.alu('or', time, id));
    const [at, content] = [b.slotAddress(key), b.slotAddress(value)];
    const taken = b.call('map_update_elem', speculations(g), at, content, imm(BPF_NOEXIST));
    b.when('eq', taken, imm(0), () => {
      b.assign(claimed, id);
      b.jump(stop);
    });
  });
  b.release(key);
  b.release(value);
  b.when('eq', claimed, imm(0), () => g.drop('speculationUnavailable'));
  return claimed;
}

/** The serial of speculation `id`, with `bytes` more in use; 0 if there is none, or no room. */
export function reserve(g: Gen, id: VReg, bytes: number): VReg {
  const { b } = g;
  const reserved = b.constant(0);
  withSpeculation(g, id, (element, serial) => {
    const used = b.alu('add', b.load(8, element, SPECULATION.used), imm(bytes));
    b.ifElse(
      'gt',
      used,
      imm(g.options.specsize),
      () => g.drop('speculation'),
      () => {
        b.atomicAdd(8, element, SPECULATION.used, imm(bytes));
        b.assign(reserved, serial);
      },
    );
  });
  return reserved;
}

/** Ends a speculation: its records count, or they do not. An id that is not in use is none. */
export function settle(g: Gen, id: VReg, how: 'commit' | 'discard'): void {
  const { b } = g;
  withSpeculation(g, id, (_, serial, key) => {
    const bytes = imm(SETTLE_RECORD_BYTES);
    const record = b.call('ringbuf_reserve', b.map(RECORDS_MAP), bytes, imm(0));
    const gone = b.call('map_delete_elem', speculations(g), b.slotAddress(key));
    b.ifElse(
      'ne',
      record,
      imm(0),
      () => tell(g, record, serial, gone, how),
      () => g.drop('principal'),
    );
  });
  b.when('gt', id, imm(g.options.nspec), () => g.fault('illegalOperation'));
}

/** Of two CPUs that settle the same speculation, the one that has removed it tells the consumer. */
function tell(g: Gen, record: VReg, serial: VReg, gone: VReg, how: 'commit' | 'discard'): void {
  const { b } = g;
  const clause = how === 'commit' ? COMMIT_CLAUSE : DISCARD_CLAUSE;
  b.ifElse(
    'eq',
    gone,
    imm(0),
    () => {
      b.store(8, record, 0, imm(0));
      b.store(2, record, RECORD_HEADER.clause, imm(clause));
      b.store(8, record, SERIAL_OFFSET, serial);
      b.store(8, record, SETTLE_RECORD.time, b.call('ktime_get_ns'));
      g.submit(record);
    },
    () => void b.call('ringbuf_discard', record, imm(NO_WAKEUP)),
  );
}

/**
 * Does something with a speculation that is in use. An element may be given to another id while we
 * hold it; the serial tells.
 */
function withSpeculation(
  g: Gen,
  id: VReg,
  make: (element: VReg, serial: VReg, key: SlotId) => void,
): void {
  const { b } = g;
  const key = b.slot(8);
  b.store(4, b.slotAddress(key), 0, id);
  const element = b.call('map_lookup_elem', speculations(g), b.slotAddress(key));
  b.when('ne', element, imm(0), () => {
    const serial = b.load(8, element, SPECULATION.serial);
    const owner = b.alu('and', serial, imm(ID_MASK));
    b.when('eq', owner, id, () => make(element, serial, key));
  });
  b.release(key);
}
