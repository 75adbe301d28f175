import type { AttachSpec } from '../bpf/index.ts';
import { assertNever } from '../diag/index.ts';

/** Functions that run while this CPU holds a spin lock that it took itself, or waits for its turn. */
const functions: readonly RegExp[] = [
  // The locks, what they are made of, and what a virtual machine waits with.
  /^_*(?:raw|do_raw)_(?:spin|read|write)_/,
  /queued_(?:spin|read|write)_/,
  /^_*(?:kvm|pv|xen_qlock|hv_qlock)_(?:wait|kick)/,
  // What kernels for debugging call at each.
  /^_*(?:lock_(?:acquire|release|contend|is_held)|lockdep_|debug_spin)/,
  /^_*(?:trace_(?:hardirqs|preempt)_|preempt_count_)/,
  // Maps, beneath their own.
  /^_*(?:bpf_|pcpu_freelist|local_list)|htab|lru_(?:list|pop)/,
];

/** The events of locks, of lockdep's, and of interrupts and preemption that are off meanwhile. */
const events = /^(?:contention_|lock_(?:acquire|release|contend)|(?:irq|preempt)_(?:dis|en)able)/;

const isFunction = ({ name }: { readonly name: string }): boolean =>
  functions.some((one) => one.test(name));

/** Of `event`, or `system:event`. */
const isEvent = (event: string): boolean => events.test(event.replace(/^.*:/, ''));

/**
 * May a program there run while a helper of another program holds a lock, which the program would then wait for
 * forever? The kernel has no check of its own before Linux 6.15 (rqspinlock), but for kprobes among each other.
 */
export function isAmongLocks(attach: AttachSpec): boolean {
  const { kind } = attach;
  switch (kind) {
    case 'raw_tracepoint':
    case 'tracepoint':
      return isEvent(attach.event);
    case 'raw_tracepoints':
      return attach.events.some(({ event }) => isEvent(event));
    case 'function':
      return isFunction(attach.function);
    case 'functions':
      return attach.functions.some(isFunction);
    case 'manual':
    case 'counter':
    case 'timer':
    case 'tick':
    case 'sampler':
      return false;
    default:
      return assertNever(kind);
  }
}
