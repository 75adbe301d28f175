import { fail, type Span } from '../diag/index.ts';
import type { IntegerLiteral } from './ast.ts';

const maxInteger = 2n ** 64n - 1n;

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  '\\': '\\',
};

/**
 * Decodes C escapes to bytes; text is bytes already, one a UTF-16 unit. Like DTrace's stresc2chr, it
 * keeps the backslash of an escape it does not know, `\'` included.
 */
function decodeEscapes(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|x([0-9a-fA-F]*)|([\s\S]))/g, (all, octal, hex, letter) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex.slice(-2) || '0', 16));
    return escapes[letter] ?? all;
  });
}

/** A D string ends at its first zero byte, as in C. */
export function decodeString(text: string): string {
  return decodeEscapes(text).replace(/\0[\s\S]*/, '');
}

/** What an integer token says; `span` is only for errors. */
export type IntegerValue = Pick<IntegerLiteral, 'value' | 'base' | 'unsigned' | 'longs'>;

/** Reads `0x1f`, `017`, `10ul`. Errors: D_INT_OFLOW, D_INT_DIGIT. */
export function parseInteger(text: string, span: Span): IntegerValue {
  const { digits, rest, ...integer } = readInteger(text);
  if (integer.value > maxInteger) {
    fail('D_INT_OFLOW', span, `constant ${text} results in integer overflow`);
  }
  const wrong = /^[^uUlL]/.exec(rest)?.[0];
  if (wrong !== undefined) {
    fail('D_INT_DIGIT', span, `constant ${text} contains invalid digit ${wrong}`);
  }
  return integer;
}

/**
 * The value of a macro argument that begins like an integer. Whatever follows its digits is
 * ignored, apart from suffixes: `10ms` is 10. Error: D_MACRO_OFLOW; `macro` is the text to blame.
 */
export function parseMacroInteger(text: string, macro: string, span: Span): IntegerValue {
  const { digits, rest, ...integer } = readInteger(text);
  if (integer.value > maxInteger) {
    const what = `macro argument ${macro} constant ${text}`;
    fail('D_MACRO_OFLOW', span, `${what} results in integer overflow`);
  }
  return integer;
}

/** As C's strtoull with base 0: the longest prefix that is a number, and what is left. */
function readInteger(text: string): IntegerValue & { digits: string; rest: string } {
  const digits = /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text)?.[0] ?? '0';
  const rest = text.slice(digits.length);
  const longs = rest.match(/[lL]/g)?.length ?? 0;
  return {
    value: BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits),
    base: digits.startsWith('0') ? 'other' : 'decimal',
    unsigned: /[uU]/.test(rest),
    longs: longs === 0 ? 0 : longs === 1 ? 1 : 2,
    digits,
    rest,
  };
}

/** Packs the bytes between the quotes, first one highest. Errors: D_CHR_NULL, D_CHR_OFLOW. */
export function parseCharacter(text: string, span: Span): IntegerValue {
  const bytes = decodeEscapes(text);
  if (bytes.length === 0) fail('D_CHR_NULL', span, 'empty character constant');
  if (bytes.length > 8) fail('D_CHR_OFLOW', span, 'character constant is too long');
  const value = BigInt(`0x${Buffer.from(bytes, 'latin1').toString('hex')}`);
  return { value, base: 'char', unsigned: false, longs: 0 };
}
