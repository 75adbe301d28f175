import type { ProbeSpec } from '../bpf/index.ts';
import { IrBuilder, type IrFunction, type IrModule } from '../ir/index.ts';
import { type Hook, type HookNeeds, isAmongLocks } from '../providers/index.ts';
import type { Probe, TypedClause, TypedProgram } from '../typed/index.ts';
import { announceAggregate } from './aggregate.ts';
import { clauseSpec, lowerClause } from './clause.ts';
import { faultFunctions } from './fault.ts';
import { needsOf } from './hook-needs.ts';
import { type LowerWorld, ModuleGen } from './module.ts';
import { groupByHook, type HookedClauses } from './places.ts';
import { argumentKeepers } from './process-arguments.ts';
import { ProgramGen } from './program.ts';
import { schedulerClock } from './scheduler-clock.ts';
import { withScratch } from './scratch.ts';

/** A checked program as IR, with everything that loading and consuming it needs. Cannot fail. */
export function lowerProgram(program: TypedProgram, world: LowerWorld): IrModule {
  const hooks = groupByHook(program, world);
  const module = new ModuleGen(program, world, hooks);
  const errors = hooks.find((h) => h.hook.role === 'error')?.clauses ?? [];
  const faults = faultFunctions(module, errors);
  const programs = hooks
    .filter((h) => h.hook.role !== 'error')
    .flatMap((h) => lowerHook(module, h, faults));
  for (const statement of program.clauses.flatMap((c) => c.body))
    if (statement.kind === 'aggregate') announceAggregate(module, statement);
  return {
    programs: [...schedulerClock(module), ...argumentKeepers(module), ...programs],
    clauses: program.clauses.map((c, i) => clauseSpec(module, c, i)),
    probes: probeSpecs(program.clauses),
    aggregations: module.aggregations.specs(),
    units: program.units,
    ...(world.options.cpu >= 0 ? { cpu: world.options.cpu } : {}),
    faultSites: module.sites,
    maps: module.maps(),
    siteTable: module.sites.length > 0 ? { map: module.constants.sites, offset: 0 } : undefined,
  };
}

type Programs = IrModule['programs'];

/** The program of a hook and, if it can fault, its fault function; for a tick its sampler, too. */
function lowerHook(
  module: ModuleGen,
  { hook: given, clauses }: HookedClauses,
  fault: (program: string) => IrFunction,
): Programs {
  const needs = needsOf(given, clauses, given.tick ? module.tickState() : 0);
  const { state } = needs;
  const hook = (needs.arguments && given.withArguments) || given;
  const attach = hook.attach(needs);
  const amongLocks = isAmongLocks(attach);
  const { program: made, main } = withScratch(module, (big) => {
    const b = new IrBuilder(hook.program);
    const place = {
      scratchMap: `s_${hook.program}`,
      programContext: b.parameter(0),
      state,
      big,
      amongLocks,
      sampled: needs.arguments,
    };
    const p = new ProgramGen(module, hook, b, clauses, place);
    for (const c of clauses) b.scoped(() => lowerClause(p, c));
    return p;
  });
  const faults = made.canFault ? [fault(hook.program)] : [];
  const program = { name: hook.program, functions: [main, ...faults] };
  const own = { program, attach };
  if (hook.companion) return [companion(module, hook.companion), own];
  return hook.tick && needs.arguments ? [own, sampler(hook.tick, needs)] : [own];
}

function companion(
  module: ModuleGen,
  { program: name, attach, maps, run }: NonNullable<Hook['companion']>,
): Programs[number] {
  for (const map of maps) module.map(map);
  const b = new IrBuilder(name);
  const out = b.label();
  const guard = module.guard(b, isAmongLocks(attach), out);
  run(b, b.parameter(0));
  guard?.leave();
  b.bind(out);
  b.return();
  return { program: { name, functions: [b.finish()] }, attach };
}

function sampler(tick: NonNullable<Hook['tick']>, needs: HookNeeds): Programs[number] {
  const b = new IrBuilder(needs.sampler);
  tick.sample(b, b.parameter(0), needs.state);
  return { program: { name: needs.sampler, functions: [b.finish()] }, attach: { kind: 'sampler' } };
}

function probeSpecs(clauses: readonly TypedClause[]): readonly ProbeSpec[] {
  const byId = new Map<number, Probe>();
  for (const c of clauses) for (const p of c.probes) byId.set(p.id, p);
  return [...byId.values()].sort((a, b) => a.id - b.id);
}
