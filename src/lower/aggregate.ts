import { bug } from '../diag/index.ts';
import { imm, type VReg } from '../ir/index.ts';
import { aggregations } from '../lang/index.ts';
import type { AggregateStatement } from '../typed/index.ts';
import { lowerInteger } from './expressions/index.ts';
import type { ClauseGen } from './gen.ts';
import { aggregationElementKey, aggregationLayout, type Key } from './keys.ts';
import type { ModuleGen } from './module.ts';

/** bpf_map_update_elem: only if there is none yet. Another CPU may have been faster. */
const BPF_NOEXIST = 1;

/** `@name[keys] = function(value)`: finds or makes this CPU's cells, and updates them. */
export function lowerAggregate(g: ClauseGen, s: AggregateStatement): void {
  const { b } = g;
  const value = s.value && lowerInteger(g, s.value);
  const increment = s.increment && lowerInteger(g, s.increment);
  const key = aggregationElementKey(g, s.aggregation, s.keys);
  const spec = g.module.aggregations.use(s.aggregation, key.fields, key.bytes);
  const row = aggregations.get(spec.function) ?? bug(`no aggregation ${spec.function}`);
  const cells = b.copy(find(g, spec.map, key));
  if (key.bytes > 0)
    b.when('eq', cells, imm(0), () => b.assign(cells, insert(g, spec.map, spec.cells * 8, key)));
  key.release();
  b.when('ne', cells, imm(0), () => {
    const atomic = g.module.aggregations.isShared(s.aggregation);
    row.update(b, { cells, value, increment, parameters: spec.parameters, atomic });
    if (key.bytes === 0) b.store(8, cells, spec.cells * 8, imm(1));
  });
}

/**
 * Makes an aggregation known though no code may be made for it: that of a clause whose probes do not
 * exist (-Z), or of ERROR where nothing can fault. To printa() it is empty.
 */
export function announceAggregate(
  module: ModuleGen,
  { aggregation, keys }: AggregateStatement,
): void {
  const { fields, layout } = aggregationLayout(module, aggregation, keys);
  module.aggregations.use(aggregation, fields, layout.bytes);
}

function find(g: ClauseGen, map: string, key: Key): VReg {
  const { b } = g;
  if (key.bytes > 0) return b.call('map_lookup_elem', b.map(map), key.address());
  const slot = b.slot(8);
  b.store(4, b.slotAddress(slot), 0, imm(0));
  const cells = b.call('map_lookup_elem', b.map(map), b.slotAddress(slot));
  b.release(slot);
  return cells;
}

/** A new element of zeros, then found again; a full map is an aggregation drop. */
function insert(g: ClauseGen, map: string, bytes: number, key: Key): VReg {
  const { b } = g;
  b.call('map_update_elem', b.map(map), key.address(), g.zeros(bytes), imm(BPF_NOEXIST));
  const cells = b.call('map_lookup_elem', b.map(map), key.address());
  b.when('eq', cells, imm(0), () => g.drop('aggregation'));
  return cells;
}
