import { describe, expect, test } from 'vitest';
import {
  commonPointer,
  findMember,
  integer,
  integerTypes,
  isAssignable,
  isStringLike,
  layOut,
  literalType,
  parsePrototype,
  parseTypeText,
  promote,
  sameType,
  sizeOf,
  type Type,
  truncate,
  typeName,
} from './index.ts';

const type = (text: string): Type => parseTypeText(text);

describe('type names', () => {
  test.each(['int', 'char **', 'uint64_t', 'string', 'unsigned long long *', '_usymaddr'])(
    '%s',
    (text) => expect(typeName(type(text))).toBe(text),
  );
});

test.each(['char [16]', 'unsigned long [3]', 'struct foo * [2]'])('array %s', (text) => {
  expect(type(text)).toMatchObject({ kind: 'array', count: Number(/\d+/.exec(text)?.[0]) });
});

describe('prototypes', () => {
  test.each([
    ['string(const char *, [int])', 'string', ['char *', 'int'], 1, false],
    ['void(@, ...)', 'void', ['<unknown>'], 1, true],
    ['stack([uint32_t], [uint32_t])', 'stack', ['uint32_t', 'uint32_t'], 0, false],
    ['int()', 'int', [], 0, false],
  ])('%s', (text, result, parameters, required, variadic) => {
    const p = parsePrototype(text);
    expect(typeName(p.result)).toBe(result);
    expect(p.parameters.map(typeName)).toEqual(parameters);
    expect([p.required, p.variadic]).toEqual([required, variadic]);
  });
});

describe('the type of an integer constant', () => {
  const decimal = { decimal: true, unsigned: false, longs: 0 };
  test.each([
    [2147483647n, decimal, 'int'],
    [2147483648n, decimal, 'long'],
    [9223372036854775808n, decimal, undefined],
    [0xffffffffn, { ...decimal, decimal: false }, 'unsigned int'],
    [2n ** 64n - 1n, { ...decimal, decimal: false }, 'unsigned long'],
    [1n, { ...decimal, unsigned: true, longs: 1 }, 'unsigned long'],
    [1n, { ...decimal, longs: 2 }, 'long long'],
  ])('%s %j', (value, form, name) => {
    expect(literalType(value, form)?.name).toBe(name);
  });
});

describe('promotion', () => {
  test.each([
    ['char', 'char', 'char'],
    ['short', 'unsigned char', 'short'],
    ['int', 'unsigned int', 'unsigned int'],
    ['int', 'long', 'long'],
    ['unsigned int', 'long', 'long'],
    ['long', 'long long', 'long long'],
    ['pid_t', 'int', 'pid_t'],
  ])('%s and %s', (left, right, expected) => {
    expect(typeName(promote(type(left), type(right)))).toBe(expected);
  });

  const field = (signed: boolean, bits: number): Type => ({
    ...integer('int'),
    name: 'field',
    signed,
    bits,
  });
  // By width, where being unsigned counts as a bit: so in DTrace, and so in C up to the last bit.
  test.each([
    [field(false, 3), 'int', 'int'],
    [field(false, 30), 'int', 'int'],
    [field(false, 32), 'int', 'field'],
    [field(true, 9), 'unsigned char', 'unsigned char'],
    [field(true, 10), 'unsigned char', 'field'],
  ])('a bit-field %j and %s', (left, right, expected) => {
    expect(typeName(promote(left, type(right)))).toBe(expected);
    expect(typeName(promote(type(right), left))).toBe(expected);
  });
});

describe('what goes together', () => {
  const zero = { type: integer('int'), isZero: true };
  const value = (text: string) => ({ type: type(text), isZero: false });
  test.each([
    ['int *', 'int *', 'int *'],
    ['int *', 'void *', 'int *'],
    ['void *', 'int *', 'int *'],
    ['int *', 'char *', undefined],
    ['int *', 'int', undefined],
    ['string', 'char *', 'char *'],
  ])('pointers %s and %s', (left, right, expected) => {
    const common = commonPointer(value(left), value(right));
    expect(common && typeName(common)).toBe(expected);
  });

  test('the constant 0 is a null pointer, and an unset string', () => {
    expect(isAssignable(type('int *'), zero)).toBe(true);
    expect(isAssignable(type('string'), zero)).toBe(true);
    expect(isAssignable(type('string'), value('int'))).toBe(false);
  });

  test.each([
    ['char *', true],
    ['int8_t *', true],
    ['unsigned char *', false],
    ['int *', false],
    ['string', true],
  ])('%s becomes a string: %s', (text, expected) => {
    expect(isStringLike(type(text))).toBe(expected);
  });

  test('typedefs are what they name', () => {
    expect(sameType(type('pid_t'), type('int'))).toBe(true);
    expect(sameType(type('pid_t *'), type('long *'))).toBe(false);
    const nameless = (): Type => ({ kind: 'struct', name: '', layout: { bytes: 0, members: [] } });
    expect(sameType(nameless(), nameless())).toBe(false);
  });
});

test.each([
  [300n, 'char', 44n],
  [200n, 'char', -56n],
  [-1n, 'uint16_t', 65535n],
  [2n ** 40n, 'int', 0n],
])('%s cut to %s is %s', (from, to, expected) => {
  expect(truncate(from, type(to))).toBe(expected);
});

describe('layouts', () => {
  const member = (name: string, text: string, bits = 0) => ({ name, type: type(text), bits });
  const offsets = (kind: 'struct' | 'union', list: Parameters<typeof layOut>[1]) => {
    const layout = layOut(kind, list, 256);
    return [layout.bytes, ...layout.members.map((m) => m.bitOffset / 8)];
  };

  test.each([
    ['struct', [member('a', 'char'), member('b', 'int'), member('c', 'char')], [12, 0, 4, 8]],
    ['union', [member('a', 'char'), member('b', 'long')], [8, 0, 0]],
    // The sizes that DTrace's own tests ask for.
    [
      'struct',
      [member('a', 'int', 20), member('b', 'int', 3), member('c', 'int', 12)],
      [6, 0, 3, 4],
    ],
    [
      'struct',
      [member('a', 'char', 2), member('b', 'short', 12), member('c', 'long', 32)],
      [8, 0, 2, 4],
    ],
    // What holds a bit-field is in the struct.
    ['struct', [member('a', 'char'), member('b', 'int', 20)], [8, 0, 4]],
    ['union', [member('a', 'char'), member('b', 'long', 33)], [8, 0, 0]],
  ] as const)('%s %#', (kind, list, expected) => {
    expect(offsets(kind, list)).toEqual(expected);
  });

  test('members of anonymous members are found', () => {
    const inner: Type = {
      kind: 'struct',
      name: '',
      layout: layOut('struct', [member('x', 'int')], 256),
    };
    const outer = layOut('struct', [member('a', 'long'), { name: '', type: inner, bits: 0 }], 256);
    expect(findMember(outer, 'x')?.bitOffset).toBe(64);
  });

  test('every integer type is as large as it says', () => {
    for (const t of integerTypes.values()) expect(sizeOf(t, 256)).toBe(t.bytes);
    expect(sizeOf(type('string'), 100)).toBe(100);
  });
});
