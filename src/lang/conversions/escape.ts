const NAMED: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/**
 * Bytes as in a C string: named escapes, else three octal digits. illumos shifts a signed char, so
 * its first digit of a byte above 0x7f has two sign bits too many (0xa4 is `\644`, not `\244`).
 */
export function escapeBytes(bytes: string, dialect: 'illumos' | 'oracle'): string {
  return bytes.replace(
    /[^ !#-[\]-~]/g,
    (byte) => NAMED[byte] ?? octal(byte.charCodeAt(0), dialect),
  );
}

function octal(byte: number, dialect: 'illumos' | 'oracle'): string {
  const signed = dialect === 'illumos' && byte > 0x7f ? byte + 0o400 : byte;
  return `\\${signed.toString(8).padStart(3, '0')}`;
}
