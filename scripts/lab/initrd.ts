import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ArchiveEntry, cpioArchive } from './cpio.ts';
import { loadOrder } from './modules.ts';
import { outputOf, type ToolPaths } from './tools.ts';

/** What brings the host's files into the guest, and a disk to trace. */
const wanted = ['virtio_pci', 'virtiofs', 'overlay', 'virtio_blk'];
const folders = ['bin', 'dev', 'proc', 'sys', 'modules', 'host', 'rw', 'new'];
const folderMode = 0o40755;
const programMode = 0o100755;

/**
 * The first file system of a kernel that was unpacked to `folder`: `shell`, which is a busybox for
 * it, the modules, and a first process that mounts the host's files and goes on with the script
 * which the kernel's command line names in `lab=`. Lists the dependencies of modules (modules.dep)
 * in passing, which packages leave to their installation.
 */
export async function initrd(
  folder: string,
  release: string,
  shell: string,
  tools: ToolPaths,
): Promise<Buffer> {
  await outputOf(tools, tools.busybox, ['depmod', '-b', folder, release]);
  const modules = join(folder, 'lib/modules', release);
  const order = loadOrder(readFileSync(join(modules, 'modules.dep'), 'utf8'), wanted);
  const files = order.map(async (path) =>
    program(inGuest(path), await unpacked(join(modules, path), tools)),
  );
  return cpioArchive([
    ...folders.map((path) => ({ path, mode: folderMode })),
    program('bin/busybox', readFileSync(shell)),
    program('init', Buffer.from(firstProcess(order))),
    ...(await Promise.all(files)),
  ]);
}

const program = (path: string, data: Uint8Array): ArchiveEntry => ({
  path,
  mode: programMode,
  data,
});

const inGuest = (path: string): string => `modules/${basename(path).replace(/\.xz$/, '')}`;

/** A module as `insmod` takes it. The signature at its end is of these bytes. */
const unpacked = async (file: string, tools: ToolPaths): Promise<Buffer> =>
  file.endsWith('.xz') ? outputOf(tools, tools.xz, ['-dc', file]) : readFileSync(file);

const firstProcess = (order: readonly string[]): string => `#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
${order.map((path) => `insmod /${inGuest(path)}`).join('\n')}
mount -t virtiofs host /host
exec sh "/host$lab/guest.sh"
`;
