import type { Argument, Conversion, Formatter, Operand } from './conversion.ts';
import type { Flags } from './format.ts';
import { padNumber, signText } from './text.ts';
import { isFloat } from './types.ts';

type Letter = 'e' | 'E' | 'f' | 'g' | 'G';

/** C's default, and what a precision of 0 stands for in DTrace. */
const DEFAULT_PRECISION = 6;

function prepareFloat(letter: Letter) {
  return (flags: Flags, { bytes }: Argument): Formatter =>
    (value, width, precision) => {
      const number = floatOf(value, bytes);
      const magnitude = digitsOf(Math.abs(number), letter, flags.alternate, precision);
      const zeros = flags.zero && Number.isFinite(number);
      return padNumber(signText(number < 0, flags), magnitude, { ...flags, zero: zeros }, width);
    };
}

/** Floating point numbers occur only in data of the traced program, as bytes. */
function floatOf(value: Operand, bytes: number): number {
  if (!(value instanceof Uint8Array)) return Number.NaN;
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  if (bytes === 4) return view.getFloat32(0, true);
  return bytes === 8 ? view.getFloat64(0, true) : extended(view);
}

/** The 80-bit format of x87: 64 bits of mantissa with an explicit 1, 15 bits of exponent, a sign. */
function extended(view: DataView): number {
  const head = view.getUint16(8, true);
  const mantissa = Number(view.getBigUint64(0, true));
  const magnitude = mantissa * 2 ** ((head & 0x7fff) - 16383 - 63);
  return head & 0x8000 ? -magnitude : magnitude;
}

function digitsOf(x: number, letter: Letter, alternate: boolean, wanted: number): string {
  const precision = wanted > 0 ? Math.min(wanted, 100) : DEFAULT_PRECISION;
  const upper = letter === 'E' || letter === 'G';
  const text = Number.isFinite(x)
    ? finite(x, letter, alternate, precision)
    : String(x).slice(0, 3).toLowerCase();
  return upper ? text.toUpperCase() : text;
}

function finite(x: number, letter: Letter, alternate: boolean, precision: number): string {
  switch (letter) {
    case 'f':
      return x < 1e21 ? x.toFixed(precision) : `${BigInt(x)}.${'0'.repeat(precision)}`;
    case 'e':
    case 'E':
      return scientific(x, precision);
    default:
      return shortest(x, alternate, precision);
  }
}

/** C wants two digits of exponent at least. */
function scientific(x: number, precision: number): string {
  return x.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** `%g`: scientific for exponents below −4 or from the precision up; no trailing zeros unless `#`. */
function shortest(x: number, alternate: boolean, precision: number): string {
  const rounded = scientific(x, precision - 1);
  const exponent = Number(rounded.slice(rounded.indexOf('e') + 1));
  const fixed = exponent >= -4 && exponent < precision;
  const text = fixed ? x.toFixed(precision - 1 - exponent) : rounded;
  return alternate || !text.includes('.') ? text : text.replace(/\.?0*(?=$|e)/, '');
}

const letters: readonly Letter[] = ['e', 'E', 'f', 'g', 'G'];

function row(letter: Letter, long: boolean): Conversion {
  return {
    name: long ? `L${letter}` : letter,
    types: long ? 'long double' : 'float, double, or long double',
    accepts: isFloat(long ? 16 : undefined),
    prepare: prepareFloat(letter),
    doc: 'A floating point number found in data.',
    // D has no floating point constants.
    example: '',
  };
}

export const floats: readonly Conversion[] = [
  ...letters.map((letter) => row(letter, false)),
  ...letters.map((letter) => row(letter, true)),
];
