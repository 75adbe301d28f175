import { expect, test } from 'vitest';
import type { MapSpec } from '../bpf/index.ts';
import { namingCopies } from './copied-variables.ts';

const START = 0xffff_c900_0000_0008n;

function symbolsOf(address: bigint) {
  const map: MapSpec = {
    name: 'of_max_pfn',
    kind: 'array',
    keyBytes: 4,
    valueBytes: 16,
    entries: 1,
    variable: 'max_pfn',
  };
  const { variable: _, ...plain } = map;
  const object = { maps: [{ ...plain, name: 'globals' }, map] };
  const memory = new DataView(new ArrayBuffer(16));
  memory.setBigUint64(0, address, true);
  const other = { module: 'm', symbol: 'other', offset: 0n };
  const symbols = { kernel: () => other, user: () => undefined };
  return namingCopies(object, { memory: () => memory }, symbols);
}

test.each([
  ['its first byte', START, START, 'vmlinux`max_pfn+0'],
  ['its last byte', START, START + 7n, 'vmlinux`max_pfn+7'],
  ['behind it', START, START + 8n, 'm`other+0'],
  ['before it', START, START - 1n, 'm`other+0'],
  ['not used yet', 0n, 3n, 'm`other+0'],
])('%s', (_, start, address, expected) => {
  const found = symbolsOf(start).kernel(address);
  expect(`${found?.module}\`${found?.symbol}+${found?.offset}`).toBe(expected);
});
