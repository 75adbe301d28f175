import type { Field } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import {
  type Consumer,
  OptionError,
  type Printer,
  type RecordReader,
  setDynamicOption,
} from '../lang/index.ts';
import type { Aggregates } from './aggregates.ts';
import { type ProbePart, readerOf } from './decode.ts';
import { actionMessage } from './faults.ts';
import { dumpBytes } from './memory.ts';
import { Packets } from './packets.ts';
import { printText } from './print.ts';
import { compileFormat, type Slot } from './printf.ts';
import type { ConsumeOptions, World } from './source.ts';
import { traceText } from './trace.ts';

export type ProbeText = (id: number, part: ProbePart) => string;

/** What an action may do to the run. */
interface Control {
  readonly exit: (status: number) => void;
  readonly setOptions: (options: ConsumeOptions) => void;
}

/** What the rows of lang/actions work with. */
export function servicesFor(
  world: World,
  printer: Printer,
  aggregates: Aggregates,
  probeText: ProbeText,
  control: Control,
): Consumer {
  const { output } = world;
  const packets = new Packets(output);
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
      const text = traceText(field, world.options, printer);
      return (ring, at) => text(read(ring, at));
    },
    dump: (field, size) => {
      const read = reader(field);
      const count = size ? integer(size) : undefined;
      return (ring, at) => dumpUpTo(read(ring, at), count?.(ring, at));
    },
    print: (action) => printText(action, world, printer),
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
    exit: control.exit,
    text: (field) => {
      const read = reader(field);
      return (ring, at) => String(read(ring, at));
    },
    bytes: (field, size) => {
      const [read, count] = [reader(field), integer(size)];
      return (ring, at) => bytesValue(read(ring, at)).subarray(0, Number(count(ring, at)));
    },
    packet: (packet) => packets.write(packet),
    reopen: (path) => output.reopen(path),
    truncateOutput: () => output.truncate(),
    run: (command) => output.run(command),
    setOption: (name, value) => setOption(world, control, name, value),
    complain: (ring, at, message) =>
      world.report.fault(actionMessage(ring, at, world.object, world.options.dialect, message)),
  };
}

/** Sets an option; gives the reason if that is refused. */
function setOption(
  { options }: World,
  control: Control,
  name: string,
  value: string,
): string | undefined {
  try {
    const changed = setDynamicOption(options, { name, value });
    control.setOptions({ ...options, ...changed });
    return undefined;
  } catch (error) {
    if (error instanceof OptionError) return error.message;
    throw error;
  }
}

function integerValue(value: unknown): bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value);
  return bug('a field that is not an integer');
}

/** A negative size shows all. */
function dumpUpTo(value: unknown, count: bigint | undefined): string {
  const bytes = bytesValue(value);
  const size = count === undefined || count < 0n ? bytes.length : Number(count);
  return dumpBytes(bytes.subarray(0, size));
}

function bytesValue(value: unknown): Uint8Array {
  return value instanceof Uint8Array ? value : bug('a field that is not bytes');
}
