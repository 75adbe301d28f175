const LINE = 16;
const MARGIN = ' '.repeat(5);
const HEX = '0123456789abcdef';

/** 16 bytes a line: offset, the bytes in hex, and in ASCII where they print. */
export function dumpBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return '';
  const columns = [...HEX].map((digit) => `  ${digit}`).join('');
  let out = `\n${MARGIN}      ${columns}  ${HEX}\n`;
  for (let at = 0; at < bytes.length; at += LINE)
    out += dumpLine(bytes.subarray(at, at + LINE), at);
  return out;
}

function dumpLine(bytes: Uint8Array, at: number): string {
  const hex = Array.from(bytes, (byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('');
  const ascii = Array.from(bytes, (byte) => (isAscii(byte) ? String.fromCharCode(byte) : '.'));
  return `${MARGIN}${at.toString(16).padStart(5)}:${hex.padEnd(3 * LINE)}  ${ascii.join('')}\n`;
}

function isAscii(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}

/**
 * The text that bytes look like: printing characters and white space, then nothing or only zeros.
 * Undefined if they look like something else.
 */
export function textIn(bytes: Uint8Array): string | undefined {
  const end = bytes.findIndex((byte) => !isText(byte));
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  const rest = bytes.subarray(text.length);
  if (text.length === 0 || rest.some((byte) => byte !== 0)) return undefined;
  return Buffer.from(text).toString('latin1');
}

/** White space, backspace and bell count as printing. */
function isText(byte: number): boolean {
  return isAscii(byte) || (byte >= 0x07 && byte <= 0x0d);
}
