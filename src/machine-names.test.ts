import { describe, expect, test } from 'vitest';
import { MachineNames } from './machine-names.ts';
import { info, makeBtf } from './types/testing.ts';

const INT = 1;
const STRUCT = 4;
const VARIABLE = 14;
const SECTION = 15;

const vmlinux = makeBtf([
  ['int', info(INT), 4, (1 << 24) | 32], // 1
  ['node', info(STRUCT, 1), 4, 'value', 1, 0], // 2
  ['each', info(VARIABLE), 1, 1], // 3
  ['.data..percpu', info(SECTION, 1), 4, 3, 0, 4], // 4
]);
const strings = vmlinux.subarray(24 + vmlinux.readUInt32LE(12)).toString('latin1');
const gadget = makeBtf([['gadget', info(STRUCT, 1), 8, 'node', 2, 0]], strings);

const KALLSYMS = [
  'ffffffff81000000 T _text',
  'ffffffff82000000 D data',
  '0000000000020100 D each',
  'ffffffffa0001000 d data\t[gadget]',
  'ffffffffa0002000 t start\t[gadget]',
  '',
].join('\n');

const files: Readonly<Record<string, Buffer>> = {
  '/sys/kernel/btf/vmlinux': vmlinux,
  '/sys/kernel/btf/gadget': gadget,
  '/proc/kallsyms': Buffer.from(KALLSYMS),
};

function namesOf(given: Readonly<Record<string, Buffer>>): MachineNames {
  return new MachineNames({
    read: (path) => {
      const found = given[path];
      if (!found) throw new Error(`no ${path}`);
      return found;
    },
    list: () => ['vmlinux', 'gadget'].filter((name) => given[`/sys/kernel/btf/${name}`]),
  });
}

test.each([
  ['struct node', '', 'node'],
  ['struct node', 'vmlinux', 'node'],
  ['struct node', 'gadget', 'node'],
  ['struct gadget', '', 'gadget'],
  ['struct gadget', 'gadget', 'gadget'],
  ['struct gadget', 'vmlinux', undefined],
  ['struct gadget', 'none', undefined],
  ['struct value', '', undefined],
])('%s of module "%s"', (name, module, expected) => {
  const type = namesOf(files).type(name, module);
  expect(type && 'name' in type ? type.name : undefined).toBe(expected);
});

test.each([
  ['data', '', 0xffff_ffff_8200_0000n],
  ['data', 'vmlinux', 0xffff_ffff_8200_0000n],
  ['data', 'gadget', 0xffff_ffff_a000_1000n],
  ['start', '', 0xffff_ffff_a000_2000n],
  ['start', 'vmlinux', undefined],
  ['each', '', 0x20100n],
  ['ata', '', undefined],
])('symbol %s of module "%s"', (name, module, address) => {
  expect(namesOf(files).symbol(name, module)?.address).toBe(address);
});

const PANIC = '/proc/sys/kernel/panic';

test.each([
  ['hidden', KALLSYMS, '', true],
  ['hidden', KALLSYMS, 'kernel', true],
  ['of a module', KALLSYMS, 'gadget', false],
  ['shown', `${KALLSYMS}ffffffff82000010 D panic_timeout\n`, '', false],
])('a published variable that is %s', (_, kallsyms, module, copied) => {
  const given = { ...files, '/proc/kallsyms': Buffer.from(kallsyms), [PANIC]: Buffer.from('5\n') };
  const symbol = namesOf(given).symbol('panic_timeout', module);
  expect(symbol?.published?.bytes[0]).toBe(copied ? 5 : undefined);
});

test('a variable that only Solaris has is not looked for among symbols', () => {
  const read: string[] = [];
  const names = new MachineNames({
    read: (path) => {
      read.push(path);
      return Buffer.from('MemFree: 8 kB\nKernelPageSize:     4 kB\n');
    },
    list: () => [],
  });
  expect(names.symbol('freemem', '')?.published?.bytes[0]).toBe(2);
  expect(read).not.toContain('/proc/kallsyms');
});

test('per-CPU variables are known as such', () => {
  expect(namesOf(files).symbol('each', '')?.perCpu).toBe(true);
});

const PER_CPU = '0000000000000000 A fixed_percpu_data\n0000000000001000 A cpu_debug_store\n';

describe('why a symbol may be missing', () => {
  const symbols = (text: string) => namesOf({ ...files, '/proc/kallsyms': Buffer.from(text) });

  test.each([
    ['no privilege', '0000000000000000 T _text\n', /CAP_SYSLOG/],
    ['a kernel of functions', 'ffffffff81000000 T _text\n', /CONFIG_KALLSYMS_ALL/],
    ['a kernel with all', 'ffffffff82000000 D jiffies\n', undefined],
    ['one with per-CPU variables at 0', `${PER_CPU}ffffffff82000000 D jiffies\n`, undefined],
  ])('%s', (_, text, hint) => {
    const given = symbols(text).hint;
    if (hint) expect(given).toMatch(hint);
    else expect(given).toBeUndefined();
  });
});

test('a kernel without BTF has no types, and says so when it matters', () => {
  const names = namesOf({ '/proc/kallsyms': Buffer.from(KALLSYMS) });
  expect(() => names.type('struct node', '')).toThrow('failed to read kernel types');
  expect(names.type('word', '')).toBeUndefined();
  expect(names.enumerator('IDLE')).toBeUndefined();
  expect(names.symbol('data', '')?.address).toBe(0xffff_ffff_8200_0000n);
});
