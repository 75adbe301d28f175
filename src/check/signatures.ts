import type { Span } from '../diag/index.ts';
import { isAssignable, isStruct, isVoid, type Prototype, type Type } from '../types/index.ts';
import type { Context } from './context.ts';
import { describe, describeType } from './describe.ts';
import { operand } from './expressions/convert.ts';
import { type Checked, isDynamic } from './symbols.ts';

/** What arguments or keys have to look like. */
export interface Signature extends Omit<Prototype, 'result'> {
  /** `f( )`, `a[ ]`, `@a[ ]`: how messages call it. */
  readonly label: string;
  readonly word: 'argument' | 'key';
  /** D_PROTO_LEN unless the dialect has one of its own. */
  readonly lengthTag?: string;
}

/** The signature that an array or aggregation got from its first use. */
export function keySignature(label: string, keys: readonly Type[]): Signature {
  return { label, word: 'key', parameters: keys, required: keys.length, variadic: false };
}

/** Do the arguments fit? Reports it if not: their number first, then each one's type. */
export function checkSignature(
  cx: Context,
  signature: Signature,
  args: readonly Checked[],
  span: Span,
): boolean {
  const expected = expectedCount(signature, args.length);
  if (expected !== undefined) {
    const word = signature.word === 'key' ? 'key' : 'arg';
    const passed = `${args.length} ${word}${args.length === 1 ? '' : 's'}`;
    cx.error(
      signature.lengthTag ?? 'D_PROTO_LEN',
      span,
      `${signature.label} prototype mismatch: ${passed} passed, ${expected} expected`,
    );
    return false;
  }
  return signature.parameters.every((type, i) =>
    checkArgument(cx, signature, type, args[i], i, span),
  );
}

function expectedCount(signature: Signature, passed: number): string | undefined {
  const { parameters, required, variadic } = signature;
  const most = variadic ? Number.POSITIVE_INFINITY : parameters.length;
  if (passed >= required && passed <= most) return undefined;
  if (most === required) return `${required}`;
  return passed < required ? `at least ${required}` : `at most ${most}`;
}

function checkArgument(
  cx: Context,
  signature: Signature,
  type: Type,
  arg: Checked | undefined,
  index: number,
  span: Span,
): boolean {
  if (!arg || type.kind === 'any') return true;
  if (!isDynamic(arg.type) && isAssignable(type, operand(arg))) return true;
  const { label, word } = signature;
  cx.error(
    'D_PROTO_ARG',
    span,
    `${label} ${word} #${index + 1} is incompatible with prototype:\n` +
      `\tprototype: ${describe(type)}\n\t${word.padStart(9)}: ${describeType(arg)}`,
  );
  return false;
}

/** The types of keys seen for the first time; undefined if one cannot be a key. */
export function keyTypes(
  cx: Context,
  keys: readonly Checked[],
  kind: string,
  span: Span,
): readonly Type[] | undefined {
  const bad = keys.findIndex((key) => isDynamic(key.type) || isVoid(key.type));
  const key = keys[bad];
  const struct = keys.find((k) => isStruct(k.type));
  if (struct) cx.unsupported(struct.span, 'structs as keys are');
  if (!key) return keys.map((k) => k.type);
  cx.error(
    'D_KEY_TYPE',
    span,
    `${describeType(key)} expression may not be used as ${kind} index: key #${bad + 1}`,
  );
  return undefined;
}
