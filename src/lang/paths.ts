/** Names of files, put together from the kernel's directory entries and mounts as d_path() does. */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { readMember } from './kernel-memory.ts';
import { repeat } from './loops.ts';
import { byteAt, Cell } from './memory.ts';

/** A `struct path`: a directory entry, and the mount (`struct vfsmount *`) that it is seen in. */
export interface KernelPath {
  readonly dentry: VReg;
  readonly mount: VReg;
}

/** Components and mounts looked at; what is above is left out. */
const MOST_STEPS = 96;
/** Names of Linux are at most this long. */
const MOST_NAME = 255;
/** Written from its end; behind it the verifier wants room for a name. */
const BUFFER = 4096;

/** The two members of a `struct path` at an address; faults if they cannot be read. */
export function readPath(g: Gen, address: VReg): KernelPath {
  return {
    dentry: readMember(g, address, ['path', 'dentry'], 8),
    mount: readMember(g, address, ['path', 'mnt'], 8),
  };
}

/** The name of a path from `root` down, or from the topmost mount if there is none given. */
export function pathText(g: Gen, path: KernelPath, root?: KernelPath): StringValue {
  const { b } = g;
  const at = g.scratch(BUFFER + MOST_NAME + 1);
  const walk: Walk = {
    at,
    dentry: new Cell(g, path.dentry),
    mount: new Cell(g, path.mount),
    start: new Cell(g, imm(BUFFER - 1)),
  };
  b.store(1, at.base, at.offset + BUFFER - 1, imm(0));
  repeat(g, MOST_STEPS, (_, stop) => {
    const here = { dentry: walk.dentry.get(), mount: walk.mount.get() };
    if (root) {
      const other = b.alu('xor', here.dentry, root.dentry);
      b.jumpIf('eq', b.alu('or', other, b.alu('xor', here.mount, root.mount)), imm(0), stop);
    }
    const top = readMember(g, here.mount, ['vfsmount', 'mnt_root'], 8);
    b.ifElse(
      'eq',
      here.dentry,
      top,
      () => leaveMount(g, walk, here, stop),
      () => takeName(g, walk, here, stop),
    );
  });
  b.when('eq', walk.start.get(), imm(BUFFER - 1), () => prepend(g, walk, imm(1), slash(g)));
  return finish(g, walk);
}

interface Walk {
  readonly at: Place;
  readonly dentry: Cell;
  readonly mount: Cell;
  /** Where in the buffer the name begins so far. */
  readonly start: Cell;
}

type Stop = Parameters<Parameters<Gen['b']['repeat']>[1]>[1];

/** The top of a mount goes on where it is mounted; the topmost one is its own parent. */
function leaveMount(g: Gen, walk: Walk, { mount }: KernelPath, stop: Stop): void {
  const { b } = g;
  const inner = g.kernelOffset('mount', 'mnt');
  const whole = b.alu('sub', mount, imm(inner));
  const parent = readMember(g, whole, ['mount', 'mnt_parent'], 8);
  b.jumpIf('eq', parent, whole, stop);
  walk.dentry.set(readMember(g, whole, ['mount', 'mnt_mountpoint'], 8));
  walk.mount.set(b.alu('add', parent, imm(inner)));
}

function takeName(g: Gen, walk: Walk, { dentry }: KernelPath, stop: Stop): void {
  const { b } = g;
  const parent = readMember(g, dentry, ['dentry', 'd_parent'], 8);
  b.jumpIf('eq', parent, dentry, stop);
  const name = readMember(g, dentry, ['dentry', 'd_name.name'], 8);
  const length = b.alu('and', readMember(g, dentry, ['dentry', 'd_name.len'], 4), imm(MOST_NAME));
  b.jumpIf('lt', walk.start.get(), imm(MOST_NAME + 1), stop);
  prepend(g, walk, length, name);
  prepend(g, walk, imm(1), slash(g));
  walk.dentry.set(parent);
}

function slash(g: Gen): VReg {
  return g.constant(Buffer.from('/'));
}

/** Puts bytes of the kernel before what is there. */
function prepend(g: Gen, walk: Walk, bytes: VReg | { readonly imm: bigint }, from: VReg): void {
  const { b } = g;
  const start = b.alu('sub', walk.start.get(), bytes);
  walk.start.set(start);
  const to = byteAt(g, walk.at, b.alu('and', start, imm(BUFFER - 1)));
  const result = b.call('probe_read_kernel', g.address(to), bytes, from);
  g.faultIfNegative(result, 'badAddress', from);
}

function finish(g: Gen, walk: Walk): StringValue {
  const bound = g.options.strsize;
  const at = g.scratch(bound);
  const from = byteAt(g, walk.at, g.b.alu('and', walk.start.get(), imm(BUFFER - 1)));
  g.b.call('probe_read_kernel_str', g.address(at), imm(bound), g.address(from));
  return { kind: 'string', at, bound };
}
