/** D's types: C's, plus string, stacks and symbols. Structs get their members with kernel types. */
export type Type =
  | VoidType
  | IntegerType
  | FloatType
  | StringType
  | PointerType
  | ArrayType
  | StructType
  | EnumType
  | TypedefType
  | FunctionType
  | StackType
  | SymbolType
  | AnyType;

export interface VoidType {
  readonly kind: 'void';
}

export interface IntegerType {
  readonly kind: 'integer';
  readonly name: string;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** Width of a bit-field's type; absent: all of its bytes. */
  readonly bits?: number;
}

export interface FloatType {
  readonly kind: 'float';
  readonly name: string;
  readonly bytes: number;
}

/** At most strsize bytes, closing zero included; value semantics. */
export interface StringType {
  readonly kind: 'string';
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly target: Type;
  /** Points to user memory: loads copy in by themselves. */
  readonly userland?: boolean;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly element: Type;
  /** Undefined for `[]`. */
  readonly count: number | undefined;
}

export interface StructType {
  readonly kind: 'struct' | 'union';
  readonly name: string;
  /** Undefined while only forward-declared. */
  readonly layout: StructLayout | undefined;
}

export interface StructLayout {
  readonly bytes: number;
  readonly members: readonly StructMember[];
}

export interface StructMember {
  /** '' for an anonymous struct or union. */
  readonly name: string;
  readonly type: Type;
  readonly bitOffset: number;
  /** 0 for an ordinary member. */
  readonly bits: number;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  /** Absent: 4. */
  readonly bytes?: 1 | 2 | 4 | 8;
  readonly enumerators: readonly { readonly name: string; readonly value: bigint }[] | undefined;
}

export interface TypedefType {
  readonly kind: 'typedef';
  readonly name: string;
  readonly target: Type;
}

export interface FunctionType {
  readonly kind: 'function';
  readonly result: Type;
  readonly parameters: readonly Type[];
  /** More arguments may follow. */
  readonly variadic?: boolean;
}

/** What stack() and ustack() give: only a statement or a key. */
export interface StackType {
  readonly kind: 'stack';
  readonly user: boolean;
}

/** What sym(), func(), mod() and the user forms give: only a statement or a key. */
export interface SymbolType {
  readonly kind: 'symbol';
  readonly form: 'sym' | 'func' | 'mod' | 'usym' | 'ufunc' | 'umod' | 'uaddr';
}

/** Satisfies every check: of an expression already reported as wrong, or of `@` in a prototype. */
export interface AnyType {
  readonly kind: 'any';
}

export const voidType: VoidType = { kind: 'void' };
export const stringType: StringType = { kind: 'string' };
export const anyType: AnyType = { kind: 'any' };

/** The type behind all typedefs. */
export function resolve(type: Type): Exclude<Type, TypedefType> {
  let t = type;
  while (t.kind === 'typedef') t = t.target;
  return t;
}
