/** Kinds of `struct btf_type` (include/uapi/linux/btf.h) by number, and the words behind its three. */
const KINDS = [
  { kind: 'void', fixed: 0, perMember: 0 },
  { kind: 'int', fixed: 1, perMember: 0 },
  { kind: 'pointer', fixed: 0, perMember: 0 },
  { kind: 'array', fixed: 3, perMember: 0 },
  { kind: 'struct', fixed: 0, perMember: 3 },
  { kind: 'union', fixed: 0, perMember: 3 },
  { kind: 'enum', fixed: 0, perMember: 2 },
  { kind: 'forward', fixed: 0, perMember: 0 },
  { kind: 'typedef', fixed: 0, perMember: 0 },
  { kind: 'volatile', fixed: 0, perMember: 0 },
  { kind: 'const', fixed: 0, perMember: 0 },
  { kind: 'restrict', fixed: 0, perMember: 0 },
  { kind: 'function', fixed: 0, perMember: 0 },
  { kind: 'prototype', fixed: 0, perMember: 2 },
  { kind: 'variable', fixed: 1, perMember: 0 },
  { kind: 'section', fixed: 0, perMember: 3 },
  { kind: 'float', fixed: 0, perMember: 0 },
  { kind: 'declarationTag', fixed: 1, perMember: 0 },
  { kind: 'typeTag', fixed: 0, perMember: 0 },
  { kind: 'enum64', fixed: 0, perMember: 3 },
] as const;

export type BtfKind = (typeof KINDS)[number]['kind'];

const kindNumber: ReadonlyMap<string, number> = new Map(KINDS.map(({ kind }, n) => [kind, n]));

/** Of the word that follows an integer type, whose lowest byte is its size in bits. */
const INT_SIGNED = 1 << 24;

/** Kinds that say how a type is used, not what it is. */
const qualifiers: ReadonlySet<BtfKind> = new Set(['volatile', 'const', 'restrict', 'typeTag']);

export interface BtfMember {
  /** '' for an anonymous struct or union. */
  readonly name: string;
  readonly type: number;
  /** Where it begins, in bits. */
  readonly bits: number;
  /** Of a bit-field, else 0. */
  readonly width: number;
}

/**
 * A kernel's types, read where they lie: one walk over 130,000 of them takes 4 ms and notes where
 * each begins, its kind and its name; nothing is parsed into objects until asked for. Names and kinds
 * lie side by side, since `indexOf` finds one of them in a tenth of what a loop takes that has just begun.
 */
export class BtfTypes {
  readonly #bytes: Buffer;
  readonly #words: Int32Array;
  readonly #strings: number;
  /** Ids of the kinds that were looked through. */
  readonly #kinds = new Map<BtfKind, readonly number[]>();
  /** Names that were looked for: where each is, -1 if nowhere. */
  readonly #names = new Map<string, number>();
  #functions: ReadonlyMap<string, number> | undefined;
  readonly #types: Types;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const { types, typeBytes, strings } = sections(bytes);
    this.#strings = strings;
    this.#words = new Int32Array(bytes.buffer, bytes.byteOffset + types, typeBytes >> 2);
    this.#types = walk(this.#words);
  }

  /** Ids are below it. */
  get length(): number {
    return this.#types.starts.length;
  }

  /** Id of a named type of a kind; undefined if there is none. */
  find(kind: BtfKind, name: string): number | undefined {
    const nameAt = this.#stringOffset(name);
    if (nameAt === undefined) return undefined;
    const { names, kinds } = this.#types;
    const wanted = kindNumber.get(kind);
    for (let id = names.indexOf(nameAt); id >= 0; id = names.indexOf(nameAt, id + 1))
      if (kinds[id] === wanted) return id;
    return undefined;
  }

  /** Ids of a kind, ascending. */
  #ofKind(kind: BtfKind): readonly number[] {
    const known = this.#kinds.get(kind);
    if (known) return known;
    const wanted = kindNumber.get(kind) ?? -1;
    const { kinds } = this.#types;
    const found: number[] = [];
    for (let id = kinds.indexOf(wanted); id >= 0; id = kinds.indexOf(wanted, id + 1))
      if (id > 0) found.push(id);
    this.#kinds.set(kind, found);
    return found;
  }

  /** Ids of functions by name, where there is one of the name. */
  functions(): ReadonlyMap<string, number> {
    this.#functions ??= this.#singleFunctions();
    return this.#functions;
  }

  #singleFunctions(): ReadonlyMap<string, number> {
    const found = new Map<string, number>();
    const twice = new Set<string>();
    for (const id of this.#ofKind('function')) {
      const name = this.name(id);
      if (found.has(name)) twice.add(name);
      else found.set(name, id);
    }
    for (const name of twice) found.delete(name);
    return found;
  }

  /** Names of a kind that begin so. */
  names(kind: BtfKind, prefix: string): readonly string[] {
    const names = this.#ofKind(kind).map((id) => this.name(id));
    return names.filter((name) => name.startsWith(prefix));
  }

  /** The enum that has an enumerator of this name, and its place in it. */
  findEnumerator(name: string): { readonly type: number; readonly index: number } | undefined {
    const nameAt = this.#stringOffset(name);
    if (nameAt === undefined) return undefined;
    return this.#findEnumerator('enum', 2, nameAt) ?? this.#findEnumerator('enum64', 3, nameAt);
  }

  #findEnumerator(kind: BtfKind, step: number, nameAt: number) {
    for (const type of this.#ofKind(kind)) {
      const at = this.#at(type);
      const count = this.count(type);
      for (let index = 0; index < count; index++)
        if (this.#words[at + 3 + index * step] === nameAt) return { type, index };
    }
    return undefined;
  }

  kind(id: number): BtfKind {
    return KINDS[this.#types.kinds[id] ?? 0]?.kind ?? 'void';
  }

  name(id: number): string {
    return this.#text(this.#word(this.#at(id)));
  }

  /** How many members, enumerators or parameters follow. */
  count(id: number): number {
    return this.#word(this.#at(id) + 1) & 0xffff;
  }

  /** kind_flag: of a forward declaration a union, of an enum signed. */
  flag(id: number): boolean {
    return this.#word(this.#at(id) + 1) < 0;
  }

  /** Bytes of a type that has a size. */
  bytes(id: number): number {
    return this.#word(this.#at(id) + 2);
  }

  /** What a type of a type (pointer, typedef, const, function, prototype, variable …) is of. */
  target(id: number): number {
    return this.#word(this.#at(id) + 2);
  }

  isSigned(integer: number): boolean {
    return (this.#word(this.#at(integer) + 3) & INT_SIGNED) !== 0;
  }

  array(id: number): { readonly element: number; readonly count: number } {
    const at = this.#at(id);
    return { element: this.#word(at + 3), count: this.#word(at + 5) };
  }

  /** Types of a prototype's parameters; 0 at the end stands for `...`. */
  parameters(prototype: number): readonly number[] {
    const at = this.#at(prototype);
    return Array.from({ length: this.count(prototype) }, (_, n) => this.#word(at + 4 + n * 2));
  }

  enumerators(id: number): readonly { readonly name: string; readonly value: bigint }[] {
    const at = this.#at(id) + 3;
    const large = this.kind(id) === 'enum64';
    return Array.from({ length: this.count(id) }, (_, n) => {
      const entry = at + n * (large ? 3 : 2);
      const low = this.#word(entry + 1);
      const high = large ? this.#word(entry + 2) : low >> 31;
      const bits = (BigInt(high) << 32n) | BigInt(low >>> 0);
      const signed = this.flag(id);
      const wide = large ? 64 : 32;
      const value = signed ? BigInt.asIntN(64, bits) : BigInt.asUintN(wide, bits);
      return { name: this.#text(this.#word(entry)), value };
    });
  }

  /** Is a variable in a data section of this name? */
  isIn(section: string, variable: number): boolean {
    const id = this.find('section', section);
    if (id === undefined) return false;
    const at = this.#at(id) + 3;
    return Array.from({ length: this.count(id) }).some(
      (_, n) => this.#word(at + n * 3) === variable,
    );
  }

  /** What a struct or union holds; nothing for other types. */
  *members(id: number): Generator<BtfMember> {
    const kind = this.kind(id);
    if (kind !== 'struct' && kind !== 'union') return;
    const at = this.#at(id);
    // With kind_flag, offsets carry a bit-field's size in their high byte.
    const flagged = this.flag(id);
    for (let i = 0; i < this.count(id); i++) {
      const entry = at + 3 + i * 3;
      const place = this.#word(entry + 2);
      yield {
        name: this.#text(this.#word(entry)),
        type: this.#word(entry + 1),
        bits: flagged ? place & 0xffffff : place,
        width: flagged ? place >>> 24 : 0,
      };
    }
  }

  /** Byte offset of a member, a path with dots, anonymous structs included; undefined if it lacks. */
  memberOffset(struct: string, path: string): number | undefined {
    let id = this.find('struct', struct);
    let offset = 0;
    for (const name of path.split('.')) {
      const member = id === undefined ? undefined : this.member(id, name);
      if (!member) return undefined;
      offset += member.bits / 8;
      id = member.type;
    }
    return offset;
  }

  /** A member by name, those of anonymous members included, from the beginning of the struct. */
  member(id: number, name: string): BtfMember | undefined {
    for (const member of this.members(this.#resolve(id))) {
      if (member.name === name) return member;
      const inner = member.name === '' ? this.member(member.type, name) : undefined;
      if (inner) return { ...inner, bits: member.bits + inner.bits };
    }
    return undefined;
  }

  /** The type behind qualifiers. */
  strip(id: number): number {
    let current = id;
    while (qualifiers.has(this.kind(current))) current = this.target(current);
    return current;
  }

  /** The type behind typedefs and qualifiers. */
  #resolve(id: number): number {
    const stripped = this.strip(id);
    return this.kind(stripped) === 'typedef' ? this.#resolve(this.target(stripped)) : stripped;
  }

  /** The struct or whatever that a type is of, behind pointers and arrays as well. */
  inner(id: number): number {
    const resolved = this.#resolve(id);
    const kind = this.kind(resolved);
    if (kind === 'pointer') return this.inner(this.#word(this.#at(resolved) + 2));
    return kind === 'array' ? this.inner(this.array(resolved).element) : resolved;
  }

  #at(id: number): number {
    // Type 0 is void and has no words.
    return id === 0 ? -3 : (this.#types.starts[id] ?? -3);
  }

  #word(index: number): number {
    return this.#words[index] ?? 0;
  }

  /** Every string is there once. */
  #stringOffset(text: string): number | undefined {
    const at = this.#names.get(text) ?? this.#bytes.indexOf(`\0${text}\0`, this.#strings, 'latin1');
    this.#names.set(text, at);
    return at < 0 ? undefined : at + 1 - this.#strings;
  }

  #text(offset: number): string {
    const start = this.#strings + offset;
    return this.#bytes.toString('latin1', start, this.#bytes.indexOf(0, start));
  }
}

/** By id, of which 0 is void. */
interface Types {
  /** Word index. */
  readonly starts: Int32Array;
  readonly kinds: Uint8Array;
  /** Offset of the name among the strings; -1 for void. */
  readonly names: Int32Array;
}

/** The smallest type has three words. */
function walk(words: Int32Array): Types {
  const most = words.length / 3 + 1;
  const [starts, kinds, names] = [new Int32Array(most), new Uint8Array(most), new Int32Array(most)];
  const fixed = KINDS.map((k) => k.fixed + 3);
  const perMember = KINDS.map((k) => k.perMember);
  names[0] = -1;
  let id = 1;
  for (let at = 0; at < words.length; id++) {
    const info = words[at + 1] ?? 0;
    const kind = (info >>> 24) & 0x1f;
    starts[id] = at;
    kinds[id] = kind;
    names[id] = words[at] ?? 0;
    at += (fixed[kind] ?? Number.POSITIVE_INFINITY) + (perMember[kind] ?? 0) * (info & 0xffff);
  }
  return {
    starts: starts.subarray(0, id),
    kinds: kinds.subarray(0, id),
    names: names.subarray(0, id),
  };
}

interface Sections {
  readonly types: number;
  readonly typeBytes: number;
  readonly strings: number;
  readonly stringBytes: number;
}

/** Where `struct btf_header` says that types and strings lie. */
function sections(btf: Buffer): Sections {
  const word = (index: number): number => btf.readUInt32LE(index * 4);
  const header = word(1);
  return {
    types: header + word(2),
    typeBytes: word(3),
    strings: header + word(4),
    stringBytes: word(5),
  };
}

/**
 * A module's types stand on the kernel's: their ids and their strings' offsets count on from those.
 * Put together they are plain BTF.
 */
export function joinBtf(kernel: Buffer, module: Buffer): Buffer {
  const [a, b] = [sections(kernel), sections(module)];
  const typeBytes = a.typeBytes + b.typeBytes;
  const header = [
    kernel.readUInt32LE(0),
    24,
    0,
    typeBytes,
    typeBytes,
    a.stringBytes + b.stringBytes,
  ];
  const types = (btf: Buffer, s: Sections) => btf.subarray(s.types, s.types + s.typeBytes);
  const strings = (btf: Buffer, s: Sections) => btf.subarray(s.strings, s.strings + s.stringBytes);
  const joined = Buffer.from(new ArrayBuffer(24 + typeBytes + a.stringBytes + b.stringBytes));
  let at = 0;
  const pieces = [types(kernel, a), types(module, b), strings(kernel, a), strings(module, b)];
  for (const piece of [Buffer.from(Uint32Array.from(header).buffer), ...pieces])
    at += piece.copy(joined, at);
  return joined;
}
