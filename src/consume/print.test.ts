import { describe, expect, test } from 'vitest';
import type { Shape, ShapeMember } from '../bpf/index.ts';
import { clause, FakeSource, record } from './fake-source.ts';
import type { ConsumeOptions } from './source.ts';

const int: Shape = { name: 'int', bytes: 4, kind: 'integer', signed: true, character: false };
const char: Shape = { name: 'char', bytes: 1, kind: 'integer', signed: true, character: true };
const ulong: Shape = { name: 'ulong', bytes: 8, kind: 'integer', signed: false, character: false };
const pointer: Shape = { name: 'void *', bytes: 8, kind: 'pointer', code: false };
const handler: Shape = { name: 'void (*)(int)', bytes: 8, kind: 'pointer', code: true };
const color: Shape = { name: 'enum color', bytes: 4, kind: 'enum', names: [[1n, 'GREEN']] };
const double: Shape = { name: 'double', bytes: 8, kind: 'float' };
const unknown: Shape = { name: 'struct secret', bytes: 4, kind: 'opaque' };

const array = (element: Shape, count: number): Shape => ({
  name: `${element.name} [${count}]`,
  bytes: element.bytes * count,
  kind: 'array',
  element,
  count,
});

/** Members one behind the other. */
function struct(name: string, members: Readonly<Record<string, Shape>>): Shape {
  let bitOffset = 0;
  const list = Object.entries(members).map(([memberName, shape]): ShapeMember => {
    const member = { name: memberName, bitOffset, bits: 0, shape };
    bitOffset += shape.bytes * 8;
    return member;
  });
  return { name, bytes: bitOffset / 8, kind: 'struct', members: list };
}

const point = struct('struct point', { x: int, y: int });

/** 4-byte words, then text. */
function words(...values: readonly number[]): Buffer {
  return Buffer.from(Int32Array.from(values).buffer);
}

function print(shape: Shape, bytes: Buffer, options: Partial<ConsumeOptions>): string {
  const data = { memory: shape.bytes, shape };
  const spec = clause(0, [{ action: 'print', types: ['pointer', 'bytes'], data }]);
  const [action] = spec.actions;
  const [address, at] = action?.fields ?? [];
  if (!action || !address || !at) throw new Error('no fields');
  const field = { ...at, bytes: shape.bytes };
  const long = {
    ...spec,
    recordBytes: field.offset + bytes.length,
    actions: [{ ...action, fields: [address, field] }],
  };
  const view = record({ ...spec, recordBytes: field.offset + 64 }, [0x1000, '']);
  const all = new DataView(new ArrayBuffer(Math.max(long.recordBytes, field.offset + shape.bytes)));
  Buffer.from(all.buffer).set(Buffer.from(view.buffer).subarray(0, field.offset));
  Buffer.from(all.buffer).set(bytes, field.offset);
  const kernel = () => ({ module: 'vmlinux', symbol: 'handle', offset: 0n });
  const source = new FakeSource({ clauses: [long], options: { quiet: true, ...options }, kernel });
  return source.run(all);
}

describe('on illumos', () => {
  test.each<[string, Shape, Buffer, string]>([
    ['an integer', int, words(42), 'int 0x2a\n'],
    ['zero', int, words(0), 'int 0\n'],
    ['a negative integer', int, words(-1), 'int 0xffffffff\n'],
    ['a character', char, Buffer.from('a'), "char 'a'\n"],
    ['a character that does not print', char, Buffer.from('\x01'), "char '\\001'\n"],
    ['a pointer', pointer, words(16, 1), 'void * 0x100000010\n'],
    ['a pointer to a function', handler, words(16, 1), 'void (*)(int) vmlinux`handle\n'],
    ['an enum', color, words(1), 'enum color GREEN\n'],
    ['an enum without the name', color, words(7), 'enum color 7\n'],
    ['a float', double, Buffer.from(Float64Array.of(-12.5).buffer), 'double -1.2500000e+01\n'],
    ['a type without members', unknown, words(1), 'struct secret <forward decl>\n'],
    ['numbers', array(int, 3), words(1, 0, 3), 'int [3] [ 0x1, 0, 0x3 ]\n'],
    ['text alone', array(char, 4), Buffer.from('ab\0\0'), 'char [4] "ab"\n'],
    [
      'characters without an end',
      array(char, 3),
      Buffer.from('ab\x01'),
      "char [3] [ 'a', 'b', '\\001' ]\n",
    ],
    [
      'a struct',
      struct('struct s', { n: ulong, name: array(char, 8), p: point, '': point }),
      Buffer.concat([words(5, 0), Buffer.from('name\0\0\0\0'), words(1, 2, 3, 4)]),
      `struct s {
    ulong n = 0x5
    char [8] name = [ "name" ]
    struct point p = {
        int x = 0x1
        int y = 0x2
    }
    struct point {
        int x = 0x3
        int y = 0x4
    }
}`,
    ],
    [
      'structs in an array',
      struct('struct s', { a: array(point, 2) }),
      words(1, 2, 3, 4),
      [
        'struct s {',
        '    struct point [2] a = [ ',
        '        struct point {',
        '            int x = 0x1',
        '            int y = 0x2',
        '        }, ',
        '        struct point {',
        '            int x = 0x3',
        '            int y = 0x4',
        '        }',
        '    ]',
        '}',
      ].join('\n'),
    ],
    [
      'bit-fields',
      {
        name: 'struct bits',
        bytes: 4,
        kind: 'struct',
        members: [
          { name: 'low', bitOffset: 0, bits: 3, shape: int },
          { name: 'high', bitOffset: 6, bits: 5, shape: int },
        ],
      },
      words(0b10101_000_101),
      'struct bits {\n    int low :3 = 0x5\n    int high :5 = 0x15\n}',
    ],
  ])('%s', (_name, shape, bytes, expected) => {
    expect(print(shape, bytes, {})).toBe(expected);
  });
});

describe('with Oracle', () => {
  const margin = ' '.repeat(44);
  const lines = (text: string): string => text.replace(/^(?!0x|$)/gm, margin);

  test.each<[string, Shape, Buffer, number, string]>([
    ['an integer', int, words(-3), 100, '0x1000 = *\n(int)-3,\n'],
    [
      'an enum',
      struct('s', { c: color }),
      words(1),
      100,
      '0x1000 = *\n(s) {\n .c = (enum color)GREEN,\n}\n',
    ],
    [
      'a pointer',
      struct('s', { p: pointer }),
      words(16, 0),
      100,
      '0x1000 = *\n(s) {\n .p = (void *)0x10,\n}\n',
    ],
    ['nothing but zeros', struct('s', { p: point }), words(0, 0), 100, '0x1000 = *\n(s) {\n}\n'],
    [
      'members, less those that are zero',
      struct('struct s', { a: int, zero: int, p: point, b: int }),
      words(1, 0, 0, 7, 9),
      100,
      `0x1000 = *
(struct s) {
 .a = (int)1,
 .p = (struct point) {
  .y = (int)7,
 },
 .b = (int)9,
}
`,
    ],
    [
      'text up to its zero',
      struct('struct s', { name: array(char, 4) }),
      Buffer.from('hi\0x'),
      100,
      `0x1000 = *
(struct s) {
 .name = (char [4]) [
  (char)'h',
  (char)'i',
 ],
}
`,
    ],
    [
      'what printsize cuts: the brace before it is closed after it',
      struct('struct s', { p: point, after: int }),
      words(1, 2, 3),
      8,
      `0x1000 = *
(struct s) {
 .p = (struct point) {
  .x = (int)1,
  .y = (int)2,
 ...
 },
}
`,
    ],
  ])('%s', (_name, shape, bytes, printsize, expected) => {
    expect(print(shape, bytes, { dialect: 'oracle', printsize })).toBe(lines(expected));
  });
});
