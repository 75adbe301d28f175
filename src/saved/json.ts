/*
 * JSON for plain data that also has big integers, bytes and numbers that JSON does not know. Those are objects
 * with one member whose name begins with a dollar sign.
 */

export function toJson(value: unknown): string {
  return JSON.stringify(tagged(value), undefined, 1);
}

function tagged(value: unknown): unknown {
  if (typeof value === 'bigint') return { $integer: `${value}` };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: `${value}` };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, tagged(part)]));
}

/** SyntaxError where the text is no JSON. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_, part: unknown) => untagged(part));
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const [entry, second] = Object.entries(value);
  if (!entry || second) return value;
  const [tag, text] = entry;
  if (typeof text !== 'string') return value;
  return readers[tag]?.(text) ?? value;
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  $integer: (text) => BigInt(text),
  $number: Number,
  // Of its own: a view of a shared pool would begin anywhere.
  $bytes: (text) => Uint8Array.from(Buffer.from(text, 'base64')),
};
