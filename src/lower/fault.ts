import {
  CONTROL,
  CONTROL_MAP,
  FAULT_CLAUSE,
  FAULT_RECORD,
  FAULT_RECORD_BYTES,
  RECORD_HEADER,
  RECORDS_MAP,
} from '../bpf/index.ts';
import { IrBuilder, type IrFunction, imm, type VReg } from '../ir/index.ts';
import { lowerClause } from './clause.ts';
import { FAULT_SLOT } from './clause-faults.ts';
import type { ModuleGen } from './module.ts';
import { type HookClause, ProgramGen } from './program.ts';
import { withScratch } from './scratch.ts';

export const FAULT_FUNCTION = 'fault';
const FORCE_WAKEUP = 2;

/** Gives the fault function for each program: one for all of them, if no clause waits for faults. */
export function faultFunctions(
  module: ModuleGen,
  clauses: readonly HookClause[],
): (program: string) => IrFunction {
  let plain: IrFunction | undefined;
  return (program) => {
    if (clauses.length > 0) return faultFunction(module, `e_${program}`, clauses);
    plain ??= faultFunction(module, '', clauses);
    return plain;
  };
}

/**
 * fault(description, context): reports a fault and fires dtrace:::ERROR. The description, on the
 * caller's stack, begins with ERROR's arg1 to arg5 (see FAULT_SLOT). A fault in an ERROR clause is
 * only counted. Gives 1 if a clause has called exit().
 */
function faultFunction(
  module: ModuleGen,
  scratchMap: string,
  clauses: readonly HookClause[],
): IrFunction {
  const [first] = clauses;
  const probe = first?.clause.probes[[...first.selectors.values()][0] ?? 0];
  const [hook] = probe ? module.hooks(probe) : [];
  if (!hook) {
    const b = startFault(module);
    b.return(imm(0));
    return b.finish();
  }
  return withScratch(module, (big) => {
    const b = startFault(module);
    const place = { scratchMap, programContext: b.parameter(1), state: 0, big };
    const p = new ProgramGen(module, hook, b, clauses, place);
    for (const c of clauses) b.scoped(() => lowerClause(p, c));
    return p;
  }).main;
}

function startFault(module: ModuleGen): IrBuilder {
  const b = new IrBuilder(FAULT_FUNCTION, 2);
  const description = b.parameter(0);
  setOffset(module, b, description);
  report(b, description);
  return b;
}

/** ERROR's arg3: the place of the fault in the program, which emit writes into the sites' table. */
function setOffset(module: ModuleGen, b: IrBuilder, description: VReg): void {
  const site = b.load(4, description, FAULT_SLOT.site);
  const limit = module.siteLimit;
  b.when('lt', site, imm(limit), () => {
    const entry = b.alu('add', b.mapValue(module.constants.sites), b.alu('mul', site, imm(4)));
    b.store(8, description, FAULT_SLOT.offset, b.load(4, entry));
  });
}

function report(b: IrBuilder, description: VReg): void {
  const record = b.call('ringbuf_reserve', b.map(RECORDS_MAP), imm(FAULT_RECORD_BYTES), imm(0));
  b.when('ne', record, imm(0), () => {
    b.store(2, record, RECORD_HEADER.clause, imm(FAULT_CLAUSE));
    b.store(2, record, RECORD_HEADER.cpu, b.call('get_smp_processor_id'));
    b.store(4, record, RECORD_HEADER.probe, b.load(4, description, FAULT_SLOT.probe));
    b.store(4, record, FAULT_RECORD.site, b.load(4, description, FAULT_SLOT.site));
    b.store(4, record, FAULT_RECORD.code, b.load(4, description, FAULT_SLOT.code));
    b.store(8, record, FAULT_RECORD.value, b.load(8, description, FAULT_SLOT.value));
    b.store(4, b.mapValue(CONTROL_MAP, CONTROL.wakeupPending), 0, imm(1));
    b.call('ringbuf_submit', record, imm(FORCE_WAKEUP));
  });
}
