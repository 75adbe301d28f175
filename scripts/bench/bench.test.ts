import { describe, expect, test } from 'vitest';
import { readCode } from './elf.ts';
import { nsPerTurn, parseFdInfo } from './kernel-stats.ts';
import { countLines, reportedLosses } from './lines.ts';
import { median, type Result, ratio } from './result.ts';
import { markdown, number } from './table.ts';

test.each<[string, number[], number | undefined]>([
  ['nothing', [], undefined],
  ['one', [3], 3],
  ['odd, unsorted, numeric order', [100, 9, 20], 20],
  ['even: the mean of the middle two', [4, 1, 3, 100], 3.5],
])('median of %s', (_, samples, expected) => {
  expect(median(samples)).toBe(expected);
});

test.each<[string, Partial<Result>, number | undefined]>([
  ['medians divided', { dtrace: [1, 2, 300], bpftrace: [4] }, 0.5],
  ['no peer', { dtrace: [1] }, undefined],
  ['a peer that takes nothing', { dtrace: [1], bpftrace: [0] }, undefined],
])('ratio: %s', (_, part, expected) => {
  expect(ratio({ name: 'x', dtrace: [], bpftrace: [], ...part })).toBe(expected);
});

test.each<[number | undefined, string]>([
  [undefined, '–'],
  [0.517, '0.52'],
  [12.34, '12.3'],
  [1234567.8, '1,234,568'],
])('number %s', (value, expected) => {
  expect(number(value)).toBe(expected);
});

test('table: columns of others and notes only where there are any, bars escaped', () => {
  const results: Result[] = [
    { name: 'a | b', dtrace: [1], bpftrace: [2], others: { floor: [0.5] } },
    { name: 'c', dtrace: [], bpftrace: [], notes: { how: 'so' } },
  ];
  expect(markdown('what', results)).toBe(
    [
      '| what | dtrace | bpftrace | ratio | floor | how |',
      '| --- | --: | --: | --: | --: | --- |',
      '| a \\| b | 1.00 | 2.00 | 0.50 | 0.50 | – |',
      '| c | – | – | – | – | so |',
    ].join('\n'),
  );
});

test('fdinfo: of a program, and of something else', () => {
  const program = 'pos:\t0\nprog_type:\t5\nprog_id:\t198\nrun_time_ns:\t900\nrun_cnt:\t30\n';
  expect(parseFdInfo(program)).toEqual({ id: 198, runs: 30, ns: 900 });
  expect(parseFdInfo('pos:\t0\nmap_type:\t2\n')).toBeUndefined();
});

test('ns a turn: means of the programs that ran each turn, the others left out', () => {
  const before = new Map([[1, { runs: 10, ns: 1000 }]]);
  const after = new Map([
    [1, { runs: 110, ns: 6000 }],
    [2, { runs: 200, ns: 4000 }],
    [3, { runs: 5, ns: 99_999 }],
  ]);
  expect(nsPerTurn(before, after, 100)).toEqual({ ns: 70, programs: 2 });
});

test('lines: only whole equal ones count; losses in both dialects', () => {
  expect(countLines('7 perl\n77 perl\n7 perl x\n7 perl', '7 perl')).toBe(2);
  expect(reportedLosses('dtrace: 12 drops on CPU 0\ndtrace: 1 drop on CPU 1\n')).toBe(13);
  expect(reportedLosses('7 perl\nLost 20 events\n')).toBe(20);
});

/** An ELF file of four sections behind its header: code, its relocation, symbols, strings. */
function handMadeElf(relocationType: number): Uint8Array {
  const strings = '\0prog\0.rel\0sym\0map\0';
  const [code, relocation, symbols, text, headers] = [64, 80, 96, 144, 168];
  const view = new DataView(new ArrayBuffer(headers + 4 * 64));
  const long = (at: number, value: number): void => view.setBigUint64(at, BigInt(value), true);
  view.setUint32(0, 0x7f454c46);
  view.setUint16(4, 0x0102, true);
  long(40, headers);
  [64, 4, 3].forEach((half, i) => {
    view.setUint16(58 + 2 * i, half, true);
  });
  view.setUint8(code, 0x18);
  long(relocation, 8);
  view.setUint32(relocation + 8, relocationType, true);
  view.setUint32(relocation + 12, 1, true);
  view.setUint32(symbols + 24, strings.indexOf('map'), true);
  new Uint8Array(view.buffer).set(Buffer.from(strings, 'latin1'), text);
  const section = (index: number, words: readonly number[]): void => {
    const [name = 0, type = 0, flags = 0, offset = 0, bytes = 0, link = 0, info = 0] = words;
    const at = headers + 64 * index;
    view.setUint32(at, name, true);
    view.setUint32(at + 4, type, true);
    long(at + 8, flags);
    long(at + 24, offset);
    long(at + 32, bytes);
    view.setUint32(at + 40, link, true);
    view.setUint32(at + 44, info, true);
  };
  section(0, [strings.indexOf('prog'), 1, 4, code, 16]);
  section(1, [strings.indexOf('.rel'), 9, 0, relocation, 16, 2, 0]);
  section(2, [strings.indexOf('sym'), 2, 0, symbols, 48, 3]);
  section(3, [0, 3, 0, text, strings.length]);
  return new Uint8Array(view.buffer);
}

describe('ELF', () => {
  test('code with its map', () => {
    const [section, ...others] = readCode(handMadeElf(1));
    expect(others).toEqual([]);
    expect(section).toMatchObject({ name: 'prog', mapRefs: [{ insn: 1, map: 'map' }] });
    expect(section?.code).toEqual(new Uint8Array([0x18, ...new Array(15).fill(0)]));
  });

  test('the code is a copy, also of a Buffer', () => {
    const file = Buffer.from(handMadeElf(1));
    readCode(file)[0]?.code.fill(255);
    expect(file[64]).toBe(0x18);
  });

  test.each<[string, Uint8Array, string]>([
    ['text', Buffer.from('#!/bin/sh'.repeat(20)), 'not a 64-bit little-endian ELF file'],
    ['a stub', new Uint8Array(3), 'not a 64-bit little-endian ELF file'],
    ['a call between sections', handMadeElf(10), 'relocation of type 10 in .rel'],
  ])('refuses %s', (_, file, message) => {
    expect(() => readCode(file)).toThrow(message);
  });
});
