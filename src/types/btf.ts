import { integer } from './intrinsic.ts';
import type { IntegerType, TypedefType } from './type.ts';

/** Kinds of `struct btf_type` (include/uapi/linux/btf.h). */
const KIND = {
  int: 1,
  array: 3,
  struct: 4,
  union: 5,
  typedef: 8,
  volatile: 9,
  const: 10,
  restrict: 11,
  typeTag: 18,
} as const;

/** Words that follow the three of `struct btf_type`, by kind: fixed, and per member. */
const EXTRA_WORDS: readonly (readonly [fixed: number, perMember: number])[] = [
  [0, 0], // void
  [1, 0], // int
  [0, 0], // pointer
  [3, 0], // array
  [0, 3], // struct
  [0, 3], // union
  [0, 2], // enum
  [0, 0], // forward
  [0, 0], // typedef
  [0, 0], // volatile
  [0, 0], // const
  [0, 0], // restrict
  [0, 0], // function
  [0, 2], // function prototype
  [1, 0], // variable
  [0, 3], // data section
  [0, 0], // float
  [1, 0], // declaration tag
  [0, 0], // type tag
  [0, 3], // 64-bit enum
];

/** Of the word that follows an integer type, whose lowest byte is its size in bits. */
const INT_SIGNED = 1 << 24;

/** Unsigned and signed. */
const integersByBytes: Readonly<Record<number, readonly [IntegerType, IntegerType]>> = {
  1: [integer('unsigned char'), integer('signed char')],
  2: [integer('unsigned short'), integer('short')],
  4: [integer('unsigned int'), integer('int')],
  8: [integer('unsigned long'), integer('long')],
};

interface Member {
  /** '' for an anonymous struct or union. */
  readonly name: string;
  readonly type: number;
  readonly bits: number;
}

/**
 * A kernel's types, read where they lie: one walk over 130,000 of them takes 4 ms and notes where
 * each begins; nothing is parsed into objects until asked for.
 */
export class BtfTypes {
  readonly #bytes: Buffer;
  readonly #words: Int32Array;
  readonly #strings: number;
  /** Word index of each type, by id. */
  readonly #starts: Int32Array;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const header = bytes.readUInt32LE(4);
    const types = header + bytes.readUInt32LE(8);
    this.#strings = header + bytes.readUInt32LE(16);
    this.#words = new Int32Array(
      bytes.buffer,
      bytes.byteOffset + types,
      bytes.readUInt32LE(12) >> 2,
    );
    this.#starts = walk(this.#words);
  }

  /** Id of a named type of a kind; undefined if there is none. */
  find(kind: keyof typeof KIND, name: string): number | undefined {
    const nameAt = this.#bytes.indexOf(`\0${name}\0`, this.#strings, 'latin1') + 1 - this.#strings;
    if (nameAt <= 0) return undefined;
    for (let id = 1; id < this.#starts.length; id++) {
      const at = this.#starts[id] ?? 0;
      if (this.#words[at] === nameAt && this.#kind(at) === KIND[kind]) return id;
    }
    return undefined;
  }

  /** A typedef of an integer, such as u32; undefined if the name is none, or of another type. */
  integerTypedef(name: string): TypedefType | undefined {
    const id = this.find('typedef', name);
    if (id === undefined) return undefined;
    const at = this.#starts[this.#strip(id)] ?? 0;
    if (this.#kind(at) !== KIND.int) return undefined;
    const encoding = this.#word(at + 3);
    const names = integersByBytes[(encoding & 0xff) / 8];
    if (!names) return undefined;
    const signed = (encoding & INT_SIGNED) !== 0;
    return { kind: 'typedef', name, target: names[signed ? 1 : 0] };
  }

  /** Byte offset of a member, a path with dots, anonymous structs included; undefined if it lacks. */
  memberOffset(struct: string, path: string): number | undefined {
    let id = this.find('struct', struct);
    let offset = 0;
    for (const name of path.split('.')) {
      const member = id === undefined ? undefined : this.#member(id, name);
      if (!member) return undefined;
      offset += member.bits / 8;
      id = member.type;
    }
    return offset;
  }

  #member(id: number, name: string): Member | undefined {
    for (const member of this.#members(id)) {
      if (member.name === name) return member;
      const inner = member.name === '' ? this.#member(member.type, name) : undefined;
      if (inner) return { ...inner, bits: member.bits + inner.bits };
    }
    return undefined;
  }

  /** What a struct or union holds; nothing for other types. */
  *#members(id: number): Generator<Member> {
    const at = this.#starts[this.#strip(id)] ?? 0;
    const kind = this.#kind(at);
    if (kind !== KIND.struct && kind !== KIND.union) return;
    const info = this.#word(at + 1);
    // With kind_flag, the top bit, offsets carry a bit-field's size in their high byte.
    const mask = info < 0 ? 0xffffff : -1;
    for (let i = 0; i < (info & 0xffff); i++) {
      const entry = at + 3 + i * 3;
      const name = this.#text(this.#word(entry));
      yield { name, type: this.#word(entry + 1), bits: this.#word(entry + 2) & mask };
    }
  }

  /** The type behind typedefs and qualifiers. */
  #strip(id: number): number {
    const through: readonly number[] = [
      KIND.typedef,
      KIND.volatile,
      KIND.const,
      KIND.restrict,
      KIND.typeTag,
    ];
    let current = id;
    while (through.includes(this.#kind(this.#starts[current] ?? 0)))
      current = this.#word((this.#starts[current] ?? 0) + 2);
    return current;
  }

  #kind(at: number): number {
    return (this.#word(at + 1) >>> 24) & 0x1f;
  }

  #word(index: number): number {
    return this.#words[index] ?? 0;
  }

  #text(offset: number): string {
    const start = this.#strings + offset;
    return this.#bytes.toString('latin1', start, this.#bytes.indexOf(0, start));
  }
}

/** Where each type begins. Type 0 is void and has no bytes. The smallest type has three words. */
function walk(words: Int32Array): Int32Array {
  const starts = new Int32Array(words.length / 3 + 1);
  const fixed = EXTRA_WORDS.map(([n]) => n + 3);
  const perMember = EXTRA_WORDS.map(([, n]) => n);
  let id = 1;
  for (let at = 0; at < words.length; id++) {
    starts[id] = at;
    const info = words[at + 1] ?? 0;
    const kind = (info >>> 24) & 0x1f;
    at += (fixed[kind] ?? Number.POSITIVE_INFINITY) + (perMember[kind] ?? 0) * (info & 0xffff);
  }
  return starts.subarray(0, id);
}
