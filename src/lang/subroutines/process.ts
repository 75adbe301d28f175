/** What our own libraries ask for: names that begin with two underscores are no part of D. */
import { PROCESS_ARGUMENTS_TEXT_BYTES } from '../../bpf/index.ts';
import { imm } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import { readMember } from '../kernel-memory.ts';
import { repeat } from '../loops.ts';
import { Cell } from '../memory.ts';
import { pathText } from '../paths.ts';
import { argumentList } from '../process-arguments.ts';
import type { Subroutine } from '../subroutine.ts';

export const psargs: Subroutine = {
  name: '__psargs',
  proto: 'string(void *)',
  lower: (g, args) => argumentList(g, scalarArgument(args, 0), PROCESS_ARGUMENTS_TEXT_BYTES),
  bound: () => PROCESS_ARGUMENTS_TEXT_BYTES,
  doc: 'For pr_psargs: the arguments of the process of a task, or its name.',
  example: 'BEGIN { printf("%s\\n", __psargs(curthread)); exit(0); }',
};

/** 0 if it cannot be read: of another process, or not resident. */
export const userWord: Subroutine = {
  name: '__user_word',
  proto: 'uint64_t(void *, uint64_t)',
  lower: (g, args) => {
    const { b } = g;
    const task = scalarArgument(args, 0);
    const at = g.local(8);
    b.store(8, at.base, at.offset, imm(0));
    const mm = readMember(g, task, ['task_struct', 'mm'], 8);
    const current = g.once('curthread', () => b.call('get_current_task'));
    const own = readMember(g, current, ['task_struct', 'mm'], 8);
    b.when('eq', mm, own, () => {
      b.call('probe_read_user', g.address(at), imm(8), scalarArgument(args, 1));
    });
    return integerValue(b.load(8, at.base, at.offset));
  },
  doc: 'For pr_argc: 8 bytes of the memory of a task, if that is the running process.',
  example: 'BEGIN { printf("%x\\n", __user_word(curthread, 0)); exit(0); }',
};

export const mountPath: Subroutine = {
  name: '__mount_path',
  proto: 'string(void *)',
  lower: (g, args) => {
    const { b } = g;
    const inner = g.kernelOffset('mount', 'mnt');
    const mount = b.alu('sub', scalarArgument(args, 0), imm(inner));
    const parent = readMember(g, mount, ['mount', 'mnt_parent'], 8);
    return pathText(g, {
      dentry: readMember(g, mount, ['mount', 'mnt_mountpoint'], 8),
      mount: b.alu('add', parent, imm(inner)),
    });
  },
  doc: 'For fi_mount: the name of the directory that a file system is mounted on.',
  example: 'BEGIN { printf("%s\\n", __mount_path((void *)1)); exit(0); }',
};

export const dentryPath: Subroutine = {
  name: '__dentry_path',
  proto: 'string(void *, void *)',
  lower: (g, args) =>
    pathText(g, { dentry: scalarArgument(args, 0), mount: scalarArgument(args, 1) }),
  doc: 'For fi_pathname: the name of a directory entry in a file system that is mounted.',
  example: 'BEGIN { printf("%s\\n", __dentry_path((void *)1, (void *)1)); exit(0); }',
};

/** Each container may have one of its own; what is looked at beyond so many is rare. */
const MOST_MOUNTS = 256;

export const oldestMount: Subroutine = {
  name: '__oldest_mount',
  proto: 'void *(void *, void *)',
  lower: (g, args) => {
    const { b } = g;
    const first = scalarArgument(args, 0);
    const at = new Cell(g, first);
    const oldest = new Cell(g, first);
    repeat(g, MOST_MOUNTS, (_, stop) => {
      const here = at.get();
      b.jumpIf('eq', here, imm(0), stop);
      const top = readMember(g, here, ['mount', 'mnt.mnt_root'], 8);
      b.when('eq', top, scalarArgument(args, 1), () => oldest.set(here));
      at.set(readMember(g, here, ['mount', 'mnt_next_for_sb'], 8));
    });
    return integerValue(oldest.get());
  },
  doc: 'For fi_pathname: of the mounts of a file system, the first that was made of all of it.',
  example: 'BEGIN { printf("%p\\n", __oldest_mount((void *)0, (void *)0)); exit(0); }',
};
