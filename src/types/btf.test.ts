import { expect, test } from 'vitest';
import { BtfTypes } from './btf.ts';

const STRINGS = '\0s\0btf_trace_a\0not_btf_trace_b\0btf_trace_b\0btf_trace_c\0size\0word\0';
const kind = (number: number, members = 0): number => (number << 24) | members;
const nameAt = (name: string): number => STRINGS.indexOf(`\0${name}\0`) + 1;

/**
 * int, struct of two, prototype of one, typedef a, enum of one, typedef b, a
 * struct named c, a signed int and a typedef of it. */
const TYPES = [
  ...[0, kind(1), 4, 32],
  ...[1, kind(4, 2), 8, 1, 1, 0, 1, 1, 32],
  ...[0, kind(13, 1), 0, 0, 1],
  ...[nameAt('btf_trace_a'), kind(8), 3],
  ...[1, kind(6, 1), 4, 1, 5],
  ...[nameAt('btf_trace_b'), kind(8), 3],
  ...[nameAt('btf_trace_c'), kind(4), 0],
  ...[0, kind(1), 4, (1 << 24) | 32],
  ...[nameAt('word'), kind(10), 8],
  ...[nameAt('size'), kind(8), 9],
];

function btf(): Buffer {
  const header = [0x1eb9f, 24, 0, TYPES.length * 4, TYPES.length * 4, STRINGS.length];
  return Buffer.concat([
    Buffer.from(Uint32Array.from([...header, ...TYPES]).buffer),
    Buffer.from(STRINGS),
  ]);
}

test.each([
  ['btf_trace_a', 4],
  ['btf_trace_b', 6],
  ['btf_trace_c', undefined],
  ['btf_trace_d', undefined],
])('%s is type %s', (name, id) => {
  expect(new BtfTypes(btf()).find('typedef', name)).toBe(id);
});

test.each([
  ['s', 'x', undefined],
  ['c', 'x', undefined],
  ['none', 'x', undefined],
])('struct %s has no member %s', (struct, member, offset) => {
  expect(new BtfTypes(btf()).memberOffset(struct, member)).toBe(offset);
});
