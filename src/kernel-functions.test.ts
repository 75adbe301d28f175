import { describe, expect, test } from 'vitest';
import type { FunctionWay } from './bpf/index.ts';
import { kernelFunctions, parseTraceable } from './kernel-functions.ts';

const traceable =
  'vfs_read\n__ftrace_invalid_address___12\nmod_init [ext4]\nsame\nsame\nlast.isra.0\n';
const kallsyms = [
  'ffffffff81000000 T vfs_read',
  'ffffffff81000010 t same',
  'ffffffff81000020 t same',
  'ffffffff81000030 D jiffies',
  'ffffffff81000040 t untraced',
  'ffffffff81000050 t split.isra.0',
  'ffffffff81000060 t split.cold',
  'ffffffffc0000000 t mod_init\t[ext4]',
].join('\n');

function functionsOf(ways: readonly FunctionWay[], files: Readonly<Record<string, string>>) {
  return kernelFunctions({
    names: {
      functionType: (name) =>
        name === 'same'
          ? { kind: 'function', parameters: [], result: { kind: 'void' } }
          : undefined,
      functionNames: () => ['vfs_read', 'same', 'jiffies', 'inlined'],
    },
    tracing: () => ({ ways, refusals: ways.length === 0 ? ['why', 'why else'] : [] }),
    cookies: () => true,
    read: (path) => files[path.replace(/.*\//, '')],
  });
}

const names = (ways: readonly FunctionWay[], files: Readonly<Record<string, string>>) =>
  functionsOf(ways, files)
    .list()
    .map(({ name }) => name);

describe('functions', () => {
  test('by the list of ftrace', () => {
    expect(parseTraceable(traceable)).toEqual([
      { module: 'vmlinux', name: 'vfs_read' },
      { module: 'ext4', name: 'mod_init' },
      { module: 'vmlinux', name: 'same', several: true },
      { module: 'vmlinux', name: 'last.isra.0' },
    ]);
  });

  const blacklist = '0xffffffff81000000-0xffffffff81000010\tvfs_read\n0x1-0x2\tsame\n';
  const files = { available_filter_functions: traceable, blacklist, kallsyms };

  test.each<[string, readonly FunctionWay[], readonly string[]]>([
    ['none where none can be traced', [], []],
    ['all by fprobes', ['multi', 'kprobe'], ['vfs_read', 'mod_init', 'same', 'last.isra.0']],
    ['without those that kprobes refuse', ['kprobe'], ['mod_init', 'last.isra.0']],
    ['but with those of a type', ['fentry', 'kprobe'], ['mod_init', 'same', 'last.isra.0']],
  ])('%s', (_, ways, expected) => {
    expect(names(ways, files)).toEqual(expected);
  });

  test('where the list may not be read, what BTF and kallsyms know, once', () => {
    expect(names(['fentry'], { kallsyms })).toEqual(['vfs_read']);
  });
});

test.each([
  ['vfs_read', '', 'vmlinux'],
  ['mod_init', '', 'ext4'],
  ['mod_init', 'vmlinux', undefined],
  ['jiffies', '', undefined],
])('the module of %s in "%s"', (name, module, expected) => {
  expect(functionsOf(['kprobe'], { kallsyms }).moduleOf(name, module)).toBe(expected);
});

test('instructions need kprobes', () => {
  const absence = functionsOf(['fentry'], { kallsyms }).absence('vfs_read', true);
  expect(absence).toBe('this kernel has no kprobes (CONFIG_KPROBES)');
});

test.each<[string, readonly FunctionWay[], string]>([
  [
    'split',
    ['fentry'],
    'this kernel has split only as split.isra.0, which the compiler has made of it',
  ],
  ['vfs_read', [], 'this kernel lets no function be traced: why; why else'],
  ['untraced', ['fentry'], 'the kernel does not let untraced be traced'],
  ['jiffies', ['fentry'], 'this kernel has no function jiffies, or has it inlined'],
  ['', ['fentry'], 'no function that can be traced has such a name or module'],
])('why %s is not there', (name, ways, expected) => {
  expect(functionsOf(ways, { kallsyms }).absence(name)).toBe(expected);
});
