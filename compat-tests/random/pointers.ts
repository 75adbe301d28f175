/** Random pointers to scratch memory and to variables, used in the clause that made them. */
import type { Dice } from './dice.ts';
import {
  CHAR,
  INT,
  type IntegerNode,
  type IntegerType,
  LONG,
  spellNumber,
  truth,
} from './integers.ts';
import {
  copy,
  descend,
  isScalarPlace,
  isStructPlace,
  type Place,
  read,
  spellIndex,
  write,
} from './memory.ts';
import { type Struct, scalar, spellType } from './shapes.ts';

type Value = Pick<IntegerNode, 'text' | 'value'>;

interface Block {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly struct: Struct;
}

/** A pointer into a block, at the element with the index. */
interface Pointer {
  readonly text: string;
  readonly block: Block;
  index: number;
}

const NOTHING = { lines: [], values: [] } as const;

/** Statements, and what they print. */
export interface Printed {
  readonly lines: readonly string[];
  readonly values: readonly Value[];
}

/** What declares the pointers to a struct. */
export function declarePointers(struct: Struct, n: number): string {
  const type = spellType(struct);
  const holder = `struct h${n} { int n; ${type} *at; }; struct h${n} hold${n}[2];`;
  return `${type} *gp${n}; self ${type} *sp${n}; this ${type} *lp${n}; ${holder}`;
}

const names = (n: number): readonly string[] => [
  `gp${n}`,
  `self->sp${n}`,
  `this->lp${n}`,
  `hold${n}[1].at`,
];

export class Pointers {
  readonly #dice: Dice;
  readonly #structs: readonly Struct[];
  #pointers: readonly Pointer[] = [];

  constructor(dice: Dice, structs: readonly Struct[]) {
    this.#dice = dice;
    this.#structs = structs;
  }

  /** Allots a few structs and sets each; all pointers lead there from now on. */
  allot(valueFor: (struct: Struct) => Place | undefined): readonly string[] {
    const n = this.#dice.below(this.#structs.length);
    const struct = this.#structs[n];
    const value = struct && valueFor(struct);
    if (!value) return [];
    const count = 1 + this.#dice.below(4);
    const block = { bytes: new Uint8Array(count * struct.size), count, struct };
    this.#pointers = names(n).map((text) => ({ text, block, index: 0 }));
    const [first, ...others] = this.#pointers.map(({ text }) => text);
    const type = spellType(struct);
    const sets = Array.from({ length: count }, (_, i) => {
      copy({ ...value, bytes: block.bytes, at: i * struct.size }, value);
      return `${first}[${spellIndex(this.#dice, i)}] = ${value.text};`;
    });
    const copies = others.map((text) => `${text} = ${first};`);
    return [`${first} = (${type} *)alloca(${count} * sizeof (${type}));`, ...sets, ...copies];
  }

  /** The elements that pointers lead to. */
  places(): readonly Place[] {
    return this.#pointers.map((pointer) => this.#element(pointer));
  }

  #element({ text, block, index }: Pointer): Place<Struct> {
    const to = this.#dice.below(block.count);
    const by = spellIndex(this.#dice, to - index);
    const [place, pointer] = this.#dice.pick<() => readonly [string, string]>([
      () => [`${text}[${by}]`, `(${text} + (${by}))`],
      () => [`(*(${text} + (${by})))`, `(&${text}[${by}])`],
      () => [`(*(${text} - (${spellIndex(this.#dice, index - to)})))`, `(${text} + (${by}))`],
    ])();
    const { bytes, struct } = block;
    const way = this.#dice.once(2) ? { pointer } : {};
    return { text: place, ...way, shape: struct, bytes, at: to * struct.size };
  }

  statement(variables: readonly Place[]): Printed {
    const dice = this.#dice;
    return dice.pick([
      () => this.#move(),
      () => this.#compare(),
      () => this.#throughInteger(variables),
      () => this.#throughBytes(variables),
    ])();
  }

  #move(): Printed {
    if (this.#pointers.length === 0) return NOTHING;
    const pointer = this.#dice.pick(this.#pointers);
    const { text } = pointer;
    const before = pointer.index;
    const to = this.#dice.below(pointer.block.count);
    const by = spellIndex(this.#dice, to - before);
    const back = spellIndex(this.#dice, before - to);
    pointer.index = to;
    const moves = [
      `${text} = ${text} + (${by});`,
      `${text} += ${by};`,
      `${text} -= ${back};`,
      `${text} = &${text}[${by}];`,
    ];
    if (to === before + 1) moves.push(`${text}++;`, `++${text};`);
    if (to === before - 1) moves.push(`${text}--;`, `--${text};`);
    return { lines: [this.#dice.pick(moves)], values: [] };
  }

  #compare(): Printed {
    if (this.#pointers.length === 0) return NOTHING;
    const [a, b] = [this.#dice.pick(this.#pointers), this.#dice.pick(this.#pointers)];
    const distance = { text: `${a.text} - ${b.text}`, value: BigInt(a.index - b.index) };
    const less = truth(`${a.text} < ${b.text}`, a.index < b.index);
    const same = truth(`${a.text} == ${b.text}`, a.index === b.index);
    return { lines: [], values: [distance, this.#dice.pick([less, same])] };
  }

  /** The address of an integer; what is scratch memory can be changed through it. */
  #throughInteger(variables: readonly Place[]): Printed {
    const place = this.#addressed(variables, isScalarPlace);
    if (!isScalarPlace(place) || place.shape.isField) return NOTHING;
    const name = this.#variable('z', place, place.shape.type);
    const lines = [`${name} = &${place.text};`];
    if (this.#isScratch(place) && this.#dice.once(2)) {
      lines.push(`*${name} += 3;`);
      write(place, read(place).value + 3n);
    }
    const { text } = place;
    const { value } = read(place);
    const texts = [`*${name}`, text, `${name}[0]`];
    return { lines, values: texts.map((text) => ({ text, value })) };
  }

  /** D has no address of a variable as a whole, and an element of an array may have no memory. */
  #addressed(variables: readonly Place[], stops: (place: Place) => boolean): Place {
    const roots = [...variables.filter(({ text }) => !/^a/.test(text)), ...this.places()];
    const root = this.#dice.pick(roots);
    return descend(
      this.#dice,
      root,
      (place) => place !== root && (stops(place) || isScalarPlace(place)),
    );
  }

  /** The first use of a variable gives it its type; in Oracle's D also whether it leads to scratch memory. */
  #variable(name: string, to: Place, { name: type }: IntegerType): string {
    return `this->${name}_${type.replaceAll(' ', '_')}_${this.#isScratch(to) ? 's' : 'v'}`;
  }

  #isScratch({ bytes }: Place): boolean {
    return this.#pointers.some(({ block }) => block.bytes === bytes);
  }

  /** A struct as bytes, and as integers that need not be aligned. */
  #throughBytes(variables: readonly Place[]): Printed {
    const from = this.#addressed(variables, isStructPlace);
    if (!isStructPlace(from)) return NOTHING;
    const type = this.#dice.pick([INT, LONG]);
    if (from.shape.size < type.bytes) return NOTHING;
    const offset = this.#dice.below(from.shape.size - type.bytes + 1);
    const bytes = this.#variable('y', from, CHAR);
    const name = this.#variable('x', from, type);
    const lines = [
      `${bytes} = (char *)&${from.text};`,
      `${name} = (${type.name} *)(${bytes} + ${offset});`,
    ];
    const part = {
      text: `*${name}`,
      shape: scalar(type),
      bytes: from.bytes,
      at: from.at + offset,
    };
    if (this.#isScratch(from) && this.#dice.once(2)) {
      const value = this.#dice.word();
      lines.push(`*${name} = ${spellNumber(value)};`);
      write(part, value);
    }
    return { lines, values: [read(part)] };
  }
}
