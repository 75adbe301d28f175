import { describe, expect, test } from 'vitest';
import { loadOrder, moduleName } from './modules.ts';

const table = `kernel/fs/fuse/virtiofs.ko.xz: kernel/fs/fuse/fuse.ko kernel/drivers/virtio/virtio.ko
kernel/fs/fuse/fuse.ko:
kernel/drivers/virtio/virtio.ko: kernel/drivers/virtio/virtio_ring.ko.xz
kernel/drivers/virtio/virtio_ring.ko.xz:
`;

describe('loadOrder', () => {
  test.each([
    [
      'what a module needs comes first',
      ['virtiofs'],
      ['fuse', 'virtio_ring', 'virtio', 'virtiofs'],
    ],
    ['nothing comes twice', ['fuse', 'virtio', 'fuse'], ['fuse', 'virtio_ring', 'virtio']],
    ['what is built in is left out', ['ext4', 'fuse'], ['fuse']],
  ])('%s', (_name, wanted, expected) => {
    expect(loadOrder(table, wanted).map(moduleName)).toEqual(expected);
  });
});

test.each([
  ['kernel/fs/overlayfs/overlay.ko', 'overlay'],
  ['kernel/drivers/block/virtio-blk.ko.xz', 'virtio_blk'],
])('moduleName %s', (path, name) => {
  expect(moduleName(path)).toBe(name);
});
