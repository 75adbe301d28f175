import type { IrBuilder, VReg } from '../ir/index.ts';
import { resolve, type Type, typeName } from '../types/index.ts';
import type {
  EventName,
  Hook,
  HookedProbe,
  KernelEvents,
  ProbeArgument,
  ProbeName,
  ProviderStability,
} from './provider.ts';
import { interruptsAt, tracingFrames } from './tracepoint.ts';

/** Systems whose events are no tracepoints of the kernel, or those of system calls. */
const notOurs = /^(?:syscalls|[ku]probes|ftrace|synthetic|dt_.*)$/;

interface Tracepoints {
  readonly list: readonly EventName[];
  /** Place in the list, by system and name. */
  readonly index: ReadonlyMap<string, number>;
  /** Hooks at all of them, by provider. */
  readonly crowds: Map<string, Hook>;
}

const known = new WeakMap<KernelEvents, Tracepoints>();

function tracepointsOf(kernel: KernelEvents): Tracepoints {
  const before = known.get(kernel);
  if (before) return before;
  const list = kernel.list().filter(({ system }) => !notOurs.test(system));
  const index = new Map(list.map(({ system, name }, n) => [`${system}:${name}`, n]));
  const made = { list, index, crowds: new Map() };
  known.set(kernel, made);
  return made;
}

/** The tracepoints among the kernel's events. */
export function tracepoints(kernel: KernelEvents): readonly EventName[] {
  return tracepointsOf(kernel).list;
}

/** As Oracle promises of its providers sdt and rawtp. */
export const eventStability: ProviderStability = {
  provider: 'Evolving/Evolving/ISA',
  module: 'Private/Private/Unknown',
  function: 'Private/Private/Unknown',
  name: 'Private/Private/ISA',
  arguments: 'Private/Private/ISA',
};

/** Types of an event's own parameters. */
export function parameterTypes(event: string, kernel: KernelEvents): readonly ProbeArgument[] {
  return (kernel.parameters(event) ?? []).map((type) => ({ type: nameable(type) }));
}

/** As a text that names it; what has no name is a pointer to anything. */
export function nameable(type: Type): string {
  const name = typeName(type);
  return NAMED.test(name) && !name.includes('function') ? name : 'void *';
}

const NAMED = /^(?!(?:struct|union|enum) +\*)[\w ]+[ *]*$/;

/** A program of its own at a tracepoint, with the event's parameters as arguments. */
export function rawHook(key: string, event: string, kernel: KernelEvents): Hook {
  let types: readonly Type[] | undefined;
  return {
    key,
    program: key.replace(/\W+/g, '_'),
    attach: () => ({ kind: 'raw_tracepoint', event, typed: false }),
    argument: (b, context, index) => {
      types ??= kernel.parameters(event) ?? [];
      const type = types[index];
      return type ? loadArgument(b, context, index, type) : b.constant(0);
    },
    interrupts: interruptsAt(event),
    skipFrames: tracingFrames,
  };
}

/** The kernel passes numbers on as unsigned ones. */
function loadArgument(b: IrBuilder, context: VReg, index: number, type: Type): VReg {
  const real = resolve(type);
  const narrow = real.kind === 'integer' && real.signed;
  return b.load(narrow ? real.bytes : 8, context, index * 8, narrow);
}

/** A power of two above the number of tracepoints of any kernel's own and of its modules'. */
const limit = 4096;

/** The place of a probe in the program for all of its provider. */
export function crowd(
  provider: string,
  { module, name }: ProbeName,
  kernel: KernelEvents,
): Pick<HookedProbe, 'crowd'> {
  if (!kernel.cookies) return {};
  const { list, index, crowds } = tracepointsOf(kernel);
  const hook = crowds.get(provider) ?? crowdHook(provider, list);
  crowds.set(provider, hook);
  return { crowd: { hook, selector: index.get(`${module}:${name}`) ?? 0 } };
}

/** A selector is the event's place in the list. */
function crowdHook(provider: string, events: readonly EventName[]): Hook {
  return {
    key: `${provider}:`,
    program: provider,
    attach: ({ selectors }) => ({
      kind: 'raw_tracepoints',
      events: selectors.map((cookie) => ({ event: events[cookie]?.name ?? '', cookie })),
    }),
    selector: { limit, load: (b, context) => b.call('get_attach_cookie', context) },
    argument: (b) => b.constant(0),
    interrupts: 'event',
    skipFrames: tracingFrames,
  };
}

/** Names of events are C's, and begin with a small letter: not `BEGIN`, `tick-1s`. */
export function mayBeEvent(name: string): boolean {
  return /^[a-z_]\w*$/.test(name);
}
