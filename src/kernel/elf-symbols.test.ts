import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readElf } from './elf.ts';
import { ElfSymbols } from './elf-symbols.ts';

const [NOTYPE, OBJECT, FUNC, TLS] = [0, 1, 2, 6];
const [LOCAL, GLOBAL, WEAK] = [0, 1, 2];

/** address, bytes, type, binding, name; section 0 is undefined */
type Row = readonly [number, number, number, number, string, section?: number];

const SYMBOLS: readonly Row[] = [
  [0x401100, 0x80, FUNC, GLOBAL, 'outer'],
  [0x401120, 0x10, FUNC, LOCAL, 'inner'],
  [0x401200, 0x10, NOTYPE, GLOBAL, 'label'],
  [0x401200, 0x10, FUNC, LOCAL, 'function_before_label'],
  [0x401300, 0x10, FUNC, LOCAL, 'a_local'],
  [0x401300, 0x10, FUNC, WEAK, '_weak'],
  [0x401400, 0x10, FUNC, GLOBAL, '__libc_read'],
  [0x401400, 0x10, FUNC, GLOBAL, 'read'],
  [0x401400, 0x10, FUNC, GLOBAL, '__read'],
  [0x401500, 0x20, FUNC, GLOBAL, 'aa_larger'],
  [0x401500, 0x10, FUNC, GLOBAL, 'smaller'],
  [0x401600, 0, FUNC, GLOBAL, 'no_size'],
  [0x401700, 0x10, FUNC, GLOBAL, 'undefined', 0],
  [0x401800, 0x10, TLS, GLOBAL, 'thread_local'],
  [0x403010, 8, OBJECT, GLOBAL, 'table'],
];

/** Program headers, code from 0x1000 and data from 0x2000 in the file, and the symbols behind it. */
function elfFile(bits: 32 | 64, rows: readonly Row[] = SYMBOLS): Buffer {
  const wide = bits === 64;
  const names = ['', ...rows.map(([, , , , name]) => name)].map((name) => `${name}\0`);
  const nameAt = (i: number): number => names.slice(0, i + 1).join('').length;
  const words = (...pieces: readonly (readonly [bytes: number, value: number])[]): Buffer =>
    Buffer.concat(
      pieces.map(([bytes, value]) => {
        const piece = Buffer.alloc(bytes);
        piece.writeUInt32LE(value);
        return piece;
      }),
    );
  const w = wide ? 8 : 4;
  const half = (value: number): Buffer => words([4, value]).subarray(0, 2);
  const symbol = ([address, bytes, type, binding, , section = 1]: Row, i: number): Buffer => {
    const info = Buffer.of((binding << 4) | type, 0);
    const place = [half(section)];
    return wide
      ? Buffer.concat([words([4, nameAt(i)]), info, ...place, words([8, address], [8, bytes])])
      : Buffer.concat([words([4, nameAt(i)], [4, address], [4, bytes]), info, ...place]);
  };
  const segment = (flags: number, offset: number, address: number, bytes: number): Buffer => {
    const middle = words([w, offset], [w, address], [w, address], [w, bytes], [w, bytes]);
    return wide
      ? Buffer.concat([words([4, 1], [4, flags]), middle, words([8, 0x1000])])
      : Buffer.concat([words([4, 1]), middle, words([4, flags], [4, 0x1000])]);
  };
  const section = (type: number, offset: number, bytes: number, link: number): Buffer =>
    Buffer.concat([
      words([4, 0], [4, type], [w, 0], [w, 0], [w, offset], [w, bytes], [4, link], [4, 0]),
      words([w, 0], [w, 0]),
    ]);
  const programs = [segment(5, 0x1000, 0x401000, 0x1000), segment(6, 0x1f00, 0x402f00, 0x200)];
  const symbols = Buffer.concat(rows.map(symbol));
  const strings = Buffer.from(names.join(''));
  const sections = [
    section(0, 0, 0, 0),
    section(3, 0x3000, strings.length, 0),
    section(2, 0x4000, symbols.length, 1),
  ];
  const file = Buffer.alloc(0x6000);
  file.set(Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, 1, 1]));
  words([w, 0], [w, 0x40], [w, 0x5000], [4, 0]).copy(file, 24);
  const sizes = [64, programs[0]?.length ?? 0, 2, sections[0]?.length ?? 0, 3, 1];
  Buffer.concat(sizes.map(half)).copy(file, wide ? 52 : 40);
  Buffer.concat(programs).copy(file, 0x40);
  strings.copy(file, 0x3000);
  symbols.copy(file, 0x4000);
  Buffer.concat(sections).copy(file, 0x5000);
  return file;
}

function read(bytes: Uint8Array): ElfSymbols | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-elf-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  try {
    const elf = readElf(fd);
    return elf && new ElfSymbols(elf);
  } finally {
    closeSync(fd);
  }
}

const cases: readonly (readonly [string, number, string | undefined])[] = [
  ['a function', 0x1108, 'outer+8'],
  ['one within it', 0x1125, 'inner+5'],
  ['behind that one', 0x1140, 'outer+64'],
  ['behind all', 0x1180, undefined],
  ['before all', 0x1000, undefined],
  ['a function before a label', 0x1200, 'function_before_label+0'],
  ['what others see before a local', 0x1301, '_weak+1'],
  ['fewer underscores', 0x1400, 'read+0'],
  ['the smaller', 0x150f, 'smaller+15'],
  ['the larger, where only it reaches', 0x1510, 'aa_larger+16'],
  ['no size', 0x1600, undefined],
  ['undefined', 0x1700, undefined],
  ['an offset of thread-local memory', 0x1800, undefined],
  ['in no segment', 0x2800, undefined],
];

test.each(cases)('%s (64 bits)', (_name, offset, expected) => {
  const found = read(elfFile(64))?.find(offset, true);
  expect(found && `${found.symbol}+${found.offset}`).toBe(expected);
});

test.each(cases)('%s (32 bits)', (_name, offset, expected) => {
  const found = read(elfFile(32))?.find(offset, true);
  expect(found && `${found.symbol}+${found.offset}`).toBe(expected);
});

test('segments share a page of the file: the mapping tells which it is', () => {
  const rows: Row[] = [
    [0x401f08, 4, FUNC, GLOBAL, 'code'],
    [0x402f08, 4, OBJECT, GLOBAL, 'data'],
  ];
  const file = read(elfFile(64, rows));
  expect(file?.find(0x1f09, true)).toEqual({ symbol: 'code', offset: 1 });
  expect(file?.find(0x1f09, false)).toEqual({ symbol: 'data', offset: 1 });
});

test.each([
  ['empty', Buffer.of()],
  ['a script', Buffer.from(`#!/bin/sh\n${'#'.repeat(100)}\n`)],
  ['cut off', elfFile(64).subarray(0, 0x5010)],
  ['big endian', elfFile(64).fill(2, 5, 6)],
])('no ELF file of ours: %s', (_name, bytes) => {
  expect(read(bytes)).toBeUndefined();
});
