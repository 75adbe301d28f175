import type { ProbeArgument } from './provider.ts';
import { type SolarisFunction, silent, typed } from './solaris-function.ts';
import type { FunctionSource, Source } from './stable-source.ts';

/** What an operation on vnodes stands on. `values` are of its entry; at the return arg1 is `outcome`. */
interface Operation {
  /** Each of them, or of a list the first that the kernel has. */
  readonly on: readonly (string | readonly string[])[];
  readonly when?: string;
  readonly values: readonly string[];
  readonly outcome?: string;
  readonly args?: readonly ProbeArgument[];
  readonly text?: string;
  readonly besides?: true;
}

/** As Solaris has it: 0, or which error it was; also of functions that give a pointer, or an error as one. */
const ERROR = 'result < 0 && result > -4096 ? -result : 0';

const mode = (file: string): string => `${file}->f_mode & 3`;
const ofFile = (file: string): string => `(uintptr_t)&${file}->f_path`;
const nameOf = (entry: string): readonly string[] => [
  `__vnode_of_name[${entry}->d_parent]`,
  `(uintptr_t)${entry}->d_name.name`,
];
const named = typed('struct vnode *', 'char *');

const ENTRY = 'void *idmap, struct inode *dir, struct dentry *dentry';
const IN_DIRECTORY = { values: nameOf('dentry'), args: named };

/** The name that comes next on a path; more of the path follows it in memory. */
const LOOKUP = {
  on: ['lookup_fast(struct nameidata *nd)'],
  values: [
    '(uintptr_t)&nd->path',
    '(uintptr_t)(char *)(substr(stringof(nd->last.name), 0, nd->last.len) + 0)',
  ],
  args: named,
} as const;

/** MAY_ACCESS: access(2) asks, nobody else. */
const ACCESS = 0x10;
/** Of a fault: all that is an error (VM_FAULT_ERROR). */
const FAULT = 0x873;
const EFAULT = 14;
const ENOENT = 2;

const operations: Readonly<Record<string, Operation>> = {
  fop_open: {
    on: ['vfs_open(const struct path *path, struct file *file)'],
    values: ['(uintptr_t)__boxed[(uintptr_t)path]', mode('file')],
    args: typed('struct vnode **'),
  },
  fop_close: {
    // close(2) calls only the first, where there are both, and the second calls the first.
    on: [['filp_flush(struct file *file)', 'filp_close(struct file *file)']],
    values: [ofFile('file'), mode('file'), '1', 'file->f_pos'],
  },
  // The function with the checks, vfs_getattr, is a part of its callers.
  fop_getattr: { on: ['vfs_getattr_nosec(const struct path *path)'], values: ['(uintptr_t)path'] },
  fop_setattr: {
    on: ['notify_change(void *idmap, struct dentry *dentry)'],
    values: ['__vnode_of_name[dentry]'],
  },
  fop_access: {
    on: ['inode_permission(void *idmap, struct inode *inode, int mask)'],
    when: `(mask & ${ACCESS}) != 0`,
    values: ['__vnode_of_inode[inode]', '(mask & 7) << 6'],
  },
  fop_lookup: {
    ...LOOKUP,
    outcome: `result == 0 ? ${ENOENT} : 0`,
    text: 'in the name cache; what is not there is an error here',
  },
  fop_create: {
    ...IN_DIRECTORY,
    on: ['security_inode_create(struct inode *dir, struct dentry *dentry)'],
    text: 'while the kernel asks whether it may be made',
  },
  fop_remove: { ...IN_DIRECTORY, on: [`vfs_unlink(${ENTRY})`] },
  fop_mkdir: { ...IN_DIRECTORY, on: [`vfs_mkdir(${ENTRY})`] },
  fop_rmdir: { ...IN_DIRECTORY, on: [`vfs_rmdir(${ENTRY})`] },
  fop_symlink: {
    on: [`vfs_symlink(${ENTRY}, const char *target)`],
    values: [...nameOf('dentry'), '0', '(uintptr_t)target'],
    args: typed('struct vnode *', 'char *', 'void *', 'char *'),
  },
  fop_link: {
    on: ['vfs_link(struct dentry *old, void *idmap, struct inode *dir, struct dentry *made)'],
    values: [
      '__vnode_of_name[made->d_parent]',
      '__vnode_of_name[old]',
      '(uintptr_t)made->d_name.name',
    ],
    args: typed('struct vnode *', 'struct vnode *', 'char *'),
  },
  fop_rename: {
    on: ['vfs_rename(struct renamedata *rd)'],
    values: [...nameOf('rd->old_dentry'), ...nameOf('rd->new_dentry')],
    args: typed('struct vnode *', 'char *', 'struct vnode *', 'char *'),
  },
  fop_readlink: {
    on: ['vfs_readlink(struct dentry *dentry)'],
    values: ['__vnode_of_name[dentry]'],
  },
  fop_readdir: { on: ['iterate_dir(struct file *file)'], values: [ofFile('file')] },
  fop_fsync: {
    on: ['vfs_fsync_range(struct file *file, loff_t start, loff_t end, int datasync)'],
    // FDSYNC and FSYNC.
    values: [ofFile('file'), 'datasync ? 0x40 : 0x10'],
  },
  fop_frlock: {
    on: [
      'fcntl_setlk(unsigned int fd, struct file *file, unsigned int command, struct flock *lock)',
      'fcntl_getlk(struct file *file, unsigned int command, struct flock *lock)',
    ],
    values: [ofFile('file'), 'command', '(uintptr_t)lock', mode('file'), 'file->f_pos'],
  },
  fop_space: {
    on: ['vfs_fallocate(struct file *file, int mode, loff_t offset, loff_t length)'],
    // F_FREESP
    values: [ofFile('file'), '11', '0', mode('file'), 'offset'],
  },
  fop_map: {
    on: [
      'mmap_region(struct file *file, unsigned long at, unsigned long length, unsigned long flags, unsigned long page)',
    ],
    when: 'file != NULL',
    values: [ofFile('file'), 'page * `_pagesize', '0', '0', 'length'],
  },
  fop_getpage: {
    besides: true,
    on: ['__do_fault(struct vm_fault *fault)'],
    when: 'fault->vma->vm_file != NULL',
    values: [ofFile('fault->vma->vm_file'), 'fault->pgoff * `_pagesize', '`_pagesize'],
    outcome: `(result & ${FAULT}) != 0 ? ${EFAULT} : 0`,
    args: typed('struct vnode *', 'long', 'size_t'),
    text: 'faults that pages in memory around do not serve',
  },
  fop_putpage: {
    besides: true,
    on: ['do_writepages(struct address_space *pages, struct writeback_control *control)'],
    when: '__inode_dentry[pages->host] != NULL',
    values: [
      '__vnode_of_inode[pages->host]',
      'control->range_start',
      'control->range_cyclic ? 0 : control->range_end - control->range_start + 1',
    ],
    args: typed('struct vnode *', 'long', 'size_t'),
  },
};

/** Of illumos' other operations Linux has no one function, or none at all. */
const without = [
  ...['addmap', 'cmp', 'delmap', 'dispose', 'dump', 'dumpctl', 'fid', 'getsecattr', 'inactive'],
  ...['pageio', 'pathconf', 'poll', 'realvp', 'reqzcbuf', 'retzcbuf', 'rwlock', 'rwunlock'],
  ...['setsecattr', 'shrlock', 'vnevent'],
];

const NAME_CACHE: Operation = {
  ...LOOKUP,
  // An error is no vnode.
  outcome: 'result < 0 && result > -4096 ? 0 : result',
  text: 'names on the way along a path, not those that are to be made or removed',
};

/** The operations on vnodes (illumos' sys/vnode.h, `fop_*`), and its cache of names. */
export const vnodeFunctions: readonly SolarisFunction[] = [
  ...Object.entries(operations).flatMap(([name, operation]) => rowsOf(name, operation)),
  ...rowsOf('dnlc_lookup', NAME_CACHE),
  ...without.flatMap((name) => [
    silent('genunix', `fop_${name}`, 'entry'),
    silent('genunix', `fop_${name}`, 'return'),
  ]),
];

function rowsOf(name: string, operation: Operation): readonly SolarisFunction[] {
  const { on, when, values, outcome = ERROR, args, text, besides } = operation;
  const sources = (at: 'entry' | 'return', values: readonly string[]): SolarisFunction['sources'] =>
    on.map((one) => {
      const source = (text: string): Source => sourceOf(text, { at, values, when });
      return typeof one === 'string' ? source(one) : one.map(source);
    });
  const row = {
    module: 'genunix',
    function: name,
    ...(text ? { text } : {}),
    ...(besides ? { besides } : {}),
  };
  return [
    {
      ...row,
      at: 'entry',
      sources: sources('entry', values),
      args: args ?? typed('struct vnode *'),
    },
    { ...row, at: 'return', sources: sources('return', ['0', outcome]) },
  ];
}

function sourceOf(
  text: string,
  { when, ...said }: Pick<FunctionSource, 'at' | 'values'> & { readonly when: string | undefined },
): FunctionSource {
  return { function: text, ...said, ...(when === undefined ? {} : { when }) };
}
