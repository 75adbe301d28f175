import { describe, expect, it } from 'vitest';
import type { Argument, Operand, Printer } from './conversion.ts';
import { type ConversionPart, parseFormat, textArguments } from './format.ts';
import { conversions, conversionsByName } from './table.ts';

const printer = (dialect: Printer['dialect']): Printer => ({
  dialect,
  kernelAddress: (address) => `kernel\`f+0x${address.toString(16)}`,
  userAddress: (pid, address) => `${pid}\`u+0x${address.toString(16)}`,
  symbol: (bytes, { form }) => `${form} of ${bytes.length}`,
  frames: (bytes) => [...bytes].map((byte) => `frame${byte}`),
});

type Dialect = Printer['dialect'];

/** What one conversion makes of a value; width and precision as in the format. */
function format(
  text: string,
  argument: Argument,
  value: Operand,
  dialect: Dialect = 'illumos',
): string {
  const { parts } = parseFormat(text, dialect);
  const part = parts?.find((p): p is ConversionPart => p.kind === 'conversion');
  if (!part) throw new Error(`no conversion in ${text}`);
  const row = conversionsByName.get(part.name);
  const formatter = row?.prepare(part.flags, argument, printer(dialect));
  return formatter?.(value, Number(part.width), Number(part.precision)) ?? 'no row';
}

const integer = (bytes: number, signed: boolean): Argument => ({
  bytes,
  type: { kind: 'integer', signed },
});
const int = integer(4, true);
const uint = integer(4, false);
const long = integer(8, true);
const ulong = integer(8, false);
const string: Argument = { bytes: 256, type: { kind: 'string' } };
const bytes = (count: number): Argument => ({ bytes: count, type: { kind: 'bytes' } });

describe('integers', () => {
  it.each([
    ['%d', int, 0, '0'],
    ['%d', int, -5, '-5'],
    ['%5d', int, 42, '   42'],
    ['%-5d', int, 42, '42   '],
    ['%05d', int, 42, '00042'],
    ['%05d', int, -42, '-0042'],
    ['%-05d', int, 42, '00042'],
    ['%0-5d', int, 42, '42   '],
    ['%+d', int, 42, '+42'],
    ['%+d', int, -42, '-42'],
    ['% d', int, 42, ' 42'],
    ['%+d', int, 0, '+0'],
    ['%+ d', int, 42, '+42'],
    ['%+05d', int, 42, '+0042'],
    ['%.3d', int, 7, '007'],
    ['%+.3d', int, 7, '+007'],
    ['%8.3d', int, -7, '    -007'],
    ['%08.3d', int, 7, '     007'],
    ['%-8.3d', int, 7, '007     '],
    ['%.0d', int, 0, '0'],
    ["%'d", int, 1234567, '1,234,567'],
    ["%'d", int, -123, '-123'],
    ["%'d", int, 123456, '123,456'],
    ['%#d', int, 7, '7'],
    ['%i', int, -9, '-9'],
    ['%?d', int, 7, '               7'],
    ['%d', uint, 4294967295, '4294967295'],
    ['%+d', uint, 7, '7'],
    ['%d', ulong, 18446744073709551615n, '18446744073709551615'],
    ['%d', long, -9223372036854775808n, '-9223372036854775808'],
    ['%20d', long, -9007199254740993n, '   -9007199254740993'],
    ['%u', int, -1, '4294967295'],
    ['%u', long, -1, '18446744073709551615'],
    ['%u', integer(1, true), -1, '255'],
    ['%u', integer(2, true), -2, '65534'],
    ['%+u', uint, 7, '7'],
    ['%o', int, 8, '10'],
    ['%#o', int, 8, '010'],
    ['%#o', int, 0, '0'],
    ['%#.3o', int, 8, '010'],
    ['%o', int, -1, '37777777777'],
    ['%x', int, 255, 'ff'],
    ['%X', int, 255, 'FF'],
    ['%#x', int, 255, '0xff'],
    ['%#X', int, 255, '0XFF'],
    ['%#x', int, 0, '0'],
    ['%#10x', int, 255, '      0xff'],
    ['%#010x', int, 255, '0x000000ff'],
    ['%#-10x|', int, 255, '0xff      '],
    ['%08x', int, 0x123, '00000123'],
    ['%.8x', int, 0x123, '00000123'],
    ['%x', int, -1, 'ffffffff'],
    ['%x', long, -1, 'ffffffffffffffff'],
    ['%x', integer(1, true), -1, 'ff'],
    ['%x', ulong, 0xffff_8880_1234_5678n, 'ffff888012345678'],
    ['%x', long, 0xffff_8880_1234, 'ffff88801234'],
    ['%hd', integer(2, true), -3, '-3'],
    ['%hu', integer(2, false), 65533, '65533'],
    ['%ld', long, -3, '-3'],
    ['%lld', long, -3, '-3'],
    ['%llx', long, -1, 'ffffffffffffffff'],
    ['%lX', ulong, 171, 'AB'],
    ['%p', { bytes: 8, type: { kind: 'pointer' } }, 4096, '1000'],
    ['%#p', int, 4096, '0x1000'],
  ] as const)('%s of %o %s', (text, argument, value, expected) => {
    expect(format(text, argument, value)).toBe(expected);
  });
});

describe('characters and text', () => {
  it.each([
    ['%c', int, 97, 'a'],
    ['%3c', int, 97, '  a'],
    ['%-3c', int, 97, 'a  '],
    ['%c', int, 0x161, 'a'],
    ['%c', int, 0, '\0'],
    ['%C', int, 10, '\\n'],
    ['%C', int, 0, '\\0'],
    ['%C', int, 34, '\\"'],
    ['%4C', int, 7, '  \\a'],
    ['%s', string, 'hello', 'hello'],
    ['%8s', string, 'hello', '   hello'],
    ['%-8s', string, 'hello', 'hello   '],
    ['%3s', string, 'hello', 'hello'],
    ['%.3s', string, 'hello', 'hel'],
    ['%.0s', string, 'hello', 'hello'],
    ['%8.2s', string, 'hello', '      he'],
    ['%s', bytes(8), Uint8Array.of(104, 105, 0, 33, 0, 0, 0, 0), 'hi'],
    ['%S', string, 'tab\there', 'tab\\there\\0'],
    ['%S', string, 'q"\\ \x01\x7f', 'q\\"\\\\ \\001\\177\\0'],
    ['%lc', int, 0x20ac, '\xe2\x82\xac'],
    ['%ws', bytes(12), Uint8Array.of(65, 0, 0, 0, 0xe9, 0, 0, 0, 0, 0, 0, 0), 'A\xc3\xa9'],
  ] as const)('%s of %o %s', (text, argument, value, expected) => {
    expect(format(text, argument, value)).toBe(expected);
  });

  it.each([
    ['illumos', '\\644\\0'],
    ['oracle', '\\244\\0'],
  ] as const)('%s escapes a byte above 0x7f as %s', (dialect, expected) => {
    expect(format('%S', string, '\xa4', dialect)).toBe(expected);
  });
});

describe('addresses, stacks and names', () => {
  const symbol: Argument = { bytes: 8, type: { kind: 'symbol', form: 'sym' } };
  const stack: Argument = { bytes: 16, type: { kind: 'stack', user: false } };
  it.each([
    ['%a', ulong, 16, 'kernel`f+0x10'],
    ['%a', ulong, 0xffff_ffff_8100_0000n, 'kernel`f+0xffffffff81000000'],
    ['%20a', ulong, 16, '       kernel`f+0x10'],
    ['%a', symbol, new Uint8Array(8), 'sym of 8'],
    ['%A', ulong, 16, '0`u+0x10'],
    ['%k', stack, Uint8Array.of(1, 2), '\nframe1\nframe2\n'],
    ['%-4k', stack, Uint8Array.of(1, 2), '\n    frame1\n    frame2\n'],
    ['%8k', stack, Uint8Array.of(1), '\n  frame1\n'],
    ['%I', uint, 0x0100007f, '127.0.0.1'],
    ['%P', integer(2, false), 65432, '65432'],
  ] as const)('%s of %o %s', (text, argument, value, expected) => {
    expect(format(text, argument, value)).toBe(expected);
  });
});

describe('times', () => {
  const at = BigInt(new Date(2004, 0, 5, 13, 7, 9).getTime()) * 1_000_000n + 999_999_999n;
  it.each([
    ['%Y', '2004 Jan  5 13:07:09'],
    ['%22Y', '  2004 Jan  5 13:07:09'],
    ['%.4Y', '2004'],
  ])('%s', (text, expected) => {
    expect(format(text, long, at)).toBe(expected);
  });
  it('%T', () => {
    expect(format('%T', long, at)).toMatch(/^Mon, 05 Jan 2004 13:07:09 \S+$/);
  });
  it('%T has the year of the week', () => {
    const eve = BigInt(new Date(2003, 11, 31, 1, 2, 3).getTime()) * 1_000_000n;
    expect(format('%T', long, eve)).toMatch(/^Wed, 31 Dec 2004 01:02:03 \S+$/);
  });
});

describe('floating point', () => {
  const double = (x: number) => new Uint8Array(new Float64Array([x]).buffer);
  it.each([
    ['%f', 1.5, '1.500000'],
    ['%.2f', -1.005, '-1.00'],
    ['%9.3f', 2.71499, '    2.715'],
    ['%-9.3f|', 2.71499, '2.715    '],
    ['%09.3f', -2.71499, '-0002.715'],
    ['%+.1f', 2, '+2.0'],
    ['%e', 12345.678, '1.234568e+04'],
    ['%E', 0.00012, '1.200000E-04'],
    ['%.1e', 1e100, '1.0e+100'],
    ['%g', 100000, '100000'],
    ['%g', 1000000, '1e+06'],
    ['%g', 0.0001, '0.0001'],
    ['%g', 0.00001, '1e-05'],
    ['%#g', 1, '1.00000'],
    ['%.3g', 1234.5, '1.23e+03'],
    ['%G', 1e-10, '1E-10'],
    ['%f', Number.POSITIVE_INFINITY, 'inf'],
    ['%E', Number.NaN, 'NAN'],
    ['%06f', Number.NEGATIVE_INFINITY, '  -inf'],
  ] as const)('%s of %d', (text, value, expected) => {
    expect(format(text, bytes(8), double(value))).toBe(expected);
  });
  it('float and long double', () => {
    expect(format('%g', bytes(4), new Uint8Array(new Float32Array([0.5]).buffer))).toBe('0.5');
    const one = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x80, 0xff, 0x3f, 0, 0, 0, 0, 0, 0);
    expect(format('%Lg', bytes(16), one)).toBe('1');
  });
});

describe('parseFormat', () => {
  it.each([
    ['a%%b', [{ kind: 'literal', text: 'a%b' }]],
    ['', []],
    ['100%%', [{ kind: 'literal', text: '100%' }]],
  ])('%s', (text, expected) => {
    expect(parseFormat(text, 'illumos').parts).toEqual(expected);
  });

  it('numbers conversions with %% among them', () => {
    const { parts = [] } = parseFormat('%% %-*.*llx', 'oracle');
    expect(parts[1]).toMatchObject({
      kind: 'conversion',
      number: 2,
      name: 'llx',
      width: 'argument',
      precision: 'argument',
      aggregation: false,
    });
  });

  it.each([
    ['%1$d', 'format conversion #1 uses unsupported positional format (%n$)'],
    ['%d %', 'format conversion #2 name expected before end of format string'],
    ['%Z', 'format conversion #1 is undefined: %Z'],
    ['%lZ', 'format conversion #1 is undefined: %lZ'],
    ['%5%', 'format conversion #1 cannot be combined with other format flags: %%'],
    ['%**d', "format conversion #1 has more than one '*' specified for the output width"],
    ['%.**d', "format conversion #1 has more than one '*' specified for the output precision"],
    ['%.1.2d', "format conversion #1 has more than one '.' specified"],
  ])('%s is wrong', (text, message) => {
    expect(parseFormat(text, 'illumos').problem).toEqual({ tag: 'D_SYNTAX', message });
  });

  it('knows the conversions of its dialect only', () => {
    expect(parseFormat('%P', 'oracle').problem?.message).toBe(
      'format conversion #1 is undefined: %P',
    );
    expect(parseFormat('%P', 'illumos').problem).toBeUndefined();
  });
});

describe('textArguments', () => {
  it.each([
    ['%s', [true]],
    ['%d is %S', [false, true]],
    ['%*.*s %s', [false, false, true, true]],
    ['%@d %s', [true]],
    ['text', []],
  ])('of %s', (text, expected) => {
    expect(textArguments(parseFormat(text, 'illumos').parts ?? [])).toEqual(expected);
  });
});

describe('the table', () => {
  it('has each name once', () => {
    expect(conversionsByName.size).toBe(conversions.length);
  });
});
