import { DROP_KINDS, DROPS_MAP, type DropKind } from '../bpf/index.ts';
import { type IrBuilder, imm } from '../ir/index.ts';

/** Counts a drop of this kind, for this CPU. */
export function countDrop(b: IrBuilder, kind: DropKind): void {
  const slot = b.slot(8);
  b.store(4, b.slotAddress(slot), 0, imm(0));
  const counters = b.call('map_lookup_elem', b.map(DROPS_MAP), b.slotAddress(slot));
  b.release(slot);
  b.when('ne', counters, imm(0), () => {
    b.atomicAdd(8, counters, DROP_KINDS.indexOf(kind) * 8, imm(1));
  });
}
