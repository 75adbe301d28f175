import {
  type ActionSpec,
  type AggregationSpec,
  type BpfObject,
  type ClauseSpec,
  DROP_KINDS,
  type DropKind,
  type FaultSite,
  type Field,
  type FieldType,
  type MapSpec,
  type ProbeSpec,
  RECORD_HEADER,
  RECORD_HEADER_BYTES,
} from '../bpf/index.ts';
import { type Consuming, createConsumer } from './consumer.ts';
import {
  type ConsumeOptions,
  defaultConsumeOptions,
  type Element,
  type Location,
  type Source,
} from './source.ts';

/** For tests: an object, a kernel's maps and ring in memory, and a consumer over them. */
export interface Bench {
  readonly probes?: readonly ProbeSpec[];
  readonly clauses?: readonly ClauseSpec[];
  readonly aggregations?: readonly AggregationSpec[];
  readonly faultSites?: readonly FaultSite[];
  readonly maps?: readonly MapSpec[];
  readonly options?: Partial<ConsumeOptions>;
  readonly kernel?: (address: bigint) => Location | undefined;
  readonly target?: number;
}

export const begin: ProbeSpec = {
  id: 1,
  provider: 'dtrace',
  module: '',
  function: '',
  name: 'BEGIN',
};

export class FakeSource implements Source {
  readonly ring: DataView[] = [];
  /** Map, then key in hex. */
  readonly maps = new Map<string, Map<string, Element>>();
  counts: Record<DropKind, bigint>[] = [];
  /** What buffers of bufpolicy=ring have kept: time and record. */
  kept: (readonly [bigint, DataView])[] = [];
  output = '';
  readonly faults: string[] = [];
  readonly dropped: string[] = [];
  readonly consumer: Consuming;

  constructor(bench: Bench) {
    const object: BpfObject = {
      programs: [],
      maps: bench.maps ?? [],
      probes: bench.probes ?? [begin],
      clauses: bench.clauses ?? [],
      aggregations: bench.aggregations ?? [],
      faultSites: bench.faultSites ?? [],
      units: [],
    };
    this.consumer = createConsumer({
      object,
      source: this,
      names: { kernel: bench.kernel ?? (() => undefined), user: () => undefined },
      options: { ...defaultConsumeOptions, ...bench.options },
      target: bench.target ?? 0,
      output: {
        write: (text) => {
          this.output += text;
        },
        flush: () => undefined,
        reopen: (path) => {
          this.output += path === undefined ? '<back>' : `<${path}>`;
          return path === '/missing/file' ? 'No such file or directory' : undefined;
        },
        truncate: () => {
          this.output = '';
        },
        redirected: undefined,
        run: (command) => {
          this.output += `<sh: ${command}>`;
        },
      },
      report: {
        fault: ({ text, line }) => void this.faults.push(`${line}: ${text}`),
        drop: (message) => void this.dropped.push(message),
      },
    });
  }

  drain(visit: (ring: DataView, offset: number, length: number) => void): void {
    for (const record of this.ring.splice(0)) visit(record, 0, record.byteLength);
  }

  history(visit: (record: DataView, time: bigint) => void): void {
    for (const [time, record] of this.kept) visit(record, time);
  }

  entries(map: string): readonly Element[] {
    return [...(this.maps.get(map)?.values() ?? [])];
  }

  take(map: string, key: Uint8Array): Element | undefined {
    const element = this.maps.get(map)?.get(hex(key));
    this.maps.get(map)?.delete(hex(key));
    return element;
  }

  clear(map: string, key: Uint8Array): void {
    for (const value of this.maps.get(map)?.get(hex(key))?.values ?? []) value.fill(0);
  }

  drops(): readonly Record<DropKind, bigint>[] {
    return this.counts;
  }

  /** Writes an element: one list of cells a CPU. */
  set(map: string, key: Uint8Array, cells: readonly (readonly bigint[])[]): void {
    const elements = this.maps.get(map) ?? new Map<string, Element>();
    this.maps.set(map, elements);
    const values = cells.map((list) => new Uint8Array(BigInt64Array.from(list).buffer));
    elements.set(hex(key), { key, values });
  }

  /** Puts records into the ring and has them consumed; gives the new output. */
  run(...records: readonly DataView[]): string {
    this.ring.push(...records);
    this.output = '';
    this.consumer.consumeRing();
    return this.output;
  }

  /** The output of the end of the run. */
  end(): string {
    this.output = '';
    this.consumer.printRemainingAggregations();
    return this.output;
  }
}

function hex(key: Uint8Array): string {
  return Buffer.from(key).toString('hex');
}

export function noDrops(): Record<DropKind, bigint> {
  return Object.fromEntries(DROP_KINDS.map((kind) => [kind, 0n])) as Record<DropKind, bigint>;
}

// ---- layouts and bytes

type Cell = bigint | number | string | readonly bigint[];

const types = {
  i8: [1, { kind: 'integer', signed: true }],
  u8: [1, { kind: 'integer', signed: false }],
  i16: [2, { kind: 'integer', signed: true }],
  u16: [2, { kind: 'integer', signed: false }],
  i32: [4, { kind: 'integer', signed: true }],
  u32: [4, { kind: 'integer', signed: false }],
  i64: [8, { kind: 'integer', signed: true }],
  u64: [8, { kind: 'integer', signed: false }],
  pointer: [8, { kind: 'pointer' }],
  string: [32, { kind: 'string' }],
  bytes: [20, { kind: 'bytes' }],
  stack: [32, { kind: 'stack', user: false }],
  ustack: [32, { kind: 'stack', user: true }],
  sym: [8, { kind: 'symbol', form: 'sym' }],
  mod: [8, { kind: 'symbol', form: 'mod' }],
  uaddr: [16, { kind: 'symbol', form: 'uaddr' }],
  probefunc: [4, { kind: 'probe', part: 'function' }],
} as const satisfies Record<string, readonly [number, FieldType]>;

export type TypeName = keyof typeof types;

/** Fields one after the other, 8 bytes aligned. */
export function layout(names: readonly TypeName[], start = 0): readonly Field[] {
  let offset = start;
  return names.map((name) => {
    const [bytes, type] = types[name];
    const field = { offset, bytes, type };
    offset += (bytes + 7) & ~7;
    return field;
  });
}

/** A clause of one probe whose actions have these fields. */
export function clause(
  id: number,
  actions: readonly (Partial<ActionSpec> & {
    readonly action: string;
    readonly types?: readonly TypeName[];
  })[],
  probes: readonly number[] = [1],
): ClauseSpec {
  let offset = RECORD_HEADER_BYTES;
  const specs = actions.map(({ action, types: names = [], data = {} }) => {
    const fields = layout(names, offset);
    for (const { bytes } of fields) offset += (bytes + 7) & ~7;
    return { action, fields, data };
  });
  return { id, probes, unit: 0, line: 1, recordBytes: offset, cost: offset, actions: specs };
}

/** A record of a clause with these values, in order of its fields. */
export function record(
  spec: ClauseSpec,
  values: readonly Cell[] = [],
  { cpu = 0, probe = 1 } = {},
): DataView {
  const view = new DataView(new ArrayBuffer(spec.recordBytes));
  view.setUint16(RECORD_HEADER.clause, spec.id, true);
  view.setUint16(RECORD_HEADER.cpu, cpu, true);
  view.setUint32(RECORD_HEADER.probe, probe, true);
  const fields = spec.actions.flatMap((action) => action.fields);
  for (const [i, field] of fields.entries()) write(view, field, values[i] ?? 0);
  return view;
}

/** A key's bytes. */
export function key(fields: readonly Field[], values: readonly Cell[]): Uint8Array {
  const last = fields.at(-1);
  const view = new DataView(new ArrayBuffer(last ? (last.offset + last.bytes + 7) & ~7 : 4));
  for (const [i, field] of fields.entries()) write(view, field, values[i] ?? 0);
  return new Uint8Array(view.buffer);
}

function write(view: DataView, { offset, bytes }: Field, value: Cell): void {
  if (typeof value === 'string') {
    new Uint8Array(view.buffer).set(Buffer.from(value, 'latin1'), offset);
  } else if (typeof value === 'object') {
    for (const [i, word] of value.entries()) view.setBigUint64(offset + 8 * i, word, true);
  } else {
    const eight = new Uint8Array(BigInt64Array.of(BigInt(value)).buffer);
    new Uint8Array(view.buffer).set(eight.subarray(0, Math.min(bytes, 8)), offset);
  }
}

export function aggregation(
  id: number,
  func: string,
  keys: readonly TypeName[],
  { parameters = [] as readonly bigint[], cells = 1 } = {},
): AggregationSpec {
  const fields = layout(keys);
  const last = fields.at(-1);
  return {
    id,
    name: `a${id}`,
    function: func,
    parameters,
    map: `agg${id}`,
    keys: fields,
    keyBytes: last ? last.offset + last.bytes : 0,
    cells,
  };
}
