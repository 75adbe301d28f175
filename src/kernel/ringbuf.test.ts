import { expect, test } from 'vitest';
import { fakeSys } from './fake-sys.ts';
import { RingBuffer } from './ringbuf.ts';

const PAGE = 4096;
const BUSY = 0x80000000;
const DISCARDED = 0x40000000;

/** A ring of one page whose second mapping is a copy, as the kernel's is the same memory. */
function ring(start: number, records: readonly (readonly [text: string, flags: number])[]) {
  const consumer = new ArrayBuffer(PAGE);
  const data = new ArrayBuffer(3 * PAGE);
  const bytes = new Uint8Array(data, PAGE);
  let at = start;
  const put = (value: number): void => {
    bytes[at % PAGE] = value;
    bytes[(at % PAGE) + PAGE] = value;
    at++;
  };
  for (const [text, flags] of records) {
    const end = at + ((8 + text.length + 7) & ~7);
    const header = Buffer.alloc(8);
    header.writeUInt32LE((text.length | flags) >>> 0);
    for (const value of Buffer.concat([header, Buffer.from(text)])) put(value);
    while (at < end) put(0xee);
  }
  new BigInt64Array(consumer)[0] = BigInt(start);
  new BigInt64Array(data)[0] = BigInt(at);
  const map = (_fd: number, offset: number) => ({
    buffer: offset === 0 ? consumer : data,
    unmap: () => {},
  });
  const buffer = new RingBuffer(fakeSys(undefined, { map }), 3, PAGE);
  const position = (): number => Number(new BigInt64Array(consumer)[0]) - start;
  return { buffer, position };
}

function drained(buffer: RingBuffer): string[] {
  const seen: string[] = [];
  buffer.drain((view, offset, length) => {
    seen.push(Buffer.from(view.buffer, view.byteOffset + offset, length).toString());
  });
  return seen;
}

test.each([
  ['nothing', 0, [], [], 0],
  [
    'two records',
    0,
    [
      ['one', 0],
      ['two longer', 0],
    ],
    ['one', 'two longer'],
    16 + 24,
  ],
  [
    'a discarded one',
    0,
    [
      ['one', 0],
      ['gone', DISCARDED],
      ['two', 0],
    ],
    ['one', 'two'],
    48,
  ],
  [
    'up to a busy one',
    0,
    [
      ['one', 0],
      ['busy', BUSY],
      ['two', 0],
    ],
    ['one'],
    16,
  ],
  [
    'across the end',
    PAGE - 16,
    [
      ['0123456789abcdef', 0],
      ['x', 0],
    ],
    ['0123456789abcdef', 'x'],
    40,
  ],
  ['past 4 GB', 2 ** 33 + PAGE - 8, [['01234567', 0]], ['01234567'], 16],
] as const)('reads %s', (_name, start, records, expected, consumed) => {
  const { buffer, position } = ring(start, records);
  expect(drained(buffer)).toEqual(expected);
  expect(position()).toBe(consumed);
  expect(drained(buffer)).toEqual([]);
});

test('gives space back while it reads', () => {
  const { buffer, position } = ring(
    0,
    Array.from({ length: 100 }, () => ['0123456789abcdef', 0] as const),
  );
  const positions = new Set<number>();
  buffer.drain(() => positions.add(position()));
  expect([...positions]).toEqual([0, 528, 1056, 1584, 2112]);
});
