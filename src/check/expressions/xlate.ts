import type { Span } from '../../diag/index.ts';
import type { Member, Xlate } from '../../syntax/index.ts';
import type { StructurePart, TypedExpression, Variable } from '../../typed/index.ts';
import {
  findMember,
  isString,
  isStringLike,
  resolve,
  type StructMember,
  type Type,
} from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { typeOfName } from '../declarations/index.ts';
import { describe, describeType } from '../describe.ts';
import { asType } from '../inlines.ts';
import { lastLine } from '../lines.ts';
import {
  type Checked,
  charactersType,
  isDynamic,
  isUnvalued,
  type TranslatedNode,
} from '../symbols.ts';
import { checkWithInput, findTranslator, translated } from '../translators.ts';
import { decay, toValue } from './convert.ts';
import { checkExpression } from './index.ts';

/** `xlate <T> (e)`, `xlate <T *> (e)`: what it is, without any of its members yet. */
export function checkXlate(cx: Context, node: Xlate): Checked {
  const { span } = node;
  const target = typeOfName(cx, node.type);
  const operand = checkExpression(cx, node.operand);
  if (target.kind === 'any' || operand.type.kind === 'any') return errorNode(span);
  const translator = findTranslator(cx, operand, target);
  if (!translator) {
    const types = `from "${describeType(operand)}" to "${describe(target)}"`;
    return cx.error('D_XLATE_NONE', lastLine(span), `cannot translate ${types}`);
  }
  const input = asInput(cx, operand, translator.input, span);
  return translated(translator, input, target, span);
}

/** Structs and arrays are not converted: they are what the translator takes, or point to it. */
function asInput(cx: Context, node: Checked, type: Type, span: Span): TypedExpression {
  const value = decay(toValue(cx, node));
  const { kind } = resolve(type);
  if (kind === 'struct' || kind === 'union' || value.type === type) return value;
  return toValue(cx, asType(cx, value, type, span));
}

/** `t->m` or `t.m`: that member's expression, and nothing else of the translator. */
export function checkTranslatedMember(cx: Context, object: TranslatedNode, node: Member): Checked {
  const { operator, span, name } = node;
  const { translator } = object;
  if (!translator.members.has(name)) {
    const text = `translator does not define conversion for member: ${name}`;
    return cx.error('D_XLATE_NOCONV', lastLine(span), text);
  }
  if (operator === '->' && !isDynamic(object.type)) {
    return cx.error('D_OP_PTR', span, 'operator -> must be applied to a pointer');
  }
  if (operator === '.' && isDynamic(object.type)) {
    const text = `operator . cannot be applied to type "${describeType(object)}"; must be applied to a struct or union`;
    return cx.error('D_OP_SOU', span, text);
  }
  const { input, prepare } = evaluatedOnce(cx, object.input);
  const value = memberValue(cx, object, name, input, span);
  if (isUnvalued(value)) return value;
  const { stability } = object;
  const stable = stability ? { ...value, stability } : value;
  if (!prepare) return { ...stable, span };
  return { kind: 'comma', expressions: [prepare, stable], type: stable.type, span };
}

/** The member's value, as an assignment to it would convert it. */
function memberValue(
  cx: Context,
  { translator }: TranslatedNode,
  name: string,
  input: TypedExpression,
  span: Span,
): Checked {
  const member = translator.members.get(name);
  const { layout } = translator.output;
  const place = layout && findMember(layout, name);
  if (!member || !place) return errorNode(span);
  const value = checkWithInput(cx, translator, member, input);
  if (value.kind === 'translated') return value;
  return asMember(cx, value, place.type, span);
}

/** Arrays of characters stay where they lie, or are the string that they are made from. */
function asMember(cx: Context, value: Checked, type: Type, span: Span): Checked {
  const { kind } = resolve(type);
  if (kind === 'struct' || kind === 'union' || value.type.kind === 'any') return value;
  if (kind !== 'array') return asType(cx, value, type, span);
  if (isString(value.type)) return { ...value, type: charactersType };
  const asIs = resolve(value.type).kind === 'array' || !isStringLike(type);
  return asIs ? value : asType(cx, value, { kind: 'string' }, span);
}

// ---- the input

interface EvaluatedInput {
  readonly input: TypedExpression;
  /** Puts the input where `input` reads it. */
  readonly prepare?: TypedExpression;
}

/** What a member's expression may name several times: itself if that costs nothing, else a variable. */
function evaluatedOnce(cx: Context, input: TypedExpression): EvaluatedInput {
  if (isPlain(input)) return { input };
  const { type, span } = input;
  const name = `xlate ${cx.hidden.length}`;
  const variable: Variable = { scope: 'this', name, type, keys: undefined };
  cx.hidden.push(variable);
  const target = { kind: 'variable', variable, type, span } as const;
  return { input: target, prepare: { kind: 'assignment', target, value: input, type, span } };
}

/** Is reading it again as good as remembering it? */
function isPlain(e: TypedExpression): boolean {
  switch (e.kind) {
    case 'integer':
    case 'string':
    case 'variable':
      return true;
    case 'comma':
      return e.expressions.length === 0;
    case 'builtin':
      return e.index === undefined;
    case 'cast':
      return isPlain(e.operand);
    case 'member':
      return isPlain(e.object);
    case 'load':
      return isAddress(e.address) && ['struct', 'union'].includes(resolve(e.type).kind);
    default:
      return false;
  }
}

/** A pointer, and a constant distance. */
function isAddress(e: TypedExpression): boolean {
  if (e.kind !== 'arithmetic') return isPlain(e);
  return isAddress(e.left) && e.right.kind === 'integer';
}

// ---- whole values

/** The struct itself, with all members that the translator makes; the others are zero. */
export function materialise(cx: Context, node: TranslatedNode): TypedExpression {
  const { translator, span, type } = node;
  const { input, prepare } = evaluatedOnce(cx, node.input);
  const { layout } = translator.output;
  const parts = [...translator.members.keys()].flatMap((name): StructurePart[] => {
    const place = layout && findMember(layout, name);
    return place ? [part(cx, memberValue(cx, node, name, input, span), place)] : [];
  });
  const value = { kind: 'structure', parts, type, span } as const;
  if (!prepare) return value;
  return { kind: 'comma', expressions: [prepare, value], type, span };
}

function part(cx: Context, value: Checked, { bitOffset, bits, type }: StructMember): StructurePart {
  return { bitOffset, bits, type, value: toValue(cx, value) };
}
