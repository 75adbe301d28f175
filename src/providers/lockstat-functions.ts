import type { FunctionSource, StableProbe } from './stable-source.ts';

/** Of a function: its lock is the first argument, and `values` come after that. */
function at(
  place: FunctionSource['at'],
  name: string,
  values: readonly string[],
  when?: string,
): FunctionSource {
  return {
    function: `${name}(void *lock)`,
    at: place,
    values: ['(uintptr_t)lock', ...values],
    ...(when === undefined ? {} : { when }),
  };
}

interface Acquiring {
  /** They give nothing, and always succeed. */
  readonly always: readonly string[];
  /** They give 0, or an error. */
  readonly unlessInterrupted?: readonly string[];
  /** They give whether they have got it. */
  readonly perhaps?: readonly string[];
}

function acquire(
  { always, unlessInterrupted = [], perhaps = [] }: Acquiring,
  values: readonly string[] = [],
): readonly FunctionSource[] {
  return [
    ...always.map((name) => at('return', name, values)),
    ...unlessInterrupted.map((name) => at('return', name, values, '(int)result == 0')),
    ...perhaps.map((name) => at('return', name, values, '(int)result != 0')),
  ];
}

const release = (names: readonly string[], ...values: readonly string[]) =>
  names.map((name) => at('entry', name, values));

/** The forms of a spin lock's function: what of interrupts they turn off, too. */
const forms = (name: string, ...ends: readonly string[]): readonly string[] =>
  ['', '_irq', '_bh', ...ends].map((end) => `_raw_${name}${end}`);

/** Of the spinning ones: what they give is no error. */
const spinning = (kind: string): Acquiring => ({
  always: forms(`${kind}_lock`, '_irqsave'),
  perhaps: [`_raw_${kind}_trylock`],
});

const sleeping = (kind: string): Acquiring => ({
  always: [`down_${kind}`],
  unlessInterrupted: [`down_${kind}_killable`, `down_${kind}_interruptible`],
  perhaps: [`down_${kind}_trylock`],
});

/** RW_WRITER and RW_READER of Solaris' <sys/rwlock.h>. */
const [WRITER, READER] = ['0', '1'];

const probe = (name: string, sources: StableProbe['sources'], text?: string): StableProbe => ({
  name,
  sources,
  fidelity: 'close',
  ...(text ? { text } : {}),
});

/**
 * Locks that nobody has to wait for, by the functions of the kernel where those can be traced. They are called
 * very often.
 */
export const lockFunctions: readonly StableProbe[] = [
  probe(
    'adaptive-acquire',
    acquire({
      always: ['mutex_lock', 'mutex_lock_io'],
      unlessInterrupted: ['mutex_lock_interruptible', 'mutex_lock_killable'],
      perhaps: ['mutex_trylock'],
    }),
  ),
  probe('adaptive-release', release(['mutex_unlock'])),
  probe('rw-acquire', [
    ...acquire(sleeping('read'), [READER]),
    ...acquire(sleeping('write'), [WRITER]),
    ...acquire(spinning('read'), [READER]),
    ...acquire(spinning('write'), [WRITER]),
  ]),
  probe('rw-downgrade', release(['downgrade_write'])),
  probe('rw-release', [
    ...release(['up_read', ...forms('read_unlock', '_irqrestore')], READER),
    ...release(['up_write', ...forms('write_unlock', '_irqrestore')], WRITER),
  ]),
  probe(
    'spin-acquire',
    acquire({ ...spinning('spin'), perhaps: ['_raw_spin_trylock', '_raw_spin_trylock_bh'] }),
  ),
  probe('spin-release', release(forms('spin_unlock', '_irqrestore'))),
];
