import { expect, test } from 'vitest';
import { kernelSymbols } from './symbols.ts';

const KALLSYMS = `0000000000000000 A fixed_percpu
ffffffff81000000 T _text
ffffffff81000000 T startup
ffffffff81000100 t helper
ffffffff81000180 D data
ffffffff810001a0 R __start_notes
ffffffff810001a8 r __stop_notes
ffffffff810001b0 A absolute
ffffffff81000200 W weak
ffffffff81001000 T _etext
ffffffffc0200000 t later\t[two]
ffffffffc0100000 t first\t[one]
`;

test.each([
  [0xffffffff81000000n, 'vmlinux`_text+0'],
  [0xffffffff810000ffn, 'vmlinux`_text+255'],
  [0xffffffff8100017fn, 'vmlinux`helper+127'],
  [0xffffffff81000190n, 'vmlinux`data+16'],
  [0xffffffff810001b1n, 'vmlinux`data+49'],
  [0xffffffff81000200n, 'vmlinux`weak+0'],
  [0xffffffff81002000n, undefined],
  [0xffffffffc0100001n, 'one`first+1'],
  [0xffffffffc0200002n, 'two`later+2'],
  [0xffffffff80ffffffn, undefined],
  [0x401000n, undefined],
])('0x%s is %s', (address, expected) => {
  const found = kernelSymbols(() => Buffer.from(KALLSYMS)).kernel(address);
  expect(found && `${found.module}\`${found.symbol}+${found.offset}`).toBe(expected);
});

test('addresses that are hidden name nothing', () => {
  const hidden = KALLSYMS.replace(/^\w{16}/gm, '0000000000000000');
  expect(kernelSymbols(() => Buffer.from(hidden)).kernel(0xffffffff81000000n)).toBeUndefined();
});

test('the file is read once, at the first question', () => {
  let reads = 0;
  const symbols = kernelSymbols(() => {
    reads++;
    return Buffer.from(KALLSYMS);
  });
  expect(reads).toBe(0);
  symbols.kernel(1n);
  symbols.kernel(0xffffffff81000000n);
  expect(reads).toBe(1);
});
