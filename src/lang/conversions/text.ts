import type { Flags } from './format.ts';

/** Pads to a width; strings and prepared numbers are never cut here. */
export function pad(text: string, width: number, left: boolean): string {
  if (width === 0) return text;
  return left || width < 0 ? text.padEnd(Math.abs(width)) : text.padStart(width);
}

/** Integers up to here have a fast toString(). */
const SMALL = 0x7fff_ffff;

/** An integer in a radix; larger numbers take a third of the time by way of a bigint. */
export function digitsOf(value: number | bigint, radix: number): string {
  const large = typeof value === 'number' && (value > SMALL || value < -SMALL);
  return (large ? BigInt(value) : value).toString(radix);
}

/** What stands before the digits of a signed number. */
export function signText(negative: boolean, flags: Flags): string {
  if (negative) return '-';
  if (flags.plus) return '+';
  return flags.space ? ' ' : '';
}

/** Sign or radix prefix and digits, padded; with the `0` flag, between the two. */
export function padNumber(prefix: string, digits: string, flags: Flags, width: number): string {
  const zeros = flags.zero && width > 0 ? width - prefix.length : 0;
  return pad(prefix + digits.padStart(zeros, '0'), width, flags.left);
}

/** `%s` of C: cut to the precision, padded to the width. A precision of 0 is none. */
export function formatText(text: string, flags: Flags, width: number, precision: number): string {
  return pad(precision > 0 ? text.slice(0, precision) : text, width, flags.left);
}

/** Unicode text as bytes, one character each: the form of everything on its way to the output. */
export function toBytes(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}
