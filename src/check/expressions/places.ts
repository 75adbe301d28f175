import type { Span } from '../../diag/index.ts';
import { keepUserland, type LValue, type TypedExpression } from '../../typed/index.ts';
import {
  integer,
  isInteger,
  isString,
  resolve,
  type StructMember,
  stringType,
  type Type,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { incompatible } from './additive.ts';
import { constant, offsetBy, toValue } from './convert.ts';

/**
 * Parts of memory. What lies in kernel memory is loaded from a calculated address; what is a value in
 * D (of a variable, or of an expression) is a `member` or an `item` of that value.
 */
export function memberOf(object: TypedExpression, member: StructMember, span: Span): Checked {
  if (member.bits > 0) return bitField(object, member, span);
  return partOf(object, Math.floor(member.bitOffset / 8), member.type, span);
}

/** The same through a pointer. */
export function memberAt(address: TypedExpression, member: StructMember, span: Span): Checked {
  return memberOf({ kind: 'load', address, type: member.type, span }, member, span);
}

type Storage = Extract<TypedExpression, { kind: 'load' | 'member' }>;

function partOf(object: TypedExpression, offset: number, type: Type, span: Span): Storage {
  if (object.kind !== 'load') return { kind: 'member', object, offset, type, span };
  const address: TypedExpression = {
    kind: 'arithmetic',
    operator: '+',
    left: object.address,
    right: constant(BigInt(offset), integer('long'), span),
    type: { kind: 'pointer', target: type },
    span,
  };
  return { kind: 'load', address, type, span };
}

const containers = [
  [1, 'unsigned char'],
  [2, 'unsigned short'],
  [4, 'unsigned int'],
  [8, 'unsigned long'],
] as const;

/** A bit-field lies in the few bytes that hold it, which need not be those of its declared type. */
function bitField(object: TypedExpression, member: StructMember, span: Span): Checked {
  const shift = member.bitOffset % 8;
  const [, name] = containers.find(([bytes]) => shift + member.bits <= bytes * 8) ?? containers[3];
  const offset = Math.floor(member.bitOffset / 8);
  const storage = partOf(object, offset, integer(name), span);
  return { kind: 'bits', storage, shift, width: member.bits, type: fieldType(member), span };
}

/** As an operand a bit-field is as wide as it is, not as what it is declared as. */
function fieldType({ type, bits }: StructMember): Type {
  const declared = resolve(type);
  const [bytes] = containers.find(([n]) => bits <= n * 8) ?? containers[3];
  return declared.kind === 'integer' ? { ...declared, bytes, bits } : type;
}

/** `a[i]` of an array or string that is a value; undefined if the object is neither. */
export function itemOf(
  cx: Context,
  object: Checked,
  index: Checked,
  span: Span,
): Checked | undefined {
  const type = resolve(object.type);
  if (!isValueArray(object) && type.kind !== 'string') return undefined;
  if (!isInteger(index.type)) return incompatible(cx, '+', object, index, span);
  const at = toValue(cx, index);
  const value = toValue(cx, object);
  if (isString(type)) {
    return characterOf(cx, value, at, span);
  }
  if (type.kind !== 'array') return undefined;
  return {
    kind: 'item',
    object: value,
    index: at,
    count: type.count ?? 0,
    type: type.element,
    span,
  };
}

function characterOf(
  cx: Context,
  object: TypedExpression,
  index: TypedExpression,
  span: Span,
): TypedExpression {
  const type = integer('char');
  if (object.kind !== 'load') return { kind: 'character', object, index, type, span };
  const address = offsetBy(cx, object.address, index, type, { kind: 'pointer', target: type });
  return { kind: 'load', address, type, span };
}

/** An array, of known size, in a variable or in what an expression gives. */
export function isValueArray(node: Checked): boolean {
  const type = resolve(node.type);
  return type.kind === 'array' && (type.count ?? 0) > 0 && node.kind !== 'load';
}

/** `s + n` of a D string is the string that begins there. */
export function substringAt(
  cx: Context,
  text: TypedExpression,
  count: TypedExpression,
  operator: '+' | '-',
): TypedExpression {
  const { span } = text;
  const type: Type = { kind: 'pointer', target: integer('char') };
  const base = addressOf(text, span, type);
  const operand = offsetBy(cx, base, count, integer('char'), type, operator);
  return { kind: 'stringof', operand, type: stringType, span };
}

/** The address of a place. */
export function addressOf(of: TypedExpression, span: Span, type: Type): TypedExpression {
  if (of.kind === 'load') return { ...of.address, type: keepUserland(type, of.address), span };
  return { kind: 'address', of, type, span };
}

const places: ReadonlySet<string> = new Set([
  'variable',
  'element',
  'load',
  'member',
  'item',
  'character',
  'bits',
]);

export function isPlace(node: Checked): node is LValue {
  return places.has(node.kind);
}

/** The expression that a part is a part of. */
export function wholeOf(node: Checked): Checked {
  switch (node.kind) {
    case 'member':
    case 'item':
    case 'character':
      return wholeOf(node.object);
    case 'bits':
      return wholeOf(node.storage);
    default:
      return node;
  }
}
