import { pointedTo, resolve, type Type } from '../types/index.ts';
import { frames } from './machine.ts';
import type { Firing, Hook, KernelEvents } from './provider.ts';

/** An event as C declares it: `sched_waking(struct task_struct *p)`. */
export interface Prototype {
  readonly event: string;
  readonly parameters: Firing['parameters'];
}

/** Reads a prototype as the kernel's TRACE_EVENT has it. */
export function parsePrototype(text: string): Prototype {
  const [, event = '', list = ''] = /^(\w+)\((.*)\)$/s.exec(text) ?? [];
  if (event === '') throw new Error(`no prototype: ${text}`);
  const parameters = list.split(',').filter((part) => part.trim() !== '');
  return { event, parameters: parameters.map(parseParameter) };
}

function parseParameter(text: string): Firing['parameters'][number] {
  const [, type = '', name = ''] = /^\s*(.*?[\s*])\s*(\w+)\s*$/s.exec(text) ?? [];
  return { name, type: type.trim() };
}

/**
 * Does the kernel have this event, with these parameters first? Kernels append parameters; where they
 * change others, there is another prototype to try.
 */
export function fits({ event, parameters }: Prototype, kernel: KernelEvents): boolean {
  const found = kernel.parameters(event);
  return found !== undefined && takes(found, parameters);
}

/** Are these types those of the parameters, and perhaps of more? `void *` is any pointer. */
export function takes(found: readonly Type[], parameters: Firing['parameters']): boolean {
  return parameters.every(({ type }, i) => {
    const own = found[i];
    if (own === undefined) return false;
    if (type === 'void *') return pointedTo(own) !== undefined;
    return structName(own) === (/^(?:const )?struct (\w+) \*$/.exec(type)?.[1] ?? '');
  });
}

/** Of a pointer to a struct; '' of everything else. */
function structName(type: Type): string {
  const target = pointedTo(type);
  const struct = target && resolve(target);
  return struct?.kind === 'struct' ? struct.name : '';
}

export interface EventHook {
  /** Of the probe, so that it has a program of its own. */
  readonly key: string;
  readonly prototype: Prototype;
  /** Name of the parameter that is the thread that the probe is about. */
  readonly task?: string;
  readonly order?: number;
}

/**
 * From the program down to the function with the event in it. With more than one program at a tracepoint,
 * whosever they are, there is also __traceiter_EVENT, which is taken away when the stack is shown.
 */
export const tracingFrames = frames.tracepoint;

/** Events that come, or may come, while their CPU takes no interrupts: of run queues, of timers, of interrupts themselves. */
const uninterrupted = /^(?:sched_(?:switch|wak|migrate|stat|pi_)|hrtimer_|timer_|tick_|irq_|ipi_)/;

/** Nothing is known of the contexts that other events come in. */
export function interruptsAt(event: string): 'event' | 'masked event' {
  return uninterrupted.test(event) ? 'masked event' : 'event';
}

/** A program of its own at a tracepoint, whose arguments are the event's. */
export function eventHook({ key, prototype, task, order }: EventHook): Hook {
  const { event, parameters } = prototype;
  const about = parameters.findIndex((p) => p.name === task);
  return {
    key,
    program: key.replace(/\W+/g, '_'),
    // Only of a typed event's arguments does the verifier know what they point to.
    attach: () => ({ kind: 'raw_tracepoint', event, typed: about >= 0 }),
    argument: (b, context, index) =>
      index < parameters.length ? b.load(8, context, index * 8) : b.constant(0),
    ...(about >= 0 ? { task: (b, context) => b.load(8, context, about * 8) } : {}),
    ...(order === undefined ? {} : { order }),
    interrupts: interruptsAt(event),
    skipFrames: tracingFrames,
  };
}
