import type { Conversion, Formatter, Operand } from './conversion.ts';
import { escapeBytes } from './escape.ts';
import type { Flags } from './format.ts';
import { integerOf } from './integer.ts';
import { formatText, pad, toBytes } from './text.ts';
import { hasEncoding, isIntegerUpTo, isText, isWideText } from './types.ts';

const SMALL = 'char, short, or int';
const TEXT = 'char [] or string (or use stringof)';

function character(flags: Flags): Formatter {
  return (value, width) =>
    pad(String.fromCharCode(Number(integerOf(value)) & 0xff), width, flags.left);
}

/** A code point, in UTF-8; nothing for what is none. */
function wideCharacter(flags: Flags): Formatter {
  return (value, width) => pad(codePoint(Number(integerOf(value))), width, flags.left);
}

function codePoint(code: number): string {
  return code < 0 || code > 0x10ffff ? '' : toBytes(String.fromCodePoint(code));
}

function text(flags: Flags): Formatter {
  return (value, width, precision) => formatText(textOf(value), flags, width, precision);
}

/** Up to the first NUL. */
function textOf(value: Operand): string {
  if (typeof value === 'string') return value;
  if (!(value instanceof Uint8Array)) return '';
  const end = value.indexOf(0);
  return Buffer.from(end < 0 ? value : value.subarray(0, end)).toString('latin1');
}

function wideText(flags: Flags): Formatter {
  return (value, width, precision) => {
    if (!(value instanceof Uint8Array)) return '';
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    let out = '';
    for (let at = 0; at + 4 <= value.length; at += 4) {
      const code = view.getUint32(at, true);
      if (code === 0) break;
      out += codePoint(code);
    }
    return formatText(out, flags, width, precision);
  };
}

export const characters: readonly Conversion[] = [
  {
    name: 'c',
    types: SMALL,
    accepts: isIntegerUpTo(4),
    prepare: character,
    doc: 'A character, as it is.',
    example: `BEGIN { printf("%c", 'a'); exit(0); }`,
  },
  {
    name: 'C',
    types: SMALL,
    accepts: isIntegerUpTo(4),
    prepare:
      (flags, _argument, { dialect }) =>
      (value, width, precision) => {
        const one = String.fromCharCode(Number(integerOf(value)) & 0xff);
        return formatText(escapeBytes(one, dialect), flags, width, precision);
      },
    doc: 'A character; one that does not print, as an escape sequence of C.',
    example: `BEGIN { printf("%C", '\\n'); exit(0); }`,
  },
  {
    name: 's',
    types: TEXT,
    accepts: isText,
    prepare: text,
    doc: 'A string.',
    example: 'BEGIN { printf("%-10s|", "left"); exit(0); }',
  },
  {
    name: 'S',
    types: TEXT,
    accepts: isText,
    prepare:
      (flags, _argument, { dialect }) =>
      (value, width, precision) =>
        // DTrace escapes the closing NUL, too.
        formatText(escapeBytes(`${textOf(value)}\0`, dialect), flags, width, precision),
    doc: 'A string with its non-printing characters, and its end, as escape sequences of C.',
    example: 'BEGIN { printf("%S", "tab\\t"); exit(0); }',
  },
  ...['lc', 'wc'].map((name) => ({
    name,
    types: 'int',
    accepts: hasEncoding(4, true),
    prepare: wideCharacter,
    doc: 'A wide character.',
    example: `BEGIN { printf("%${name}", 0x20ac); exit(0); }`,
  })),
  ...['ls', 'ws'].map((name) => ({
    name,
    types: 'wchar_t []',
    accepts: isWideText,
    prepare: wideText,
    doc: 'An array of wide characters.',
    // D has no wide strings of its own, only those of traced data.
    example: '',
  })),
];
