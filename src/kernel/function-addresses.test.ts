import { expect, test } from 'vitest';
import { functionAddresses } from './function-addresses.ts';

const kallsyms = [
  'ffffffff81000000 T read',
  'ffffffff81000010 t same',
  'ffffffff81000020 t same',
  'ffffffff81000030 D data',
  'ffffffffc0000000 t same\t[mod]',
  '0000000000000000 t hidden',
].join('\n');

test.each([
  ['vmlinux', 'read', [0xffffffff81000000n]],
  ['vmlinux', 'same', [0xffffffff81000010n, 0xffffffff81000020n]],
  ['mod', 'same', [0xffffffffc0000000n]],
  ['vmlinux', 'data', undefined],
  ['vmlinux', 'hidden', undefined],
  ['mod', 'read', undefined],
])('%s`%s', (module, name, expected) => {
  const found = functionAddresses([{ module, name }], () => kallsyms);
  expect(found.get(`${module}\`${name}`)).toEqual(expected);
});
