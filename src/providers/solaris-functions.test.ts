import { describe, expect, test } from 'vitest';
import { type FunctionType, type Type, voidType } from '../types/index.ts';
import { type KernelEvents, probeIndex } from './index.ts';
import { noEvents } from './provider.ts';

const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };
const pointer = (name: string): Type => ({
  kind: 'pointer',
  target: { kind: 'struct', name, layout: undefined },
});
const fn = (result: Type, ...parameters: readonly Type[]): FunctionType => ({
  kind: 'function',
  result,
  parameters,
});

const file = pointer('file');
const ofName = fn(int, pointer('mnt_idmap'), pointer('inode'), pointer('dentry'));

/** Functions of two kernels that differ. */
const functions: Readonly<Record<string, FunctionType>> = {
  vfs_open: fn(int, pointer('path'), file),
  filp_close: fn(int, file, pointer('files_struct')),
  vfs_mkdir: ofName,
  // Another parameter than the one we know.
  vfs_unlink: fn(int, pointer('mnt_idmap'), pointer('inode'), pointer('file')),
  lookup_fast: fn(pointer('dentry'), pointer('nameidata')),
  tcp_sendmsg: fn(int, pointer('sock'), pointer('msghdr'), int),
  security_bprm_check: fn(int, pointer('linux_binprm')),
  __swap_writepage: fn(voidType, pointer('page')),
};
const newer = { ...functions, filp_flush: fn(int, file, pointer('files_struct')) };

function kernelWith(
  types: Readonly<Record<string, FunctionType>>,
  ways: readonly ('fentry' | 'kprobe')[],
): KernelEvents {
  return {
    ...noEvents,
    functions: {
      list: () => [],
      ways: () => ways,
      type: ({ name }) => types[name],
      cookies: true,
      absence: (name) => `no ${name}`,
      moduleOf: () => undefined,
    },
  };
}

const traced = kernelWith(functions, ['fentry']);
const untraced = kernelWith(functions, []);

/** Where the probes that a script names fire: `probe at place`. */
function served(kernel: KernelEvents, pattern: string): readonly string[] {
  const [module = '', name = '', at = ''] = pattern.split(':');
  const index = probeIndex(kernel);
  return index.match({ provider: 'fbt', module, function: name, name: at }, true).flatMap((p) => {
    const places = index.places(p).map(({ hook }) => {
      const attach = hook.attach({
        arguments: false,
        selector: false,
        selectors: [],
        state: 0,
        sampler: '',
      });
      return attach.kind === 'function' ? `${attach.function.name}:${attach.at}` : attach.kind;
    });
    return `${p.module}:${p.function} at ${places.join(' ') || 'nothing'}`;
  });
}

describe('functions of Solaris', () => {
  test.each([
    ['genunix:fop_open:entry', ['genunix:fop_open at vfs_open:entry']],
    [':fop_close:return', ['genunix:fop_close at filp_close:return']],
    [':fop_mkdir:entry', ['genunix:fop_mkdir at vfs_mkdir:entry']],
    ['genunix:dnlc_lookup:return', ['genunix:dnlc_lookup at lookup_fast:return']],
    // This kernel has no tracepoint for it.
    ['ip:tcp_output:entry', ['ip:tcp_output at tcp_sendmsg:return']],
    [':pageio_setup:entry', ['genunix:pageio_setup at __swap_writepage:entry']],
    // It has another parameter.
    [':fop_remove:entry', []],
    // There is none.
    [':fop_rename:entry', []],
    ['ufs:fop_open:entry', []],
    // Besides others in scripts, or of what Linux does not have: silent.
    [':fop_getpage:entry', ['genunix:fop_getpage at nothing']],
    [':putnext:entry', ['genunix:putnext at nothing']],
    [':fop_pathconf:return', ['genunix:fop_pathconf at nothing']],
  ])('fbt:%s', (pattern, expected) => {
    expect(served(traced, pattern)).toEqual(expected);
  });

  test('of alternatives the first that the kernel has', () => {
    const kernel = kernelWith(newer, ['fentry']);
    expect(served(kernel, ':fop_close:entry')).toEqual(['genunix:fop_close at filp_flush:entry']);
  });

  test.each([
    [':fop_open:entry', []],
    [':dnlc_lookup:return', []],
    [':fop_*:entry', []],
    [':fop_getpage:entry', ['genunix:fop_getpage at nothing']],
    [':fop_read:entry', ['genunix:fop_read at raw_tracepoint']],
  ])('without trampolines, fbt:%s is %j', (pattern, expected) => {
    const places = served(untraced, pattern).map((text) =>
      text.replace(/( raw_tracepoint)+$/, '$1'),
    );
    expect(places).toEqual(expected);
    expect(served(kernelWith(functions, ['kprobe']), pattern)).toHaveLength(expected.length);
  });

  test('one glob means them all: that of the operations on vnodes', () => {
    const found = served(traced, ':fop_*:entry');
    expect(found).toContain('genunix:fop_mkdir at vfs_mkdir:entry');
    expect(found.every((text) => text.startsWith('genunix:fop_'))).toBe(true);
    expect(served(traced, ':*_lookup:entry')).toEqual([]);
  });
});

describe('what a probe stands on', () => {
  const index = probeIndex(traced);
  const origin = (name: string, at = 'entry') => {
    const [probe] = index.match({ provider: 'fbt', module: '', function: name, name: at }, true);
    return probe && index.origin(probe);
  };

  test.each([
    ['fop_mkdir', { fidelity: 'close', text: 'vfs_mkdir:entry' }],
    [
      'fop_getpage',
      { fidelity: 'silent', text: 'this kernel has no function __do_fault to trace' },
    ],
    ['putnext', { fidelity: 'silent', text: 'Linux has nothing like it' }],
  ])('%s', (name, expected) => {
    expect(origin(name)).toEqual(expected);
  });
});

test('trampolines run first what was attached last: gexec begins before, and ends after, its search', () => {
  const index = probeIndex(traced);
  const order = (name: string, at: string) => {
    const [probe] = index.match({ provider: 'fbt', module: '', function: name, name: at }, true);
    return probe && index.places(probe)[0]?.hook.order;
  };
  const [gexec = 0, search = 0] = [order('gexec', 'entry'), order('findexec_by_hdr', 'entry')];
  expect(gexec).toBeGreaterThan(search);
  const [left = 0, found = 0] = [order('gexec', 'return'), order('findexec_by_hdr', 'return')];
  expect(left).toBeLessThan(found);
});

test('at the return, what the function was called with is known, and its result', () => {
  const index = probeIndex(traced);
  const [probe] = index.match(
    { provider: 'fbt', module: '', function: 'dnlc_lookup', name: 'return' },
    true,
  );
  expect(probe && index.places(probe)[0]?.firing?.parameters).toEqual([
    { name: 'nd', type: 'struct nameidata *' },
    { name: 'result', type: 'long' },
  ]);
});
