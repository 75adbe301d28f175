import {
  type BpfObject,
  FAULT_CODES,
  FAULT_RECORD,
  type FaultCode,
  type FaultSite,
  type ProbeSpec,
  RECORD_HEADER,
} from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import type { ConsumeOptions, FaultMessage } from './source.ts';

interface Fault {
  readonly code: number;
  readonly value: bigint;
  readonly site: FaultSite;
  readonly probe: ProbeSpec;
}

/** DTrace's names for what can go wrong. */
const TEXTS: Readonly<Record<FaultCode, string>> = {
  unknown: 'unknown fault',
  badAddress: 'invalid address',
  badAlignment: 'invalid alignment',
  illegalOperation: 'illegal operation',
  divideByZero: 'divide-by-zero',
  noScratch: 'out of scratch space',
  kernelPrivilege: 'invalid kernel access',
  userPrivilege: 'invalid user access',
  tupleOverflow: 'tuple stack overflow',
  badStack: 'bad stack',
  badSize: 'invalid size',
  badIndex: 'index out of bounds',
  library: 'library-level fault',
};

const names = new Map(
  Object.entries(FAULT_CODES).map(([name, code]) => [code as number, name as FaultCode]),
);

/** Faults whose value is worth saying. */
const ADDRESSES: readonly FaultCode[] = ['badAddress', 'badAlignment', 'badStack', 'badSize'];

/** Reads a fault record and puts it into the words of the dialect. */
export function faultMessage(
  ring: DataView,
  at: number,
  object: BpfObject,
  dialect: ConsumeOptions['dialect'],
): FaultMessage {
  const site = object.faultSites[ring.getUint32(at + FAULT_RECORD.site, true)];
  const probe = object.probes.find(
    ({ id }) => id === ring.getUint32(at + RECORD_HEADER.probe, true),
  );
  const fault: Fault = {
    code: ring.getUint32(at + FAULT_RECORD.code, true),
    value: ring.getBigUint64(at + FAULT_RECORD.value, true),
    site: site ?? bug('a fault at an unknown site'),
    probe: probe ?? bug('a fault of an unknown probe'),
  };
  const text = dialect === 'oracle' ? oracleText(fault, object) : illumosText(fault, object);
  return { text, line: fault.site.line, column: fault.site.column };
}

/** What an action of a record says when the consumer cannot do it. */
export function actionMessage(
  ring: DataView,
  at: number,
  object: BpfObject,
  dialect: ConsumeOptions['dialect'],
  what: string,
): FaultMessage {
  const clause = ring.getUint16(at + RECORD_HEADER.clause, true);
  const id = ring.getUint32(at + RECORD_HEADER.probe, true);
  const probe = object.probes.find((p) => p.id === id) ?? bug('a record of an unknown probe');
  const where =
    dialect === 'oracle'
      ? `error in ${oracleClause(object, clause)} for probe ID ${id} (${fullName(probe)})`
      : `error on enabled probe ID ${enabledId(object, clause, id)} (ID ${id}: ${fullName(probe)})`;
  return { text: `${where}: ${what}`, line: object.clauses[clause]?.line ?? 0, column: 1 };
}

function oracleText({ code, value, site, probe }: Fault, object: BpfObject): string {
  const what = `${textOf(code)}${details(code, value)}`;
  return `error in ${oracleClause(object, site.clause)} for probe ID ${probe.id} (${fullName(probe)}): ${what} at BPF pc ${site.pc}`;
}

function oracleClause({ clauses }: BpfObject, id: number): string {
  return `dt_clause_${clauses[id]?.number ?? id}`;
}

function illumosText({ code, value, site, probe }: Fault, object: BpfObject): string {
  const what = `${textOf(code)}${details(code, value)}`;
  const where = site.action === 0 ? 'predicate' : `action #${site.action}`;
  const epid = enabledId(object, site.clause, probe.id);
  return `error on enabled probe ID ${epid} (ID ${probe.id}: ${fullName(probe)}): ${what} in ${where} at DIF offset ${site.pc}`;
}

function textOf(code: number): string {
  return TEXTS[names.get(code) ?? 'unknown'];
}

function details(code: number, value: bigint): string {
  const name = names.get(code);
  if (name === 'badIndex') return ` (${BigInt.asIntN(64, value)})`;
  const known = name !== undefined && ADDRESSES.includes(name);
  const missing = name === 'badAddress' && BigInt.asIntN(64, value) === -1n;
  return known && !missing ? ` (0x${value.toString(16)})` : '';
}

function fullName({ provider, module, function: func, name }: ProbeSpec): string {
  return [provider, module, func, name].join(':');
}

/** Counts the probes of all clauses from 1. */
function enabledId({ clauses }: BpfObject, clause: number, probe: number): number {
  const before = clauses.slice(0, clause).reduce((sum, { probes }) => sum + probes.length, 0);
  return before + (clauses[clause]?.probes.indexOf(probe) ?? -1) + 1;
}
