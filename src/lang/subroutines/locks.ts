/** The state of Linux's locks. Their layouts come from the kernel's own types. */
import { imm, type VReg } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import { readKernel, readMember } from '../kernel-memory.ts';
import type { Subroutine } from '../subroutine.ts';

const stability = 'Evolving/Evolving/Common';
const example = (call: string): string =>
  `BEGIN { printf("%d\\n", (int)${call}); exit(0); } ERROR { exit(1); }`;

/** A mutex's owner word is the task's address; its lowest three bits are flags (mutex.h). */
function ownerOf(g: Gen, mutex: VReg): VReg {
  return g.b.alu('and', readMember(g, mutex, ['mutex', 'owner'], 8), imm(-8));
}

function mutexRow(
  name: string,
  result: string,
  doc: string,
  lower: (g: Gen, mutex: VReg) => VReg,
): Subroutine {
  return {
    name,
    proto: `${result}(vmlinux\`struct mutex *)`,
    stability,
    lower: (g, args) => integerValue(lower(g, scalarArgument(args, 0))),
    doc,
    example: example(`${name}((struct mutex *)0)`),
  };
}

export const mutex_owned = mutexRow(
  'mutex_owned',
  'int',
  'Not 0 if the running thread holds the mutex.',
  (g, mutex) => g.b.truth('eq', ownerOf(g, mutex), g.task()),
);

export const mutex_owner = mutexRow(
  'mutex_owner',
  'vmlinux`struct task_struct *',
  'The thread that holds the mutex; NULL if none does.',
  ownerOf,
);

export const mutex_type_adaptive = mutexRow(
  'mutex_type_adaptive',
  'int',
  "1: all of Linux's mutexes are adaptive.",
  (g) => g.b.constant(1),
);

export const mutex_type_spin = mutexRow(
  'mutex_type_spin',
  'int',
  "0: none of Linux's mutexes is a spin lock.",
  (g) => g.b.constant(0),
);

/**
 * Two kinds of readers/writer locks: illumos' sleeps, which is a rw_semaphore here; Oracle takes the
 * spinning rwlock_t, which begins with its counts. How each counts readers and marks a writer is in
 * rwsem.c and qrwlock.h.
 */
const kinds = {
  illumos: { writer: 0x1n, readers: ~0xffn },
  oracle: { writer: 0xffn, readers: 0xfffffe00n },
} as const;

function lockWord(g: Gen, lock: VReg): VReg {
  if (g.options.dialect === 'illumos') return readMember(g, lock, ['rw_semaphore', 'count'], 8);
  const counts = readKernel(g, lock, 4);
  return g.b.load(4, counts.base, counts.offset);
}

function lockRow(name: string, part: 'writer' | 'readers', doc: string): Subroutine {
  return {
    name,
    proto: 'int(vmlinux`rwlock_t *)',
    stability,
    lower: (g, args) => {
      const word = g.b.alu(
        'and',
        lockWord(g, scalarArgument(args, 0)),
        imm(kinds[g.options.dialect][part]),
      );
      return integerValue(g.b.truth('ne', word, imm(0)));
    },
    doc,
    example: example(`${name}((struct rw_semaphore *)0)`),
  };
}

export const rw_read_held = lockRow('rw_read_held', 'readers', 'Not 0 if readers hold the lock.');
export const rw_write_held = lockRow(
  'rw_write_held',
  'writer',
  'Not 0 if a writer holds the lock.',
);
export const rw_iswriter = lockRow('rw_iswriter', 'writer', 'Not 0 if a writer holds the lock.');
