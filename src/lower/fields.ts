import type { Field } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { imm } from '../ir/index.ts';
import {
  copyBytes,
  copyPadded,
  copyString,
  type Place,
  requireString,
  type Value,
} from '../lang/index.ts';
import type { TypedExpression } from '../typed/index.ts';
import type { ClauseGen } from './gen.ts';

/**
 * Writes one field of a record or key. `value` is what `lower` made of the expression; stacks and
 * parts of the probe's name have none. In a key, what a string leaves over is zero.
 */
export function storeField(
  g: ClauseGen,
  at: Place,
  field: Field,
  e: TypedExpression,
  value: Value | undefined,
  isKey: boolean,
): void {
  const place: Place = { base: at.base, offset: at.offset + field.offset };
  const { type } = field;
  if (e.kind === 'stack') storeStack(g, place, field, e.user, isKey);
  else if (type.kind === 'probe') g.b.store(4, place.base, place.offset, g.probeId());
  else if (value === undefined) bug(`no value for a ${type.kind} field`);
  else if (type.kind === 'symbol') storeSymbol(g, place, field, value);
  else if (value.kind === 'integer')
    g.b.store(width(field.bytes), place.base, place.offset, value.reg);
  else if (value.kind === 'string')
    (isKey ? copyPadded : copyString)(g, place, field.bytes, requireString(g, value));
  else copyBytes(g, place, value.at, field.bytes);
}

function width(bytes: number): 1 | 2 | 4 | 8 {
  return bytes === 1 || bytes === 2 || bytes === 4 || bytes === 8
    ? bytes
    : bug(`${bytes}-byte integer`);
}

/** The kernel fills what it walks and, on success, clears the rest; of a failure nothing is left. */
function storeStack(g: ClauseGen, at: Place, field: Field, user: boolean, isKey: boolean): void {
  const { b } = g;
  const place = user ? { base: at.base, offset: at.offset + 8 } : at;
  const bytes = field.bytes - (user ? 8 : 0);
  if (user) b.store(8, at.base, at.offset, g.processId());
  const written = g.stack(place, bytes, user);
  b.when('sle', written, imm(0), () => {
    if (isKey) b.call('probe_read_kernel', g.address(place), imm(bytes), g.zeros(bytes));
    else b.store(8, place.base, place.offset, imm(0));
  });
}

function storeSymbol(g: ClauseGen, at: Place, field: Field, value: Value): void {
  if (value.kind !== 'integer') bug('symbol of no address');
  const user = field.bytes === 16;
  if (user) g.b.store(8, at.base, at.offset, g.processId());
  g.b.store(8, at.base, at.offset + (user ? 8 : 0), value.reg);
}
