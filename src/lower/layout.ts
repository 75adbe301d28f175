import type { Field, FieldType } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import type { AggregationSymbol, TypedExpression } from '../typed/index.ts';
import { resolve, sizeOf, type Type } from '../types/index.ts';
import { type Bounds, padded } from './bounds.ts';

/** Puts pieces one after the other, each aligned to its size (at most 8). */
export class Layout {
  #bytes: number;

  constructor(start = 0) {
    this.#bytes = start;
  }

  add(bytes: number, type: FieldType): Field {
    const align = type.kind === 'integer' || type.kind === 'probe' ? Math.min(bytes, 8) : 8;
    const offset = Math.ceil(this.#bytes / align) * align;
    this.#bytes = offset + bytes;
    return { offset, bytes, type };
  }

  /** Where the last piece ends. */
  get end(): number {
    return this.#bytes;
  }

  /** Size so far, a multiple of 8. */
  get bytes(): number {
    return padded(this.#bytes);
  }
}

/** Does a value of this type travel as bytes in memory? */
export function isMemory(type: Type): boolean {
  return ['float', 'struct', 'union', 'array'].includes(resolve(type).kind);
}

/** Bytes of a scalar type. */
export function scalarBytes(type: Type): 1 | 2 | 4 | 8 {
  const t = resolve(type);
  if (t.kind === 'integer') return t.bytes;
  return t.kind === 'enum' ? (t.bytes ?? 4) : 8;
}

export function isSigned(type: Type): boolean {
  const t = resolve(type);
  return t.kind === 'integer' ? t.signed : t.kind === 'enum';
}

/** How a value of this expression lies in a record or key. `room` is for strings, `strsize` for those of an array. */
export function fieldShape(
  e: TypedExpression,
  room: number,
  strsize: number,
): Pick<Field, 'bytes' | 'type'> {
  if (e.kind === 'stack')
    return { bytes: (e.frames + (e.user ? 1 : 0)) * 8, type: { kind: 'stack', user: e.user } };
  const t = resolve(e.type);
  if (t.kind === 'symbol')
    return { bytes: t.form.startsWith('u') ? 16 : 8, type: { kind: 'symbol', form: t.form } };
  if (t.kind === 'string') return { bytes: room, type: { kind: 'string' } };
  if (isMemory(t)) return { bytes: sizeOf(t, strsize), type: { kind: 'bytes' } };
  if (t.kind === 'pointer') return { bytes: 8, type: { kind: 'pointer' } };
  if (t.kind === 'integer' || t.kind === 'enum')
    return { bytes: scalarBytes(t), type: { kind: 'integer', signed: isSigned(t) } };
  return bug(`a ${t.kind} cannot be recorded`);
}

/**
 * Fields of an aggregation's key: integers in the width of the first use's type. A part of the
 * probe's name is kept as the probe's id, if every use gives that part.
 */
export function aggregationKey(
  aggregation: AggregationSymbol,
  keys: readonly TypedExpression[],
  bounds: Bounds,
  layout: Layout,
): readonly Field[] {
  return keys.map((key, n) => {
    const part = bounds.keyPart(aggregation, n);
    if (part) return layout.add(4, { kind: 'probe', part });
    const type = aggregation.keys[n] ?? key.type;
    const like = key.kind === 'stack' ? key : { ...key, type };
    const shape = fieldShape(like, padded(bounds.key(aggregation, n)), bounds.strsize);
    return layout.add(shape.bytes, shape.type);
  });
}

/** Fields of an associative array's key: integers in 64 bits, strings in the room of the largest, structs. */
export function arrayKey(
  keys: readonly TypedExpression[],
  room: (n: number) => number,
  layout: Layout,
  strsize: number,
): readonly Field[] {
  return keys.map((key, n) => {
    const type = resolve(key.type);
    if (type.kind === 'string') return layout.add(padded(room(n)), { kind: 'string' });
    if (isMemory(type)) return layout.add(sizeOf(type, strsize), { kind: 'bytes' });
    return layout.add(8, { kind: 'integer', signed: true });
  });
}

/** Room of a record's string. */
export function recordRoom(e: TypedExpression, bounds: Bounds): number {
  return padded(bounds.of(e));
}
