import { CONTROL, CONTROL_MAP, RECORDS_MAP } from '../bpf/index.ts';
import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import type { ClauseGen } from './gen.ts';

/** bpf_ringbuf_submit flags: tell nobody, or wake the consumer. */
export const NO_WAKEUP = 1;
const FORCE_WAKEUP = 2;
/** bpf_ringbuf_query: how much is not consumed yet. */
const AVAILABLE_DATA = 0;

/** Hands a reserved record over; wakes the consumer if it cannot wait, or if the ring fills up. */
export function submit(g: ClauseGen, record: VReg, urgent: boolean): void {
  const { b } = g;
  const flags = urgent ? b.constant(FORCE_WAKEUP) : wakeupIfFilling(g);
  if (urgent) b.store(4, b.mapValue(CONTROL_MAP, CONTROL.wakeupPending), 0, imm(1));
  b.call('ringbuf_submit', record, flags);
}

/** Wakes the consumer without a record. */
export function wake(b: IrBuilder): void {
  const record = b.call('ringbuf_reserve', b.map(RECORDS_MAP), imm(8), imm(0));
  b.when('ne', record, imm(0), () => {
    b.store(4, b.mapValue(CONTROL_MAP, CONTROL.wakeupPending), 0, imm(1));
    b.call('ringbuf_discard', record, imm(FORCE_WAKEUP));
  });
}

/** A quarter full: wake, once; the consumer clears the mark when it has looked. */
function wakeupIfFilling(g: ClauseGen): VReg {
  const { b } = g;
  const flags = b.constant(NO_WAKEUP);
  const threshold = (g.options.bufsize * g.module.world.cpus) >> 2;
  const waiting = b.call('ringbuf_query', b.map(RECORDS_MAP), imm(AVAILABLE_DATA));
  b.when('ge', waiting, imm(threshold), () => {
    const pending = b.mapValue(CONTROL_MAP, CONTROL.wakeupPending);
    b.when('eq', b.load(4, pending), imm(0), () => {
      b.store(4, b.mapValue(CONTROL_MAP, CONTROL.wakeupPending), 0, imm(1));
      b.assign(flags, imm(FORCE_WAKEUP));
    });
  });
  return flags;
}
