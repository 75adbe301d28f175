import { SystemError } from '../diag/index.ts';
import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import type {
  EventField,
  EventRecord,
  Hook,
  HookedProbe,
  KernelEvents,
  ProbeArgument,
  ProbeName,
  Provider,
} from './provider.ts';
import { crowd, eventStability, mayBeEvent, rawHook, tracepoints } from './raw-event.ts';
import { type StableProbe, stableProvider } from './stable.ts';

/** Interrupts that no device makes; x86 has an event for each of them, with the vector's number. */
const vectors = [
  ...['local_timer', 'reschedule', 'call_function', 'call_function_single', 'irq_work'],
  ...['x86_platform_ipi', 'spurious_apic', 'error_apic', 'thermal_apic', 'threshold_apic'],
  'deferred_error_apic',
];

const vectorSources = (at: 'entry' | 'exit') =>
  vectors.map((name) => ({ event: `${name}_${at}(int vector)`, values: ['0', 'vector'] }));

/**
 * What Solaris has: arg0 is a device's `struct dev_info *`, here the `struct irqaction *` of its
 * driver, and 0 if it is no device's; arg1 the handler's address, here the interrupt's number.
 */
const interrupt = (name: string, event: string, at: 'entry' | 'exit'): StableProbe => ({
  name,
  sources: [{ event, values: ['(uint64_t)action', 'irq'] }, ...vectorSources(at)],
  fidelity: 'close',
  text: 'arg0 is the struct irqaction * of the handler, 0 for timers and messages between CPUs',
});

const action = 'int irq, struct irqaction *action';
const interrupts = [
  interrupt('interrupt-start', `irq_handler_entry(${action})`, 'entry'),
  interrupt('interrupt-complete', `irq_handler_exit(${action}, int ret)`, 'exit'),
];
const solaris = stableProvider({ name: 'sdt', probes: interrupts });

const isInterrupt = (probe: ProbeName) => interrupts.some(({ name }) => name === probe.name);

/**
 * sdt:SYSTEM::EVENT, every tracepoint of the kernel with the fields of its record in tracefs as
 * arguments (Oracle's provider of that name), and Solaris' probes of interrupts.
 */
export const sdtProvider: Provider = {
  ...solaris,
  stability: eventStability,
  probes: (kernel) => [...solaris.probes(kernel), ...tracepoints(kernel).map(probeOf)],
  mayHave: (name) => mayBeEvent(name) || interrupts.some((row) => row.name === name),
  typedArguments: (probe, kernel) => recordOf(probe, kernel)?.fields.map(argumentOf) ?? [],
  places: (probe, kernel) =>
    isInterrupt(probe) ? solaris.places(probe, kernel) : placesOf(probe, kernel),
  origin: (probe, kernel) => (isInterrupt(probe) ? solaris.origin?.(probe, kernel) : undefined),
};

const probeOf = ({ system, name }: { readonly system: string; readonly name: string }) => ({
  provider: 'sdt',
  module: system,
  function: system,
  name,
});

function recordOf({ module, name }: ProbeName, kernel: KernelEvents): EventRecord | undefined {
  return kernel.record?.({ module: 'vmlinux', system: module, name });
}

const argumentOf = ({ type }: EventField): ProbeArgument => ({ type });

function placesOf(probe: ProbeName, kernel: KernelEvents): readonly HookedProbe[] {
  const raw = rawHook(`sdt:${probe.module}:${probe.name}`, probe.name, kernel);
  const hook = {
    ...raw,
    argument: (b: IrBuilder) => b.constant(0),
    get withArguments() {
      return recordHook(raw, probe, kernel);
    },
  };
  return [{ hook, selector: 0, ...crowd('sdt', probe, kernel) }];
}

/** With arguments, a program that perf gives the record to; without, one that misses nothing. */
function recordHook({ key, program }: Hook, probe: ProbeName, kernel: KernelEvents): Hook {
  const record = recordOf(probe, kernel);
  if (!record)
    throw new SystemError(
      `the arguments of ${key} are not known`,
      'they are the fields that tracefs tells of: mount it at /sys/kernel/tracing',
    );
  const { id, fields } = record;
  return {
    key,
    program,
    attach: () => ({ kind: 'tracepoint', event: `${probe.module}:${probe.name}`, id }),
    argument: (b, context, index) => {
      const field = fields[index];
      return field ? loadField(b, context, field) : b.constant(0);
    },
    // Perf has noted where the event is.
    skipFrames: 0,
  };
}

function loadField(b: IrBuilder, context: VReg, field: EventField): VReg {
  const { form, offset, bytes, signed } = field;
  if (form === 'array') return address(b, context, imm(offset));
  if (form === 'located') {
    // __data_loc: where it lies in the record, in the lower half, and how long it is.
    const place = b.alu('and', b.load(4, context, offset), imm(0xffff));
    return address(b, context, place);
  }
  return bytes === 1 || bytes === 2 || bytes === 4 || bytes === 8
    ? b.load(bytes, context, offset, signed)
    : b.constant(0);
}

/** As a number: the verifier lets nothing be calculated with a pointer to its context. */
function address(b: IrBuilder, context: VReg, offset: VReg | { readonly imm: bigint }): VReg {
  const pointer = b.slot(8);
  const number = b.slot(8);
  b.store(8, b.slotAddress(pointer), 0, context);
  b.store(8, b.slotAddress(number), 0, imm(0));
  b.call('probe_read_kernel', b.slotAddress(number), imm(8), b.slotAddress(pointer));
  const plain = b.load(8, b.slotAddress(number));
  b.release(pointer);
  b.release(number);
  return b.alu('add', plain, offset);
}
