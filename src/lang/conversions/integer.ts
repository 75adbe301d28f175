import type { Argument, Conversion, Formatter, Operand } from './conversion.ts';
import type { Flags } from './format.ts';
import { digitsOf, pad, padNumber, signText } from './text.ts';
import { hasEncoding, isInteger, isNamed } from './types.ts';

type Radix = 8 | 10 | 16;

interface Style {
  readonly radix: Radix;
  readonly upper?: boolean;
  /** Printed by its own sign, or always as an unsigned number of its size. */
  readonly sign: 'own' | 'signed' | 'unsigned';
}

/**
 * Integers print at the size of their argument: (char)300 is 44. `%d` of an unsigned argument is
 * unsigned; `%u`, `%o` and `%x` of a signed one reinterpret its bits.
 */
function prepareInteger(style: Style) {
  return (flags: Flags, argument: Argument): Formatter => {
    const signed = isSigned(style, argument);
    const read = reinterpret(signed, argument);
    const decimal = style.radix === 10;
    const plain = decimal && !flags.plus && !flags.space && !flags.group;
    return (value, width, precision) => {
      const integer = read(value);
      if (plain && precision <= 0 && !flags.zero)
        return pad(digitsOf(integer, 10), width, flags.left);
      return formatInteger(integer, style, signed, flags, width, precision);
    };
  };
}

type Integer = number | bigint;

function isSigned({ sign }: Style, { type }: Argument): boolean {
  if (sign !== 'own') return sign === 'signed';
  return type.kind === 'integer' && type.signed;
}

/** The value's bits as a number of the other sign, where printing and type differ. */
function reinterpret(signed: boolean, { bytes, type }: Argument): (value: Operand) => Integer {
  if (signed === (type.kind === 'integer' && type.signed)) return integerOf;
  const bits = bytes * 8;
  if (signed) return (value) => BigInt.asIntN(bits, BigInt(integerOf(value)));
  return (value) => {
    const integer = integerOf(value);
    return integer >= 0 ? integer : BigInt.asUintN(bits, BigInt(integer));
  };
}

/** Other kinds do not pass the check. */
export function integerOf(value: Operand): Integer {
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0;
}

/** C's rules: precision pads digits with zeros and turns the `0` flag off; `#` marks the radix. */
function formatInteger(
  value: Integer,
  style: Style,
  signed: boolean,
  flags: Flags,
  width: number,
  precision: number,
): string {
  const negative = value < 0;
  const magnitude = negative ? -value : value;
  const digits = magnitudeText(magnitude, style, flags, precision);
  const sign = signed ? signText(negative, flags) : '';
  const prefix = flags.alternate && style.radix === 16 && magnitude > 0 ? '0x' : sign;
  const text = padNumber(prefix, digits, precision > 0 ? { ...flags, zero: false } : flags, width);
  return style.upper === true ? text.toUpperCase() : text;
}

function magnitudeText(
  magnitude: Integer,
  { radix }: Style,
  flags: Flags,
  precision: number,
): string {
  const digits = digitsOf(magnitude, radix).padStart(precision, '0');
  if (radix === 10 && flags.group) return digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return radix === 8 && flags.alternate && !digits.startsWith('0') ? `0${digits}` : digits;
}

const ANY_INTEGER = 'char, short, int, long, or long long';

interface Row {
  readonly name: string;
  readonly style: Style;
  readonly types?: string;
  readonly accepts?: Conversion['accepts'];
  readonly doc: string;
  readonly example: string;
}

function row({ name, style, types, accepts, doc, example }: Row): Conversion {
  return {
    name,
    types: types ?? ANY_INTEGER,
    accepts: accepts ?? isInteger,
    prepare: prepareInteger(style),
    doc,
    example,
  };
}

const own: Style = { radix: 10, sign: 'own' };
const unsigned: Style = { radix: 10, sign: 'unsigned' };
const octal: Style = { radix: 8, sign: 'unsigned' };
const hex: Style = { radix: 16, sign: 'unsigned' };
const upperHex: Style = { radix: 16, sign: 'unsigned', upper: true };

const plain: readonly Conversion[] = [
  row({
    name: 'd',
    style: own,
    doc: 'A decimal integer, by its own sign.',
    example: 'BEGIN { printf("%d", -1); exit(0); }',
  }),
  row({ name: 'i', style: own, doc: 'As %d.', example: 'BEGIN { printf("%i", -1); exit(0); }' }),
  row({
    name: 'u',
    style: unsigned,
    doc: 'An unsigned decimal integer.',
    example: 'BEGIN { printf("%u", -1); exit(0); }',
  }),
  row({
    name: 'o',
    style: octal,
    doc: 'An octal integer.',
    example: 'BEGIN { printf("%#o", 8); exit(0); }',
  }),
  row({
    name: 'x',
    style: hex,
    doc: 'A hexadecimal integer.',
    example: 'BEGIN { printf("%#x", 255); exit(0); }',
  }),
  row({
    name: 'X',
    style: upperHex,
    doc: 'A hexadecimal integer in capitals.',
    example: 'BEGIN { printf("%X", 255); exit(0); }',
  }),
];

interface Size {
  readonly prefix: string;
  readonly bytes: number;
  /** C's name of the type, less `unsigned`. */
  readonly type: string;
  readonly aliases: readonly string[];
}

/**
 * `%x` and `%X` with a prefix go by the name of the type and take either sign; the others go by size
 * and sign. int64_t and uint64_t pass for both kinds of long.
 */
const sizes: readonly Size[] = [
  { prefix: 'h', bytes: 2, type: 'short', aliases: [] },
  { prefix: 'l', bytes: 8, type: 'long', aliases: ['int64_t', 'uint64_t'] },
  { prefix: 'll', bytes: 8, type: 'long long', aliases: ['int64_t', 'uint64_t'] },
];

function sizedRows({ prefix, bytes, type, aliases }: Size): readonly Conversion[] {
  const cast = (letter: string, name: string) =>
    `BEGIN { printf("%${prefix}${letter}", (${name})65); exit(0); }`;
  const doc = `As the conversion without prefix, of a ${type} only.`;
  const bySign = (letter: string, style: Style, signed: boolean) => {
    const name = signed ? type : `unsigned ${type}`;
    const accepts = hasEncoding(bytes, signed);
    return row({
      name: prefix + letter,
      style,
      types: name,
      accepts,
      doc,
      example: cast(letter, name),
    });
  };
  const byName = (letter: string, style: Style) => {
    const accepts = isNamed([type, `signed ${type}`, `unsigned ${type}`], aliases);
    return row({
      name: prefix + letter,
      style,
      types: type,
      accepts,
      doc,
      example: cast(letter, type),
    });
  };
  const signed: Style = { radix: 10, sign: 'signed' };
  return [
    bySign('d', signed, true),
    bySign('i', signed, true),
    bySign('o', octal, false),
    bySign('u', unsigned, false),
    byName('x', hex),
    byName('X', upperHex),
  ];
}

export const integers: readonly Conversion[] = [...plain, ...sizes.flatMap(sizedRows)];
