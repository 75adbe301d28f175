import { integer, integerTypes } from './intrinsic.ts';
import { type IntegerType, resolve, type Type } from './type.ts';

/*
 * D's rules for which types go together, after libdtrace's documented behaviour: C's, but with no
 * integer promotion to int, with strings as values, and stricter about pointers.
 * The type 'any' satisfies every question.
 */

/** Integers and enums. */
export function isInteger(type: Type): boolean {
  return ['integer', 'enum', 'any'].includes(resolve(type).kind);
}

/** What can be compared with zero: integers, enums, pointers. Not strings. */
export function isScalar(type: Type): boolean {
  return isInteger(type) || resolve(type).kind === 'pointer';
}

export function isString(type: Type): boolean {
  return ['string', 'any'].includes(type.kind);
}

/** Strings, and pointers to and arrays of char, which become strings where one is expected. */
export function isStringLike(type: Type): boolean {
  const t = resolve(type);
  if (t.kind === 'string' || t.kind === 'any') return true;
  const target = pointedTo(t);
  return target !== undefined && isChar(target);
}

function isChar(type: Type): boolean {
  const t = resolve(type);
  return t.kind === 'integer' && t.bytes === 1 && t.signed;
}

/** Pointers and arrays, without strings. */
export function isPointer(type: Type): boolean {
  return ['pointer', 'array', 'any'].includes(resolve(type).kind);
}

export function isStruct(type: Type): boolean {
  const { kind } = resolve(type);
  return kind === 'struct' || kind === 'union';
}

export function isVoid(type: Type): boolean {
  return resolve(type).kind === 'void';
}

/** Pointer to void or to a function: there is no size to do arithmetic with. */
export function isUnsizedPointer(type: Type): boolean {
  const t = resolve(type);
  return t.kind === 'pointer' && ['void', 'function'].includes(resolve(t.target).kind);
}

/** What a pointer or array refers to; undefined for everything else. */
export function pointedTo(type: Type): Type | undefined {
  const t = resolve(type);
  if (t.kind === 'pointer') return t.target;
  return t.kind === 'array' ? t.element : undefined;
}

/** Are these the same type, whatever their names (typedefs) are? Enums and structs go by their tags. */
export function sameType(a: Type, b: Type): boolean {
  const l = resolve(a);
  const r = resolve(b);
  if (l.kind === 'any' || r.kind === 'any' || l === r) return true;
  if (l.kind === 'integer' && r.kind === 'integer') {
    return l.bytes === r.bytes && l.signed === r.signed && isPlainChar(l) === isPlainChar(r);
  }
  if (l.kind === 'pointer' && r.kind === 'pointer') return sameType(l.target, r.target);
  if (l.kind === 'array' && r.kind === 'array') {
    return l.count === r.count && sameType(l.element, r.element);
  }
  if ('name' in l && 'name' in r) return l.kind === r.kind && l.name === r.name && l.name !== '';
  if (l.kind === 'symbol' && r.kind === 'symbol') return isUserSymbol(l) === isUserSymbol(r);
  return l.kind === r.kind;
}

/** CTF tells char from a one-byte number. */
function isPlainChar(type: IntegerType): boolean {
  return type.name.endsWith('char');
}

function isUserSymbol(type: { readonly form: string }): boolean {
  return type.form.startsWith('u');
}

/** A value whose being the constant zero matters: the null pointer. */
export interface Operand {
  readonly type: Type;
  readonly isZero: boolean;
}

/**
 * The pointer type that two operands have in common: pointers to one type, or one of them to void,
 * or one of them the constant 0. Undefined if they do not go together. Strings count as char arrays.
 */
export function commonPointer(a: Operand, b: Operand): Type | undefined {
  const aInt = isInteger(a.type);
  const bInt = isInteger(b.type);
  if ((aInt && bInt) || (aInt && !a.isZero) || (bInt && !b.isZero)) return undefined;
  const left = aInt ? b.type : a.type;
  const right = bInt ? left : b.type;
  const l = referredTo(left);
  const r = referredTo(right);
  if (!l || !r) return undefined;
  if (resolve(r).kind === 'void') return left;
  return resolve(l).kind === 'void' || sameType(l, r) ? right : undefined;
}

function referredTo(type: Type): Type | undefined {
  return resolve(type).kind === 'string' ? integer('char') : pointedTo(type);
}

/** May a value be passed to a parameter, or assigned to a variable, of this type? */
export function isAssignable(to: Type, value: Operand): boolean {
  const t = resolve(to);
  const v = resolve(value.type);
  if (t.kind === 'any' || v.kind === 'any') return true;
  if (isInteger(t) && isInteger(v)) return true;
  if (isStringLike(t) && isStringLike(v)) return true;
  if (['stack', 'symbol', 'struct', 'union', 'function'].includes(t.kind)) return sameType(t, v);
  return commonPointer({ type: to, isZero: false }, value) !== undefined;
}

/** The integer type behind an integer or enum type. */
export function integerOf(type: Type): IntegerType {
  const t = resolve(type);
  return t.kind === 'integer' ? t : integer('int');
}

/** Is the value read by its sign? Pointers are not. */
export function isSigned(type: Type): boolean {
  const t = resolve(type);
  return t.kind === 'integer' ? t.signed : t.kind === 'enum';
}

const order = new Map([...integerTypes.keys()].map((name, i) => [name, i]));

/**
 * Wider wins, where being unsigned counts as a bit (dt_type_promote()), which matters for bit-fields;
 * then unsigned; among equals the later in the table of C's types.
 */
function rank(type: Type): number {
  const { bits, bytes, signed, name } = integerOf(type);
  const sign = signed ? 0 : 1;
  return (((bits ?? bytes * 8) + sign) * 2 + sign) * 100 + (order.get(name) ?? 0);
}

/** The type of an arithmetic operator's result. D does not promote to int: char + char is char. */
export function promote(left: Type, right: Type): Type {
  const l = resolve(left).kind === 'enum' ? integer('int') : left;
  const r = resolve(right).kind === 'enum' ? integer('int') : right;
  return rank(l) >= rank(r) ? l : r;
}

/** A 64-bit pattern as the bigint that its type's sign makes of it. */
export function asValue(bits: bigint, type: Type): bigint {
  return isSigned(type) ? BigInt.asIntN(64, bits) : BigInt.asUintN(64, bits);
}

/** What a cast to an integer type makes of a value: the low bytes, extended by the sign. */
export function truncate(value: bigint, type: Type): bigint {
  const t = integerOf(type);
  return t.signed ? BigInt.asIntN(t.bytes * 8, value) : BigInt.asUintN(t.bytes * 8, value);
}

const literalTypes = [
  'int',
  'unsigned int',
  'long',
  'unsigned long',
  'long long',
  'unsigned long long',
] as const;

/**
 * The type of an integer constant: the first of C's list that holds it. Decimal constants without
 * `u` skip the unsigned ones. Undefined: it fits none.
 */
export function literalType(
  value: bigint,
  form: { readonly decimal: boolean; readonly unsigned: boolean; readonly longs: number },
): IntegerType | undefined {
  const first = (form.unsigned ? 1 : 0) + 2 * form.longs;
  const step = form.decimal || form.unsigned ? 2 : 1;
  return literalTypes
    .filter((_, i) => i >= first && (i - first) % step === 0)
    .map(integer)
    .find((t) => value <= maximum(t));
}

function maximum(type: IntegerType): bigint {
  return (1n << BigInt(type.bytes * 8 - (type.signed ? 1 : 0))) - 1n;
}
