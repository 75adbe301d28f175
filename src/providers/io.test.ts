import { expect, test } from 'vitest';
import type { Type } from '../types/index.ts';
import { fpuinfoProvider } from './fpuinfo.ts';
import { ioProvider } from './io.ts';
import { nfsProviders } from './nfs.ts';
import { ProbeIndex } from './probes.ts';
import { noEvents } from './provider.ts';
import { sysinfoProvider } from './sysinfo.ts';
import { vminfoProvider } from './vminfo.ts';

const pointer = (name: string): Type => ({
  kind: 'pointer',
  target: { kind: 'struct', name, layout: undefined },
});
const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };
const [queue, request, bio] = ['request_queue', 'request', 'bio'].map(pointer) as [
  Type,
  Type,
  Type,
];

/** Parameters of the block layer's events, of Linux 5.10 and of kernels since 5.11. */
const kernels = {
  old: {
    block_rq_insert: [queue, request],
    block_rq_issue: [queue, request],
    block_rq_complete: [request, int, int],
    block_bio_queue: [queue, bio],
    block_bio_complete: [queue, bio],
  },
  new: {
    block_rq_insert: [request],
    block_rq_issue: [request],
    block_rq_complete: [request, int, int],
    block_bio_queue: [bio],
    block_bio_complete: [queue, bio],
  },
};

const providers = [ioProvider, sysinfoProvider, vminfoProvider, fpuinfoProvider, ...nfsProviders];

function indexOf(events: Readonly<Record<string, readonly Type[]>>): ProbeIndex {
  const list = ['nfs_lookup_enter', 'nfs4_read'].map((name) => ({
    module: 'vmlinux',
    system: name.replace(/_.*/, ''),
    name,
  }));
  return new ProbeIndex(providers, { ...noEvents, list: () => list, parameters: (e) => events[e] });
}

const probe = (name: string, provider = 'io', module = 'vmlinux') => ({
  provider,
  module,
  function: '',
  name,
});

test.each(['old', 'new'] as const)('where requests start and end, on %s kernels', (age) => {
  const index = indexOf(kernels[age]);
  const parameters = (name: string) =>
    index.places(probe(name)).map(({ firing }) => firing?.parameters.map((p) => p.name).join());
  const q = age === 'old' ? 'q,' : '';
  expect(parameters('start')).toEqual([`${q}rq`, `${q}rq`, `${q}bio`]);
  expect(parameters('done')).toEqual(['rq,error,nr_bytes', 'q,bio']);
});

test.each([
  ['io:genunix:biodone:done', ['vmlinux']],
  ['io:genunix::start', ['vmlinux']],
  ['io::bdev_strategy:start', ['vmlinux']],
  ['io:nfs::start', ['nfs']],
  ['io:::start', ['vmlinux', 'nfs']],
  ['sysinfo:unix:idle_enter:idlethread', ['vmlinux']],
])('%s, as scripts for Solaris write it', (description, modules) => {
  const [provider = '', module = '', fn = '', name = ''] = description.split(':');
  const found = indexOf({}).match({ provider, module, function: fn, name }, true);
  expect(found.map((p) => p.module)).toEqual(modules);
});

test.each([
  ['io', 6],
  ['sysinfo', 46],
  ['vminfo', 31],
  ['fpuinfo', 52],
  ['nfs', 1],
  ['nfsv4', 1],
])('%s has %d probes, each of which says what it stands on', (provider, count) => {
  const index = indexOf({});
  const found = index.match({ provider, module: '', function: '', name: '' });
  expect(found).toHaveLength(count);
  expect(new Set(found.map((p) => `${p.module}:${p.name}`)).size).toBe(count);
  for (const each of found) expect(index.origin(each)?.text, each.name).toMatch(/\w/);
});

test('the client of NFS, under the names of its events', () => {
  const index = indexOf({});
  const names = index.all().filter((p) => p.provider.startsWith('nfs'));
  expect(names.map((p) => `${p.provider}:::${p.name}`)).toEqual([
    'nfs:::lookup-enter',
    'nfsv4:::read',
  ]);
  expect(index.origin(names[0] ?? probe(''))?.text).toBe('nfs_lookup_enter');
});
