/**
 * D text is bytes. Inside the program every text (source, name, output) is a string with one UTF-16
 * unit a byte; only here, where words come in and text goes out, is there an encoding.
 */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
