import type { Span } from '../diag/index.ts';
import { isAssignable, isVoid, type Prototype, resolve, type Type } from '../types/index.ts';
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

/** Oracle's D has a limit (DIF_DTR_NREGS); ours is that of the kernel's maps. */
const MOST_KEYS = 9;

/** Is the argument of this index, if there is one, a constant? */
export function checkConstant(
  cx: Context,
  { label }: Signature,
  index: number | undefined,
  args: readonly Checked[],
): boolean {
  const arg = index === undefined ? undefined : args[index];
  if (arg === undefined || arg.kind === 'integer') return true;
  cx.error(
    'D_PROTO_ARG',
    arg.span,
    `${label} argument #${(index ?? 0) + 1} is incompatible with prototype:\n` +
      `\tprototype: integer constant\n\t argument: ${describeType(arg)}`,
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
  if (keys.length > MOST_KEYS && cx.world.options.dialect === 'oracle') {
    cx.bareError(span, 'Insufficient tuple registers to generate code');
    return undefined;
  }
  const bad = keys.findIndex((key) => isDynamic(key.type) || isVoid(key.type));
  const key = keys[bad];
  if (!key) return keys.map((k) => keptType(k.type));
  cx.error(
    'D_KEY_TYPE',
    span,
    `${describeType(key)} expression may not be used as ${kind} index: key #${bad + 1}`,
  );
  return undefined;
}

/** A function in a key is its address. */
function keptType(type: Type): Type {
  return resolve(type).kind === 'function' ? { kind: 'pointer', target: type } : type;
}
