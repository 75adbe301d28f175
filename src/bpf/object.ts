import type { AttachSpec } from './attach-spec.ts';
import type { MapSpec } from './map-spec.ts';
import type { Field } from './record-spec.ts';
import type { Shape } from './shape.ts';

/**
 * The contract between the compiler and everything that runs a program: plain data, no syntax tree.
 * A backend reads `programs` and `maps`; `consume` reads the rest.
 */
export interface BpfObject {
  readonly programs: readonly ProgramSpec[];
  readonly maps: readonly MapSpec[];
  /** Every probe that a clause matches, by ascending id. */
  readonly probes: readonly ProbeSpec[];
  readonly clauses: readonly ClauseSpec[];
  readonly aggregations: readonly AggregationSpec[];
  /** What can fault, indexed by the site number in a fault record. */
  readonly faultSites: readonly FaultSite[];
  /** How many probes each program unit (-n text, script) matched, for "matched N probes". */
  readonly units: readonly UnitSpec[];
  /** Only there probes fire, BEGIN and END too. Absent: everywhere. */
  readonly cpu?: number;
}

export interface UnitSpec {
  readonly kind: 'script' | 'description';
  readonly name: string;
  readonly matched: number;
  /** Probes that it describes, but does not fit; absent: none. */
  readonly omitted?: readonly { readonly why: string; readonly probes: readonly string[] }[];
}

// ---- programs

export interface ProgramSpec {
  readonly name: string;
  readonly attach: AttachSpec;
  /** Little-endian eBPF, 8 bytes an instruction; local functions follow the main one. */
  readonly code: Uint8Array;
  readonly mapRefs: readonly MapRef[];
  /** Instruction index → source text it was made for, ascending, for -S and verifier messages. */
  readonly lines: readonly LineRef[];
  /** Of its clauses, those in functions that they share not counted. Absent: unknown. */
  readonly clauses?: readonly ClauseSize[];
}

/** A clause, and how many instructions of a program were made for it. */
export interface ClauseSize {
  readonly source: string;
  readonly line: number;
  readonly text: string;
  readonly instructions: number;
}

/** Where the loader writes a map's descriptor: a two-slot `ld_imm64`. */
export interface MapRef {
  readonly insn: number;
  readonly map: string;
  /** Present: the address of the map's value plus this many bytes (BPF_PSEUDO_MAP_VALUE, Linux 5.2). */
  readonly valueOffset?: number;
}

export interface LineRef {
  readonly insn: number;
  readonly source: string;
  readonly line: number;
  readonly column: number;
  /** The D text, one line, for -S. */
  readonly text: string;
}

// ---- what the consumer needs

export interface ProbeSpec {
  readonly id: number;
  readonly provider: string;
  readonly module: string;
  readonly function: string;
  readonly name: string;
}

export interface ClauseSpec {
  /** Index in `clauses`, as in the record header. */
  readonly id: number;
  /** As Oracle counts clauses; absent: its id. */
  readonly number?: number;
  /** Probe ids it matched, ascending. Enabled probe ids (epid) count these through all clauses from 1. */
  readonly probes: readonly number[];
  /** Index in `units`. */
  readonly unit: number;
  readonly line: number;
  /** 0: the clause records nothing and prints no row. */
  readonly recordBytes: number;
  /** What the record takes of a buffer by DTrace's own layout, which bufsize and specsize are about. */
  readonly cost: number;
  /** Its records belong to a speculation. */
  readonly speculative?: true;
  /** It changes more than what is traced: it may only run if that is allowed. */
  readonly destructive?: true;
  readonly actions: readonly ActionSpec[];
}

export interface ActionSpec {
  /** Name of the row in lang/actions; `default` for an empty body. */
  readonly action: string;
  readonly fields: readonly Field[];
  /** Compile-time facts of the action: a format, an aggregation's name, … */
  readonly data: ActionData;
}

export interface ActionData {
  /** printf, printa and friends: the format text. */
  readonly format?: string;
  /** Ids of aggregations it works on. */
  readonly aggregations?: readonly number[];
  /** Constant arguments. */
  readonly constants?: readonly bigint[];
  /** The first argument is an address: so many bytes found there are the next field. */
  readonly memory?: number;
  /** print(): what the last field is. */
  readonly shape?: Shape;
}

export interface AggregationSpec {
  /** 1-based, in order of first appearance: rules the order of final printing. */
  readonly id: number;
  readonly name: string;
  /** Row in lang/aggregations. */
  readonly function: string;
  /** Constant parameters after the value (lquantize: low, high, step; llquantize: factor, low, high, steps). */
  readonly parameters: readonly bigint[];
  readonly map: string;
  /** Programs with many aggregations share maps: the key's first 8 bytes tell whose element it is. */
  readonly tag?: number;
  readonly keys: readonly Field[];
  /** 0: a per-CPU array with one element, whose last cell is 1 once it was updated. */
  readonly keyBytes: number;
  /** 64-bit cells a CPU keeps per key. */
  readonly cells: number;
}

export interface FaultSite {
  readonly clause: number;
  /** 1-based position of the action in its clause; 0 is the predicate. */
  readonly action: number;
  /** Instruction index, shown as offset. */
  readonly pc: number;
  readonly line: number;
  readonly column: number;
}

/** cpu_dtrace_flags as codes of dtrace:::ERROR's arg4 (Dynamic Tracing Guide, chapter on the dtrace provider). */
export const FAULT_CODES = {
  unknown: 0,
  badAddress: 1,
  badAlignment: 2,
  illegalOperation: 3,
  divideByZero: 4,
  noScratch: 5,
  kernelPrivilege: 6,
  userPrivilege: 7,
  tupleOverflow: 8,
  badStack: 9,
  badSize: 10,
  badIndex: 11,
  library: 1000,
} as const;
export type FaultCode = keyof typeof FAULT_CODES;
