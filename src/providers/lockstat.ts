import type { MapSpec } from '../bpf/index.ts';
import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { lockFunctions } from './lockstat-functions.ts';
import type { Hook, KernelEvents, Origin, ProbeArgument, Provider } from './provider.ts';
import { originOf as functionOrigin, placesOf } from './stable.ts';
import { tracingFrames } from './tracepoint.ts';

/** contention_begin(void *lock, unsigned int flags), contention_end(void *lock, int ret); Linux 5.19. */
const BEGIN = 'contention_begin';
const END = 'contention_end';
const PARAMETER = { lock: 0, flags: 8, result: 8 };

/** LCB_F_…, what begins there says of the lock (trace/events/lock.h). */
const FLAG = { spin: 1, read: 2, write: 4, realTime: 8, percpu: 16, mutex: 32 };

/** What a wait is called on Solaris; their numbers tell the probes of the hook apart. 0: nothing. */
const KINDS = {
  'adaptive-block': 1,
  'adaptive-spin': 2,
  'spin-spin': 3,
  'rw-block': 4,
  'rw-spin': 5,
  'adaptive-acquire-error': 6,
};
const kinds: ReadonlyMap<string, number> = new Map(Object.entries(KINDS));

/** Since when a thread waits for a lock, and the flags. */
const WAITS: MapSpec = {
  name: 'lock_waits',
  kind: 'hash',
  keyBytes: 16,
  valueBytes: 16,
  entries: 16_384,
};

/** Of the wait that has just ended on this CPU: its time, or why it was given up; and the flags. */
const ENDED: MapSpec = {
  name: 'lock_wait',
  kind: 'percpu_array',
  keyBytes: 4,
  valueBytes: 16,
  entries: 1,
};

/** Runs `work` with the address of the key of this thread's wait for the event's lock. */
function withKey(b: IrBuilder, context: VReg, work: (key: VReg) => void): void {
  const slot = b.slot(WAITS.keyBytes);
  const key = b.slotAddress(slot);
  b.store(8, key, 0, b.call('get_current_task'));
  b.store(8, key, 8, b.load(8, context, PARAMETER.lock));
  work(key);
  b.release(slot);
}

function noteWait(b: IrBuilder, context: VReg): void {
  withKey(b, context, (key) => {
    const slot = b.slot(WAITS.valueBytes);
    const value = b.slotAddress(slot);
    b.store(8, value, 0, b.call('ktime_get_ns'));
    b.store(8, value, 8, b.load(8, context, PARAMETER.flags));
    b.call('map_update_elem', b.map(WAITS.name), key, value, imm(0));
    b.release(slot);
  });
}

function withEnded(b: IrBuilder, work: (ended: VReg) => void): void {
  const slot = b.slot(8);
  b.store(8, b.slotAddress(slot), 0, imm(0));
  b.lookup(ENDED.name, b.slotAddress(slot), work);
  b.release(slot);
}

/** The kind of the wait that ends. A wait that began before tracing did is none. */
function takeWait(b: IrBuilder, context: VReg): VReg {
  const kind = b.constant(0);
  withKey(b, context, (key) => {
    b.lookup(WAITS.name, key, (wait) => {
      const time = b.alu('sub', b.call('ktime_get_ns'), b.load(8, wait, 0));
      const flags = b.load(8, wait, 8);
      const result = b.load(4, context, PARAMETER.result, true);
      chooseKind(b, kind, flags, result);
      b.when('ne', result, imm(0), () => b.assign(time, result));
      withEnded(b, (ended) => {
        b.store(8, ended, 0, time);
        b.store(8, ended, 8, flags);
      });
      b.call('map_delete_elem', b.map(WAITS.name), key);
    });
  });
  return kind;
}

/** Solaris' mutexes are adaptive, and its rw locks block. Semaphores have no flag at all. */
function chooseKind(b: IrBuilder, kind: VReg, flags: VReg, result: VReg): void {
  const choose = (mask: number, spins: number, blocks: number) => {
    b.when('ne', b.alu('and', flags, imm(mask)), imm(0), () => {
      b.assign(kind, imm(blocks));
      b.when('ne', b.alu('and', flags, imm(FLAG.spin)), imm(0), () => b.assign(kind, imm(spins)));
    });
  };
  choose(FLAG.spin, KINDS['spin-spin'], KINDS['spin-spin']);
  choose(FLAG.mutex | FLAG.realTime, KINDS['adaptive-spin'], KINDS['adaptive-block']);
  choose(FLAG.read | FLAG.write | FLAG.percpu, KINDS['rw-spin'], KINDS['rw-block']);
  b.when('ne', result, imm(0), () => {
    const isMutex = b.truth('ne', b.alu('and', flags, imm(FLAG.mutex)), imm(0));
    b.assign(kind, b.alu('mul', isMutex, imm(KINDS['adaptive-acquire-error'])));
  });
}

/** The lock; the time in ns, or the error; of a rw lock whether to read. */
function argument(b: IrBuilder, context: VReg, index: number): VReg {
  if (index === 0) return b.load(8, context, PARAMETER.lock);
  const value = b.constant(0);
  if (index > 2) return value;
  withEnded(b, (ended) => b.assign(value, b.load(8, ended, index === 1 ? 0 : 8)));
  return index === 1 ? value : b.truth('ne', b.alu('and', value, imm(FLAG.read)), imm(0));
}

/** The state of a wait is read and removed once, whatever is asked of it. */
const hook: Hook = {
  key: 'lockstat:',
  program: 'lockstat',
  companion: {
    program: 'lockstat_begin',
    attach: { kind: 'raw_tracepoint', event: BEGIN, typed: false },
    maps: [WAITS, ENDED],
    run: noteWait,
  },
  attach: () => ({ kind: 'raw_tracepoint', event: END, typed: false }),
  // One more than there are probes: what ends may be none of them.
  selector: { limit: 8, count: kinds.size + 1, load: takeWait },
  argument,
  interrupts: 'event',
  skipFrames: tracingFrames,
};

const lock: ProbeArgument = { type: 'void *' };
const mutex: ProbeArgument = { type: 'struct mutex *' };
const spinlock: ProbeArgument = { type: 'spinlock_t *' };
const time: ProbeArgument = { type: 'uint64_t' };
const flag: ProbeArgument = { type: 'int' };

/** The Guide's probes, and those that only Oracle has; with their args[]. */
const probes: ReadonlyMap<string, readonly ProbeArgument[]> = new Map([
  ['adaptive-acquire', [mutex]],
  ['adaptive-acquire-error', [mutex, flag]],
  ['adaptive-block', [mutex, time]],
  ['adaptive-release', [mutex]],
  ['adaptive-spin', [mutex, time]],
  ['rw-acquire', [lock, flag]],
  ['rw-block', [lock, time, flag, flag, time]],
  ['rw-downgrade', [lock]],
  ['rw-release', [lock, flag]],
  ['rw-spin', [lock, time, flag]],
  ['rw-upgrade', [lock]],
  ['spin-acquire', [spinlock]],
  ['spin-release', [spinlock]],
  ['spin-spin', [spinlock, time]],
  ['thread-spin', [lock, time]],
]);

/** Waiting for locks of the kernel (Dynamic Tracing Guide, "lockstat Provider"). */
export const lockstatProvider: Provider = {
  name: 'lockstat',
  stability: {
    provider: 'Evolving/Evolving/Common',
    module: 'Private/Private/Unknown',
    function: 'Private/Private/Unknown',
    name: 'Evolving/Evolving/Common',
    arguments: 'Evolving/Evolving/Common',
  },
  probes: () =>
    [...probes.keys()].map((name) => {
      return { provider: 'lockstat', module: 'vmlinux', function: '', name };
    }),
  typedArguments: ({ name }) => probes.get(name) ?? [],
  places: ({ name }, kernel) => {
    const row = functionsOf(name);
    if (row) return placesOf('lockstat', row, kernel);
    const selector = kinds.get(name);
    return selector === undefined || !isThere(kernel) ? [] : [{ hook, selector }];
  },
  solaris: (pattern) =>
    ['genunix', 'unix'].includes(pattern.module)
      ? { pattern: { ...pattern, module: '', function: '' } }
      : undefined,
  origin: ({ name }, kernel) => originOf(name, kernel),
};

const functionsOf = (name: string) => lockFunctions.find((row) => row.name === name);

function isThere(kernel: KernelEvents): boolean {
  return kernel.parameters(BEGIN) !== undefined && kernel.parameters(END) !== undefined;
}

function originOf(name: string, kernel: KernelEvents): Origin {
  const row = functionsOf(name);
  if (row && placesOf('lockstat', row, kernel).length > 0) return functionOrigin(row, kernel);
  if (!kinds.has(name))
    return {
      fidelity: 'silent',
      text: row
        ? 'Linux has events for locks that are waited for only, and this kernel lets no such function be traced'
        : 'Linux has nothing like it',
    };
  if (!isThere(kernel)) return { fidelity: 'silent', text: `this kernel has no ${BEGIN}` };
  const what = `${BEGIN}, ${END}`;
  return name === 'adaptive-acquire-error'
    ? { fidelity: 'approximate', text: `${what}; only of threads that have waited` }
    : { fidelity: 'close', text: `${what}; times are those of the last try` };
}
