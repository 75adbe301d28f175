import type { BpfObject, FaultSite, MapSpec, ProgramSpec } from '../bpf/index.ts';
import type { IrModule } from '../ir/index.ts';
import { emitProgram } from './emit.ts';

/** All programs of a module as bytes, with everything that loading and consuming them needs. */
export function emitModule(module: IrModule): BpfObject {
  const pcs = new Map<number, number>();
  const programs = module.programs.map(({ program, attach }): ProgramSpec => {
    const { code, mapRefs, lines, sites, clauses } = emitProgram(program);
    for (const [site, pc] of sites) pcs.set(site, pc);
    return { name: program.name, attach, code, mapRefs, lines, clauses };
  });
  const faultSites = module.faultSites.map((s, i): FaultSite => ({ ...s, pc: pcs.get(i) ?? 0 }));
  const { programs: _, siteTable: __, ...rest } = module;
  const maps = module.maps.map((map) => withSites(map, module, faultSites));
  return { ...rest, programs, maps, faultSites };
}

/** Instruction indices of the fault sites, for dtrace:::ERROR's arg3. */
function withSites(map: MapSpec, { siteTable }: IrModule, sites: readonly FaultSite[]): MapSpec {
  if (map.name !== siteTable?.map || !map.initial) return map;
  const initial = map.initial.slice();
  const view = new DataView(initial.buffer);
  sites.forEach(({ pc }, i) => {
    const at = siteTable.offset + i * 4;
    if (at + 4 <= initial.length) view.setUint32(at, pc, true);
  });
  return { ...map, initial };
}
