import { expect, test } from 'vitest';
import { parseFormat } from './kernel-events.ts';
import type { Type } from './types/index.ts';

const byte: Type = { kind: 'integer', name: 'u8', bytes: 1, signed: false };
const known = new Map<string, Type>([
  ['u8', byte],
  ['u32', { ...byte, name: 'u32', bytes: 4 }],
  ['struct page', { kind: 'struct', name: 'page', layout: undefined }],
]);

const format = (...fields: string[]) =>
  parseFormat(
    [
      'name: ev',
      'ID: 77',
      'format:',
      ...fields.map((f) => `\tfield:${f}`),
      '',
      'print fmt: "x"',
    ].join('\n'),
    (name) => known.get(name),
  );

test.each([
  ['int n;	offset:8;	size:4;	signed:1;', { type: 'int', form: 'value', signed: true }],
  ['unsigned long n;	offset:8;	size:8;	signed:0;', { type: 'unsigned long', form: 'value' }],
  ['const void * p;	offset:8;	size:8;	signed:0;', { type: 'const void *', form: 'value' }],
  ['struct page * p;	offset:8;	size:8;	signed:0;', { type: 'struct page *' }],
  ['strange_t n;	offset:8;	size:2;	signed:1;', { type: 'int16_t', form: 'value' }],
  ['struct gone * p;	offset:8;	size:8;	signed:0;', { type: 'uint64_t', form: 'value' }],
  ['char comm[16];	offset:8;	size:16;	signed:0;', { type: 'char [16]', form: 'array' }],
  ['u32 a[sizeof(x)];	offset:8;	size:12;	signed:0;', { type: 'u32 [3]', form: 'array' }],
  ['odd_t a[2];	offset:8;	size:12;	signed:0;', { type: 'char [12]', form: 'array' }],
  ['__data_loc char[] s;	offset:8;	size:4;	signed:0;', { type: 'char *', form: 'located' }],
  ['__data_loc u8[] b;	offset:8;	size:4;	signed:0;', { type: 'u8 *', form: 'located' }],
])('field %s', (line, expected) => {
  expect(format(line).fields).toMatchObject([{ offset: 8, ...expected }]);
});

test('fields that every event has are left out', () => {
  const common = 'int common_pid;	offset:4;	size:4;	signed:1;';
  const { id, fields } = format(common, 'bool on;	offset:12;	size:1;	signed:0;');
  expect(id).toBe(77);
  expect(fields.map(({ name, bytes }) => [name, bytes])).toEqual([['on', 1]]);
});
