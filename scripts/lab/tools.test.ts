import { basename, dirname } from 'node:path';
import { expect, test } from 'vitest';
import { guests } from './guest.ts';
import { findTools } from './tools.ts';

const folderOf = (name: string): string => (name === 'virtiofsd' ? '/usr/lib/qemu' : '/usr/bin');
const here =
  (...missing: string[]) =>
  (file: string): boolean =>
    dirname(file) === folderOf(basename(file)) && !missing.includes(basename(file));

test('programs are looked for in PATH, and the daemon where packages hide it', () => {
  const { busybox, virtiofsd, qemu } = findTools(guests.arm64.qemu, '/bin:/usr/bin', here());
  expect([busybox, virtiofsd, qemu]).toEqual([
    '/usr/bin/busybox',
    '/usr/lib/qemu/virtiofsd',
    '/usr/bin/qemu-system-aarch64',
  ]);
});

test('one line names all that are missing, and how to get them', () => {
  expect(() => findTools(guests.arm64.qemu, '/usr/bin', here('busybox', 'xz'))).toThrow(
    'busybox, xz not found: apt-get install --no-install-recommends busybox-static xz-utils',
  );
});
