import type { BpfObject, Field } from '../bpf/index.ts';
import type { Variant } from './format.ts';

/** Checks that what refers to something refers to something that is there. Error if not. */
export function checkReferences({ object, facts, relocations, processors }: Variant): void {
  const maps = new Map(object.maps.map((map) => [map.name, map]));
  for (const { name, code, mapRefs } of object.programs) {
    for (const { insn, map } of mapRefs) {
      must(maps.has(map), `program ${name} uses a map ${map} that is not there`);
      must((insn + 2) * 8 <= code.length, `program ${name} is shorter than its references`);
    }
  }
  checkRecords(object);
  for (const { name, map } of object.aggregations)
    must(maps.has(map), `aggregation ${name} has no map`);
  for (const [slot, terms] of Object.entries(relocations))
    for (const [fact = -1] of terms) must(fact in facts, `${slot} depends on nothing`);
  const table = processors && maps.get(processors.map)?.initial;
  const end = processors ? processors.offset + processors.bytes : 0;
  must(!processors || end <= (table?.length ?? 0), 'the table of processors is elsewhere');
}

function checkRecords({ clauses, aggregations, units }: BpfObject): void {
  clauses.forEach(({ id, unit, recordBytes, actions }, i) => {
    must(id === i && unit < units.length, `clause ${i} is another`);
    for (const { action, fields, data } of actions) {
      must(fields.every(within(recordBytes)), `a field of ${action}() is outside of its record`);
      const known = (data.aggregations ?? []).every((n) => aggregations.some((a) => a.id === n));
      must(known, `${action}() is about an aggregation that is not there`);
    }
  });
  for (const { name, keys, keyBytes } of aggregations)
    must(keys.every(within(keyBytes)), `a key of @${name} is outside of its key`);
}

const within =
  (total: number) =>
  ({ offset, bytes }: Field): boolean =>
    offset + bytes <= total;

function must(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}
