import { type IntegerType, resolve, type Type, type TypedefType } from './type.ts';

/** C's integer types on LP64; plain char is signed, as on x86. */
const bases = [
  ['char', 1, true],
  ['signed char', 1, true],
  ['unsigned char', 1, false],
  ['short', 2, true],
  ['unsigned short', 2, false],
  ['int', 4, true],
  ['unsigned int', 4, false],
  ['long', 8, true],
  ['unsigned long', 8, false],
  ['long long', 8, true],
  ['unsigned long long', 8, false],
] as const;

export const integerTypes: ReadonlyMap<string, IntegerType> = new Map(
  bases.map(([name, bytes, signed]) => [name, { kind: 'integer', name, bytes, signed }]),
);

/** The integer type of a C name; the name must be one of the table's. */
export function integer(name: (typeof bases)[number][0]): IntegerType {
  return integerTypes.get(name) as IntegerType;
}

/** Dynamic Tracing Guide, "Types, Operators, and Expressions": D's intrinsic typedefs. */
const typedefs = {
  int8_t: 'char',
  int16_t: 'short',
  int32_t: 'int',
  int64_t: 'long long',
  intptr_t: 'long',
  uint8_t: 'unsigned char',
  uint16_t: 'unsigned short',
  uint32_t: 'unsigned int',
  uint64_t: 'unsigned long long',
  uintptr_t: 'unsigned long',
  uchar_t: 'unsigned char',
  ushort_t: 'unsigned short',
  uint_t: 'unsigned int',
  ulong_t: 'unsigned long',
  u_longlong_t: 'unsigned long long',
  ptrdiff_t: 'long',
  size_t: 'unsigned long',
  ssize_t: 'long',
  id_t: 'int',
  pid_t: 'int',
  uid_t: 'unsigned int',
  gid_t: 'unsigned int',
  zoneid_t: 'int',
  processorid_t: 'int',
  psetid_t: 'int',
  chipid_t: 'int',
  lgrp_id_t: 'int',
} as const satisfies Record<string, (typeof bases)[number][0]>;

export const intrinsicTypedefs: ReadonlyMap<string, TypedefType> = new Map(
  Object.entries(typedefs).map(([name, base]) => [
    name,
    { kind: 'typedef', name, target: integer(base) },
  ]),
);

/** A type as D text: `const char *`, `struct foo`, `uint64_t`, `int [4]`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case 'integer':
    case 'float':
    case 'typedef':
      return type.name;
    case 'pointer': {
      if (resolve(type.target).kind === 'function') return 'function pointer';
      const target = typeName(type.target);
      return target.endsWith('*') ? `${target}*` : `${target} *`;
    }
    case 'array':
      return arrayName(type, '');
    case 'struct':
    case 'union':
    case 'enum':
      return `${type.kind} ${type.name}`;
    case 'function':
      return 'function';
    case 'stack':
      return 'stack';
    case 'symbol':
      return type.form.startsWith('u') ? '_usymaddr' : '_symaddr';
    case 'any':
      return '<unknown>';
    default:
      return type.kind;
  }
}

/** `int [2][3]`: dimensions in the order in which they are written. */
function arrayName(type: Type, dimensions: string): string {
  if (type.kind !== 'array') return `${typeName(type)} ${dimensions}`;
  return arrayName(type.element, `${dimensions}[${type.count ?? ''}]`);
}
