import { expect, test } from 'vitest';
import { functionAddresses, functionEnd, traceableAddresses } from './function-addresses.ts';

const kallsyms = [
  'ffffffff81000000 T read',
  'ffffffff81000010 t same',
  'ffffffff81000020 t same',
  'ffffffff81000028 t same_not',
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
  const others = Array.from({ length: 40 }, (_, n) => ({ module: 'vmlinux', name: `other${n}` }));
  for (const more of [[], others]) {
    const found = functionAddresses([{ module, name }, ...more], () => kallsyms);
    expect(found.get(`${module}\`${name}`)).toEqual(expected);
  }
});

test.each([
  [0xffffffff81000000n, 0xffffffff81000010n],
  [0xffffffff81000030n, 0xffffffffc0000000n],
  [0xffffffffc0000000n, 0xffffffffffffffffn],
])('what begins at %x ends where the next symbol begins', (start, end) => {
  expect(functionEnd(start, () => kallsyms)).toBe(end);
});

test('ftrace knows functions by where they call it', () => {
  const text = 'ffffffff81000004 read\nffffffff81000020 same\n';
  const isKnown = traceableAddresses(() => text);
  expect(
    [0x00n, 0x04n, 0x10n, 0x20n, 0x30n].map((low) => isKnown?.(0xffffffff81000000n | low)),
  ).toEqual([true, true, false, true, false]);
  expect(traceableAddresses(() => undefined)).toBeUndefined();
});
