/** Memory of D as bytes, lowest first, and the ways to a part of it. Nothing of the compiler is used. */
import type { Dice } from './dice.ts';
import { type IntegerNode, truncate } from './integers.ts';
import { isStruct, type List, type Scalar, type Shape, type Struct } from './shapes.ts';

/** A part of some memory, with a text that leads there. */
export interface Place<S extends Shape = Shape> {
  readonly text: string;
  /** Text of a pointer to it, where one led there. */
  readonly pointer?: string;
  readonly shape: S;
  readonly bytes: Uint8Array;
  readonly at: number;
}

export function whole<S extends Shape>(text: string, shape: S): Place<S> {
  return { text, shape, bytes: new Uint8Array(shape.size), at: 0 };
}

export function isScalarPlace(place: Place): place is Place<Scalar> {
  return place.shape.kind === 'scalar';
}

export function isStructPlace(place: Place): place is Place<Struct> {
  return isStruct(place.shape);
}

export function read(place: Place<Scalar>): IntegerNode {
  const { type } = place.shape;
  const value = BigInt.asIntN(64, truncate(word(place), type));
  return { text: place.text, type, value, constant: false };
}

function word({ bytes, at, shape }: Place): bigint {
  let value = 0n;
  for (let i = shape.size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[at + i] ?? 0);
  return value;
}

/** Stores the low bits; gives what the place then holds. Bits beside a bit-field stay. */
export function write(place: Place<Scalar>, value: bigint): bigint {
  const { bytes, at, shape } = place;
  const mask = (1n << BigInt(shape.type.bits)) - 1n;
  const stored = (word(place) & ~mask) | (value & mask);
  for (let i = 0; i < shape.size; i++) bytes[at + i] = Number((stored >> BigInt(8 * i)) & 0xffn);
  return read(place).value;
}

export function copy(to: Place, from: Place): void {
  to.bytes.set(from.bytes.slice(from.at, from.at + from.shape.size), to.at);
}

export function clear({ bytes, at, shape }: Place): void {
  bytes.fill(0, at, at + shape.size);
}

/** Variables that hold an index: `i0` to `i3` 0 to 3. */
export const indexVariables = 'long long i0, i1, i2, i3;';
export const setIndices = 'i0 = 0; i1 = 1; i2 = 2; i3 = 3;';

/** An index spelled as a number, a variable, or something to be calculated. */
export function spellIndex(dice: Dice, index: number): string {
  const by = dice.below(4);
  const known = index >= 0 && index <= 3;
  return dice.pick([
    `${index}`,
    known ? `i${index}` : `${index}`,
    `i${by} ${index < by ? '-' : '+'} ${Math.abs(index - by)}`,
    known ? `(char)i${index}` : `${index}`,
  ]);
}

/** An element of an array, which is there or not. */
export function item(place: Place<List>, index: number, spelled: string): Place {
  const { element } = place.shape;
  const { text, bytes, at } = place;
  return { text: `${text}[${spelled}]`, shape: element, bytes, at: at + index * element.size };
}

export function memberOf(place: Place<Struct>, n: number): Place {
  const member = place.shape.members[n];
  if (!member) throw new Error(`no member ${n} in ${place.text}`);
  const { text, pointer, bytes, at } = place;
  const way = pointer === undefined ? `${text}.` : `${pointer}->`;
  return { text: way + member.name, shape: member.shape, bytes, at: at + member.offset };
}

/** Follows members and elements down to an integer, or to where `stops` says so. */
export function descend(dice: Dice, from: Place, stops: (place: Place) => boolean): Place {
  let place = from;
  while (!stops(place)) place = step(dice, place);
  return place;
}

function step(dice: Dice, place: Place): Place {
  if (isStructPlace(place)) return memberOf(place, dice.below(place.shape.members.length));
  if (!isList(place)) return place;
  const index = dice.below(place.shape.count);
  return item(place, index, spellIndex(dice, index));
}

export function isList(place: Place): place is Place<List> {
  return place.shape.kind === 'list';
}
