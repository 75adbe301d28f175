import type { Field } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { type Consumer, type Printer, type RecordReader, toBytes } from '../lang/index.ts';
import { Aggregates } from './aggregates.ts';
import { type ProbePart, readerOf } from './decode.ts';
import { type DropCounts, dropMessages } from './drops.ts';
import { dumpBytes } from './memory.ts';
import { compileFormat, type Slot } from './printf.ts';
import { Records } from './records.ts';
import type { World } from './source.ts';
import { createPrinter } from './stacks.ts';
import { traceText } from './trace.ts';

/** What a session drives. */
export interface Consuming {
  /** Handles what is in the ring now and flushes the output; gives the number of records. */
  consumeRing(): number;
  /** Reports what was lost since the last call. */
  reportDrops(): void;
  /** The end of a run: a newline, then the aggregations that printa() has not printed. */
  printRemainingAggregations(): void;
  /** The argument of exit(), once its record has come. */
  readonly exitStatus: number | undefined;
}

/** Binds an object's record layouts and formats to a source of records and to an output. */
export function createConsumer(world: World): Consuming {
  const printer = createPrinter(world.names, world.options.dialect, world.target);
  const probeText = probeTexts(world);
  const aggregates = new Aggregates(world, printer, probeText);
  const run: { status: number | undefined; drops: DropCounts } = { status: undefined, drops: [] };
  const exit = (status: number) => {
    run.status = status;
  };
  const services = servicesFor(world, printer, aggregates, probeText, exit);
  const records = new Records(world, services);
  return {
    consumeRing: () => {
      aggregates.beginRound();
      const count = records.consume();
      world.output.flush();
      return count;
    },
    reportDrops: () => {
      const now = world.source.drops();
      const messages = dropMessages(run.drops, now, world.options.droptags);
      run.drops = now;
      for (const message of messages) world.report.drop(message);
    },
    printRemainingAggregations: () => {
      aggregates.beginRound();
      world.output.write(`\n${aggregates.unprinted()}`);
      world.output.flush();
    },
    get exitStatus() {
      return run.status;
    },
  };
}

type ProbeText = (id: number, part: ProbePart) => string;

/** Probe ids in records and keys stand for a part of the probe's name. */
function probeTexts({ object }: World): ProbeText {
  const texts = new Map(
    object.probes.map(({ id, provider, module, function: func, name }) => [
      id,
      {
        provider: toBytes(provider),
        module: toBytes(module),
        function: toBytes(func),
        name: toBytes(name),
      },
    ]),
  );
  return (id, part) => texts.get(id)?.[part] ?? '';
}

/** What the rows of lang/actions work with. */
function servicesFor(
  world: World,
  printer: Printer,
  aggregates: Aggregates,
  probeText: ProbeText,
  exit: (status: number) => void,
): Consumer {
  const { options, output } = world;
  const reader = (field: Field) => readerOf(field, probeText);
  const integer = (field: Field): RecordReader<bigint> => {
    const read = reader(field);
    return (ring, at) => integerValue(read(ring, at));
  };
  return {
    write: (text) => output.write(text),
    integer,
    trace: (field) => {
      const read = reader(field);
      const text = traceText(field, options, printer);
      return (ring, at) => text(read(ring, at));
    },
    dump: (field, size) => {
      const read = reader(field);
      const count = size ? integer(size) : undefined;
      return (ring, at) => dumpUpTo(read(ring, at), count?.(ring, at));
    },
    printf: ({ fields, data }) => {
      const slots = fields.map((field): Slot<DataView> => {
        const type = field.type.kind === 'probe' ? ({ kind: 'string' } as const) : field.type;
        return { argument: { bytes: field.bytes, type }, read: reader(field) };
      });
      return compileFormat(data.format ?? bug('printf() without a format'), slots, [], printer);
    },
    printa: ({ data }) => aggregates.printa(data.aggregations ?? [], data.format),
    clear: (id) => aggregates.clear(id),
    truncate: (id, count) => aggregates.truncate(id, count ?? 0n),
    normalize: (id, divisor) => aggregates.normalize(id, divisor),
    exit,
  };
}

function integerValue(value: unknown): bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value);
  return bug('a field that is not an integer');
}

/** A negative size shows all. */
function dumpUpTo(value: unknown, count: bigint | undefined): string {
  if (!(value instanceof Uint8Array)) return bug('tracemem() without bytes');
  const size = count === undefined || count < 0n ? value.length : Number(count);
  return dumpBytes(value.subarray(0, size));
}
