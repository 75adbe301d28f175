import { beforeEach, expect, test } from 'vitest';
import { Packets } from './packets.ts';
import type { Sink } from './source.ts';

/** A sink that was redirected to a file with so many bytes; undefined: not at all. */
class File implements Sink {
  text = '';
  size: number | undefined = 0;
  write(bytes: string): void {
    this.text += bytes;
  }
  flush(): void {}
  reopen(): undefined {}
  truncate(): void {}
  run(): void {}
  get redirected(): number | undefined {
    return this.size === undefined ? undefined : this.size + this.text.length;
  }
}

let file = new File();
let packets = new Packets(file);
beforeEach(() => {
  file = new File();
  packets = new Packets(file);
});

const packet = {
  timeNs: 1_700_000_000_123_456_789n,
  link: 12,
  length: 60,
  data: Buffer.from('abcd'),
};

function words(text: string): number[] {
  const bytes = Buffer.from(text, 'latin1');
  return Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));
}

const header = [0xa1b2c3d4, 0x00040002, 0, 0, 65535, 101];
const captured = [1_700_000_000, 123_456, 4, 60, Buffer.from('abcd').readUInt32LE()];

test('a new file begins with a header', () => {
  expect(packets.write(packet)).toBeUndefined();
  expect(words(file.text)).toEqual([...header, ...captured]);
});

test('the next packet follows the first', () => {
  packets.write(packet);
  packets.write(packet);
  expect(words(file.text)).toEqual([...header, ...captured, ...captured]);
});

test('packets are added to a file that has some', () => {
  file.size = 100;
  packets.write(packet);
  expect(words(file.text)).toEqual(captured);
});

test('other types keep their number', () => {
  packets.write({ ...packet, link: 1 });
  expect(words(file.text)[5]).toBe(1);
});

test('a file has packets of one type', () => {
  packets.write(packet);
  expect(packets.write({ ...packet, link: 1 })).toBe(
    "couldn't write a packet of type 1: the file has packets of type 12",
  );
  expect(words(file.text)).toHaveLength(header.length + captured.length);
});

test('without a file they are dumped', () => {
  file.size = undefined;
  packets.write(packet);
  expect(file.text).toContain('0: 61 62 63 64 ');
});
