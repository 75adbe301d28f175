import { imm, type VReg } from '../../ir/index.ts';
import { integerValue } from '../arguments.ts';
import type { Gen, Place } from '../gen.ts';
import type { BuiltinVariable } from '../subroutine.ts';

/** gid in the upper half, uid in the lower; both real. */
function uidGid(g: Gen): VReg {
  return g.once('uid_gid', () =>
    g.isElsewhere ? credentials(g) : g.b.call('get_current_uid_gid'),
  );
}

function credentials(g: Gen): VReg {
  const { b } = g;
  const real = b.load(8, g.task(), g.kernelOffset('task_struct', 'real_cred'));
  const group = b.load(4, real, g.kernelOffset('cred', 'gid'));
  return b.alu('or', b.alu('lsh', group, imm(32)), b.load(4, real, g.kernelOffset('cred', 'uid')));
}

function upper(g: Gen, pair: VReg): VReg {
  return g.b.alu('rsh', pair, imm(32));
}

function lower(g: Gen, pair: VReg): VReg {
  return g.b.extend(4, false, pair);
}

export const pid: BuiltinVariable = {
  name: 'pid',
  type: 'pid_t',
  lower: (g) => integerValue(g.processId()),
  doc: 'Process id.',
  example: 'BEGIN { printf("%d\\n", pid); exit(0); }',
};

/** Linux numbers threads and processes alike: a process's first thread has the process's id. */
export const tid: BuiltinVariable = {
  name: 'tid',
  type: 'id_t',
  lower: (g) => integerValue(g.threadId()),
  doc: 'Thread id.',
  example: 'BEGIN { printf("%d\\n", tid); exit(0); }',
};

/** The real parent, also while a debugger has taken its place. */
export const ppid: BuiltinVariable = {
  name: 'ppid',
  type: 'pid_t',
  lower: (g) => {
    const parent = g.b.load(8, g.task(), g.kernelOffset('task_struct', 'real_parent'));
    return integerValue(g.b.load(4, parent, g.kernelOffset('task_struct', 'tgid'), true));
  },
  doc: 'Process id of the parent.',
  example: 'BEGIN { printf("%d\\n", ppid); exit(0); }',
};

export const uid: BuiltinVariable = {
  name: 'uid',
  type: 'uid_t',
  lower: (g) => integerValue(lower(g, uidGid(g))),
  doc: 'Real user id.',
  example: 'BEGIN { printf("%d\\n", uid); exit(0); }',
};

export const gid: BuiltinVariable = {
  name: 'gid',
  type: 'gid_t',
  lower: (g) => integerValue(upper(g, uidGid(g))),
  doc: 'Real group id.',
  example: 'BEGIN { printf("%d\\n", gid); exit(0); }',
};

/** TASK_COMM_LEN. */
const COMM_BYTES = 16;

function copyName(g: Gen, at: Place): void {
  const thread = g.task();
  const from = g.kernelOffset('task_struct', 'comm');
  for (let i = 0; i < COMM_BYTES; i += 8)
    g.b.store(8, at.base, at.offset + i, g.b.load(8, thread, from + i));
}

/** The kernel fills the name up with zeros. */
export const execname: BuiltinVariable = {
  name: 'execname',
  type: 'string',
  bound: COMM_BYTES,
  lower: (g) => {
    const at = g.local(COMM_BYTES);
    if (g.isElsewhere) copyName(g, at);
    else g.b.call('get_current_comm', g.address(at), imm(COMM_BYTES));
    return { kind: 'string', at, bound: COMM_BYTES, padded: true };
  },
  doc: 'Name of the program that the thread runs, at most 15 bytes.',
  example: 'BEGIN { printf("%s\\n", execname); exit(0); }',
};

export const cpu: BuiltinVariable = {
  name: 'cpu',
  type: 'processorid_t',
  cpuIndex: true,
  lower: (g) => integerValue(g.b.call('get_smp_processor_id')),
  doc: 'The processor the probe fires on.',
  example: 'BEGIN { printf("%d\\n", cpu); exit(0); }',
};

export const errno: BuiltinVariable = {
  name: 'errno',
  type: 'int',
  lower: (g) => integerValue(g.errno()),
  doc: 'Error of the system call that returns; 0 if it succeeded.',
  example: 'syscall::openat:return /errno/ { printf("%d\\n", errno); exit(0); }',
};
