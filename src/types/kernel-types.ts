import type { BtfKind, BtfTypes } from './btf.ts';
import { integerTypes } from './intrinsic.ts';
import {
  type EnumType,
  type FunctionType,
  type StructLayout,
  type StructType,
  type Type,
  voidType,
} from './type.ts';

/**
 * D's types over BTF. A type is made when something asks for it, once, and its parts when something
 * asks for those: `struct task_struct` alone leads to half of the kernel's types.
 */
export class KernelTypes {
  readonly #btf: BtfTypes;
  readonly #made = new Map<number, Type>();

  constructor(btf: BtfTypes) {
    this.#btf = btf;
  }

  /** A type by its name in D: `struct foo`, `union foo`, `enum foo`, `foo_t`. */
  find(name: string): Type | undefined {
    const [, tag, rest = ''] = /^(?:(struct|union|enum) )?(.*)$/.exec(name) ?? [];
    const id = this.#find(tag, rest);
    return id === undefined ? undefined : this.type(id);
  }

  #find(tag: string | undefined, name: string): number | undefined {
    for (const kind of kindsOf[tag ?? ''] ?? []) {
      const id = this.#btf.find(kind, name);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  /** The value of an enumerator of any of the kernel's enums. */
  enumerator(name: string): { readonly value: bigint; readonly type: Type } | undefined {
    const found = this.#btf.findEnumerator(name);
    const value = found && this.#btf.enumerators(found.type)[found.index]?.value;
    return found && value !== undefined ? { value, type: this.type(found.type) } : undefined;
  }

  /** The type of a variable or function; BTF of most kernels has per-CPU variables only. */
  symbol(name: string): { readonly type: Type; readonly perCpu: boolean } | undefined {
    const variable = this.#btf.find('variable', name);
    const id = variable ?? this.#btf.find('function', name);
    if (id === undefined) return undefined;
    const perCpu = variable !== undefined && this.#btf.isIn('.data..percpu', variable);
    return { type: this.type(this.#btf.target(id)), perCpu };
  }

  type(id: number): Type {
    const stripped = this.#btf.strip(id);
    const known = this.#made.get(stripped);
    if (known) return known;
    const type = this.#make(stripped);
    this.#made.set(stripped, type);
    return type;
  }

  #make(id: number): Type {
    const btf = this.#btf;
    const of = (target: number): Type => this.type(target);
    const kind = btf.kind(id);
    switch (kind) {
      case 'int':
        return this.#integer(id);
      case 'float':
        return { kind: 'float', name: btf.name(id), bytes: btf.bytes(id) };
      case 'pointer':
        return this.#pointer(id);
      case 'array': {
        const { element, count } = btf.array(id);
        return {
          kind: 'array',
          count: count === 0 ? undefined : count,
          get element() {
            return of(element);
          },
        };
      }
      case 'struct':
      case 'union':
        return new KernelStruct(kind, btf.name(id), () => this.#layout(id));
      case 'forward':
        return this.#forward(id);
      case 'enum':
      case 'enum64':
        return new KernelEnum(btf, id);
      case 'typedef':
        return {
          kind: 'typedef',
          name: btf.name(id),
          get target() {
            return of(btf.target(id));
          },
        };
      case 'prototype':
        return new KernelFunction(
          () => of(btf.target(id)),
          () => btf.parameters(id).filter(Boolean).map(of),
          () => btf.parameters(id).at(-1) === 0,
        );
      case 'function':
        return of(btf.target(id));
      default:
        return voidType;
    }
  }

  #integer(id: number): Type {
    const name = this.#btf.name(id);
    const bytes = this.#btf.bytes(id);
    const known = integerTypes.get(dName(name));
    if (known) return known;
    const size = integerBytes(bytes);
    // D cannot calculate with 16 bytes, as it cannot with floating-point numbers.
    if (!size) return { kind: 'float', name, bytes };
    return { kind: 'integer', name, bytes: size, signed: this.#btf.isSigned(id) };
  }

  /** The kernel's sources mark pointers to user memory, and newer compilers pass that on. */
  #pointer(id: number): Type {
    const target = this.#btf.target(id);
    const of = (): Type => this.type(target);
    const userland = this.#btf.kind(target) === 'typeTag' && this.#btf.name(target) === 'user';
    return {
      kind: 'pointer',
      ...(userland ? { userland } : {}),
      get target() {
        return of();
      },
    };
  }

  /** What is only declared in one place may be defined in another. */
  #forward(id: number): Type {
    const kind = this.#btf.flag(id) ? 'union' : 'struct';
    const name = this.#btf.name(id);
    return new KernelStruct(kind, name, () => {
      const full = this.#btf.find(kind, name);
      return full === undefined ? undefined : this.#layout(full);
    });
  }

  #layout(id: number): StructLayout {
    const btf = this.#btf;
    const of = (type: number): Type => this.type(type);
    const members = Array.from(btf.members(id), (member) => ({
      name: member.name,
      get bitOffset() {
        return member.bits;
      },
      bits: member.width,
      get type() {
        return of(member.type);
      },
    }));
    return {
      get bytes() {
        return btf.bytes(id);
      },
      members,
    };
  }
}

const kindsOf: Readonly<Record<string, readonly BtfKind[]>> = {
  struct: ['struct'],
  union: ['union'],
  enum: ['enum', 'enum64'],
  '': ['typedef', 'int'],
};

/** BTF has the names that compilers give, such as `long unsigned int`; D's has the order of C texts. */
function dName(name: string): string {
  const words = name.split(' ');
  const plain = words.filter((w) => w !== 'unsigned' && w !== 'int');
  const base = plain.length > 0 ? plain : ['int'];
  return [...(words.includes('unsigned') ? ['unsigned'] : []), ...base].join(' ');
}

function integerBytes(bytes: number): 1 | 2 | 4 | 8 | undefined {
  return bytes === 1 || bytes === 2 || bytes === 4 || bytes === 8 ? bytes : undefined;
}

/** Its members are read when first asked for. */
class KernelStruct implements StructType {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  readonly #read: () => StructLayout | undefined;
  #layout: { readonly value: StructLayout | undefined } | undefined;

  constructor(kind: 'struct' | 'union', name: string, read: () => StructLayout | undefined) {
    this.kind = kind;
    this.name = name;
    this.#read = read;
  }

  get layout(): StructLayout | undefined {
    this.#layout ??= { value: this.#read() };
    return this.#layout.value;
  }
}

class KernelEnum implements EnumType {
  readonly kind = 'enum';
  readonly name: string;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly #read: () => EnumType['enumerators'];
  #enumerators: EnumType['enumerators'];

  constructor(btf: BtfTypes, id: number) {
    this.name = btf.name(id);
    this.bytes = integerBytes(btf.bytes(id)) ?? 4;
    this.#read = () => btf.enumerators(id);
  }

  get enumerators(): EnumType['enumerators'] {
    this.#enumerators ??= this.#read();
    return this.#enumerators;
  }
}

class KernelFunction implements FunctionType {
  readonly kind = 'function';
  readonly #result: () => Type;
  readonly #parameters: () => readonly Type[];

  readonly #variadic: () => boolean;

  constructor(result: () => Type, parameters: () => readonly Type[], variadic: () => boolean) {
    this.#result = result;
    this.#parameters = parameters;
    this.#variadic = variadic;
  }

  get variadic(): boolean {
    return this.#variadic();
  }

  get result(): Type {
    return this.#result();
  }

  get parameters(): readonly Type[] {
    return this.#parameters();
  }
}
