import type { Field } from '../bpf/index.ts';
import type { Operand } from '../lang/index.ts';
import { type ProbePart, readerOf } from './decode.ts';
import type { Names } from './source.ts';
import { granularity, locate, symbolParts } from './stacks.ts';

/** A tuple of an aggregation. */
export interface Key {
  /** Equal for tuples that print alike, and so are one. */
  readonly identity: string;
  readonly values: readonly Operand[];
  /** What sorting compares, position by position. */
  readonly order: readonly Orderable[];
}

export type Orderable = number | bigint | string;

/** Makes the function that turns a key's bytes into a tuple. */
export function keyDecoder(
  fields: readonly Field[],
  names: Names,
  probeText: (id: number, part: ProbePart) => string,
): (key: Uint8Array) => Key {
  const readers = fields.map((field) => readerOf(field, probeText));
  const orders = fields.map((field) => orderOf(field, names));
  return (key) => {
    const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
    const values = readers.map((read) => read(view, 0));
    const order = values.map((value, i) => orders[i]?.(value) ?? 0);
    return { identity: order.map(delimited).join(''), values, order };
  };
}

function delimited(part: Orderable): string {
  const text = String(part);
  return `${text.length}:${text}`;
}

/**
 * Integers compare without sign whatever their type, strings as by strcmp, stacks as memory. A symbol
 * counts as its start, so that all addresses of a function are one key.
 */
function orderOf({ type, bytes }: Field, names: Names): (value: Operand) => Orderable {
  return (value) => {
    if (typeof value === 'string') return value;
    if (!(value instanceof Uint8Array)) return unsigned(value, bytes * 8);
    return type.kind === 'symbol'
      ? symbolOrder(names, value, type)
      : Buffer.from(value).toString('latin1');
  };
}

function unsigned(value: number | bigint, bits: number): Orderable {
  return value >= 0 ? value : BigInt.asUintN(bits, BigInt(value));
}

function symbolOrder(
  names: Names,
  bytes: Uint8Array,
  type: Extract<Field['type'], { kind: 'symbol' }>,
): Orderable {
  const [pid, address] = symbolParts(bytes, type);
  const grain = granularity[type.form];
  const place = grain === 'address' ? undefined : locate(names, bytes, type);
  if (grain === 'module') return `${pid} ${place?.module || `0x${address.toString(16)}`}`;
  return (pid << 64n) + address - (place?.symbol ? place.offset : 0n);
}

/**
 * Compares tuples, beginning at a position and going round (aggsortkeypos). A position beyond the
 * tuple is the first.
 */
export function compareKeys(a: Key, b: Key, position: number): number {
  const count = a.order.length;
  const start = position < count ? position : 0;
  for (let i = 0; i < count; i++) {
    const at = (start + i) % count;
    const result = compare(a.order[at] ?? 0, b.order[at] ?? 0);
    if (result !== 0) return result;
  }
  return 0;
}

/** Both are numbers of some kind, or both are strings. */
export function compare(a: Orderable, b: Orderable): number {
  if (a === b) return 0;
  if (typeof a === 'string' || typeof b === 'string') return String(a) < String(b) ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
