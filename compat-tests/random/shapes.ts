/**
 * Random types of D's memory, laid out here and nowhere else: as in C, but a bit-field begins at a byte of
 * its own, takes the smallest power of two of bytes that holds it, and leaves those it does not need to
 * the next member; a struct with one has no padding at its end.
 */
import type { Dice } from './dice.ts';
import { type IntegerType, integerTypes } from './integers.ts';

export type Shape = Scalar | List | Struct;

export interface Scalar {
  readonly kind: 'scalar';
  readonly type: IntegerType;
  readonly isField: boolean;
  readonly size: number;
  readonly align: number;
}

export interface List {
  readonly kind: 'list';
  readonly element: Shape;
  readonly count: number;
  readonly size: number;
  readonly align: number;
}

export interface Struct {
  readonly kind: 'struct' | 'union';
  readonly tag: string;
  readonly members: readonly Member[];
  readonly size: number;
  readonly align: number;
}

export interface Member {
  /** '' for an anonymous struct or union. */
  readonly name: string;
  readonly shape: Shape;
  readonly offset: number;
}

export function isStruct(shape: Shape): shape is Struct {
  return shape.kind === 'struct' || shape.kind === 'union';
}

export function scalar(type: IntegerType): Scalar {
  return { kind: 'scalar', type, isField: false, size: type.bytes, align: type.bytes };
}

/** A bit-field is an integer of its width: that is what it is promoted by, too. */
function field(type: IntegerType, bits: number): Scalar {
  const bytes = ([1, 2, 4, 8] as const).find((n) => bits <= n * 8) ?? 8;
  return {
    kind: 'scalar',
    type: { ...type, bytes, bits },
    isField: true,
    size: bytes,
    align: bytes,
  };
}

export function list(element: Shape, count: number): List {
  return { kind: 'list', element, count, size: element.size * count, align: element.align };
}

/** How the shape is called where no name follows. */
export function spellType(shape: Scalar | Struct): string {
  return shape.kind === 'scalar' ? shape.type.name : `${shape.kind} ${shape.tag}`;
}

/** A declaration of the name, without what ends it. */
export function declare(shape: Shape, name: string): string {
  if (shape.kind === 'list') return declare(shape.element, `${name}[${shape.count}]`);
  const width = shape.kind === 'scalar' && shape.isField ? ` : ${shape.type.bits}` : '';
  return `${spellType(shape)} ${name}${width}`;
}

/** Makes structs and unions, and collects what declares them. */
export class Shapes {
  readonly #dice: Dice;
  readonly declarations: string[] = [];
  #tags = 0;
  #names = 0;

  constructor(dice: Dice) {
    this.#dice = dice;
  }

  /** A struct or union of so many bytes at most, with structs in it down to a depth. */
  struct(depth: number, most: number): Struct {
    for (;;) {
      const declared = this.declarations.length;
      const shape = this.#struct(depth);
      if (shape.size <= most) return shape;
      this.declarations.length = declared;
    }
  }

  #struct(depth: number): Struct {
    const kind = this.#dice.once(5) ? 'union' : 'struct';
    const tag = `t${this.#tags++}`;
    const shapes = Array.from({ length: 1 + this.#dice.below(5) }, () => this.#member(depth));
    const placed = place(kind, shapes);
    const members = placed.members.map((m) => ({ ...m, name: `m${this.#names++}` }));
    const text = members.map((m) => `${declare(m.shape, m.name)};`).join(' ');
    this.declarations.push(`${kind} ${tag} { ${text} };`);
    return { kind, tag, ...placed, members };
  }

  #member(depth: number): Shape {
    const dice = this.#dice;
    const kind = dice.below(10);
    const type = dice.pick(integerTypes);
    if (kind < 2) return field(type, 1 + dice.below(type.bits));
    if (depth === 0 || kind < 5) return scalar(type);
    if (kind < 8) return this.#struct(depth - 1);
    return list(this.#element(depth - 1), 1 + dice.below(4));
  }

  /** Of an array; a bit-field cannot be one. */
  #element(depth: number): Shape {
    const dice = this.#dice;
    if (depth > 0 && dice.once(3)) return list(this.#element(depth - 1), 1 + dice.below(3));
    return depth > 0 && dice.once(2) ? this.#struct(depth - 1) : scalar(dice.pick(integerTypes));
  }
}

type Placed = Pick<Member, 'shape' | 'offset'>;

function place(
  kind: Struct['kind'],
  shapes: readonly Shape[],
): { readonly members: readonly Placed[]; readonly size: number; readonly align: number } {
  const members: Placed[] = [];
  let end = 0;
  let size = 0;
  for (const shape of shapes) {
    const offset = kind === 'union' ? 0 : roundUp(end, shape.align);
    members.push({ shape, offset });
    end = offset + (isField(shape) ? Math.ceil(shape.type.bits / 8) : shape.size);
    size = Math.max(size, offset + shape.size);
  }
  const align = Math.max(...shapes.map((shape) => shape.align));
  return { members, align, size: shapes.some(isField) ? size : roundUp(size, align) };
}

function isField(shape: Shape): shape is Scalar {
  return shape.kind === 'scalar' && shape.isField;
}

function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}
