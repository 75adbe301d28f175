import type { ProbeSpec } from '../bpf/index.ts';
import { IrBuilder, type IrFunction, type IrModule } from '../ir/index.ts';
import type { Hook } from '../providers/index.ts';
import type { Probe, TypedClause, TypedProgram } from '../typed/index.ts';
import { usesArguments } from './arguments.ts';
import { clauseSpec, lowerClause } from './clause.ts';
import { faultFunction } from './fault.ts';
import { type LowerWorld, ModuleGen } from './module.ts';
import { type HookClause, needsSelector, ProgramGen } from './program.ts';

interface HookedClauses {
  readonly hook: Hook;
  readonly clauses: HookClause[];
}

/** A checked program as IR, with everything that loading and consuming it needs. Cannot fail. */
export function lowerProgram(program: TypedProgram, world: LowerWorld): IrModule {
  const module = new ModuleGen(program, world);
  const hooks = groupByHook(program, world);
  const errors = [...hooks.values()].find((h) => h.hook.role === 'error')?.clauses ?? [];
  const programs = [...hooks.values()]
    .filter((h) => h.hook.role !== 'error')
    .map(({ hook, clauses }) => ({
      program: { name: hook.program, functions: lowerHook(module, hook, clauses, errors) },
      attach: hook.attach({
        arguments: clauses.some((c) => usesArguments(c.clause)),
        selector: needsSelector(hook, clauses),
      }),
    }));
  return {
    programs,
    clauses: program.clauses.map((c, i) => clauseSpec(module, c, i)),
    probes: probeSpecs(program.clauses),
    aggregations: module.aggregationSpecs(),
    units: program.units,
    faultSites: module.sites,
    maps: module.maps(),
    siteTable: module.sites.length > 0 ? { map: module.constants.sites, offset: 0 } : undefined,
  };
}

/** Clauses meet in the program of their probes' hook, in source order. */
function groupByHook(program: TypedProgram, world: LowerWorld): Map<string, HookedClauses> {
  const hooks = new Map<string, HookedClauses>();
  program.clauses.forEach((clause, index) => {
    for (const [key, { hook, selectors }] of hooksOf(clause, world)) {
      const hooked = hooks.get(key) ?? { hook, clauses: [] };
      hooked.clauses.push({ clause, index, selectors });
      hooks.set(key, hooked);
    }
  });
  return hooks;
}

function hooksOf(clause: TypedClause, world: LowerWorld) {
  const hooks = new Map<string, { hook: Hook; selectors: Map<number, number> }>();
  clause.probes.forEach((probe, position) => {
    const { hook, selector } = world.hook(probe);
    const entry = hooks.get(hook.key) ?? { hook, selectors: new Map<number, number>() };
    entry.selectors.set(selector, position);
    hooks.set(hook.key, entry);
  });
  return hooks;
}

/** The program of a hook and, if it can fault, its fault function. */
function lowerHook(
  module: ModuleGen,
  hook: Hook,
  clauses: readonly HookClause[],
  errors: readonly HookClause[],
): readonly IrFunction[] {
  const b = new IrBuilder(hook.program);
  const scratchMap = `s_${hook.program}`;
  const place = { scratchMap, programContext: b.parameter(0) };
  const p = new ProgramGen(module, hook, b, clauses, place);
  for (const c of clauses) b.scoped(() => lowerClause(p, c));
  const main = p.finish();
  return p.canFault ? [main, faultFunction(module, `e_${hook.program}`, errors)] : [main];
}

function probeSpecs(clauses: readonly TypedClause[]): readonly ProbeSpec[] {
  const byId = new Map<number, Probe>();
  for (const c of clauses) for (const p of c.probes) byId.set(p.id, p);
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
