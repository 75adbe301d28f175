import { fail, type Span } from '../diag/index.ts';
import type { Inline } from '../syntax/index.ts';
import type { TypedExpression } from '../typed/index.ts';
import {
  isAssignable,
  isInteger,
  isPointer,
  isVoid,
  pointedTo,
  sameType,
  type Type,
} from '../types/index.ts';
import { type Context, errorNode } from './context.ts';
import {
  type Declared,
  declare,
  incompleteMessage,
  isIncomplete,
  typeOfSpecifiers,
} from './declarations/index.ts';
import { describe, describeType, kindOfName } from './describe.ts';
import { convertTo, operand } from './expressions/convert.ts';
import { checkExpression } from './expressions/index.ts';
import { foldCast } from './fold.ts';
import { checkSignature, keySignature } from './signatures.ts';
import { type Checked, type InlineParameter, type InlineSymbol, isUnvalued } from './symbols.ts';

type Problem = readonly [tag: string, message: string];

/** `inline type name = value;`: the value is checked here, before the name is known. */
export function checkInline(cx: Context, node: Inline): void {
  const base = typeOfSpecifiers(cx, node.specifiers);
  const declared = declare(cx, base, node.declarator, node.span);
  if (declared.type.kind === 'any') return;
  const problem = declarationProblem(cx, declared, node);
  if (problem) cx.earlyError(problem[0], node.span, problem[1]);
  else defineInline(cx, declared, node);
}

function declarationProblem(cx: Context, declared: Declared, node: Inline): Problem | undefined {
  const { name, type } = declared;
  if (node.specifiers.storage.length > 0) {
    return ['D_DECL_BADCLASS', 'specified storage class not appropriate for inline declaration'];
  }
  if (name === undefined) return ['D_DECL_USELESS', 'inline declaration requires a name'];
  const kind = kindOfName(cx, name);
  if (kind !== undefined) {
    const inline = ['constant', 'inline'].includes(cx.globals.get(name)?.kind ?? '');
    return [
      'D_DECL_IDRED',
      `identifier redefined: ${name}\n\t current: inline definition\n\tprevious: ${kind} ${inline ? 'inline' : ''}`,
    ];
  }
  if (type.kind === 'array') {
    const why =
      type.count === undefined
        ? 'requires array tuple signature'
        : 'cannot be of scalar array type';
    return ['D_DECL_ARRNULL', `inline declaration ${why}: ${name}`];
  }
  if (isVoid(type)) return ['D_DECL_VOIDOBJ', `cannot declare void inline: ${name}`];
  if (!isIncomplete(type)) return undefined;
  return ['D_DECL_INCOMPLETE', incompleteMessage(type, name)];
}

function defineInline(cx: Context, { name = '', type, keys }: Declared, node: Inline): void {
  const placeholders = (keys ?? []).map((key) => placeholder(key.type, node.span));
  const value = checkWith(cx, keys ?? [], placeholders, node);
  if (!fits(type, value)) {
    const given =
      value.kind === 'translated' ? describe(value.translator.output) : describeType(value);
    const types = `"${describe(type)}" = "${given}"`;
    cx.earlyError(
      'D_OP_INCOMPAT',
      node.span,
      `inline ${name} definition uses incompatible types: ${types}`,
    );
  }
  const constant = !keys && value.kind === 'integer' && value.type.kind !== 'any';
  if (constant) {
    // As in DTrace the constant keeps the type it has by itself, not the declared one.
    cx.globals.set(name, {
      kind: 'constant',
      name,
      value: value.value,
      type: value.type,
      enumerator: false,
    });
  } else {
    const inline = { kind: 'inline', name, type, value: node.value } as const;
    cx.globals.set(name, keys ? { ...inline, parameters: keys } : inline);
  }
}

/** A translated value keeps its form, so it must be of the declared struct, or one points to it. */
function fits(type: Type, value: Checked): boolean {
  if (value.kind !== 'translated') return isAssignable(type, operand(value));
  return sameType((isPointer(type) ? pointedTo(type) : undefined) ?? type, value.translator.output);
}

/** Something of a type, of which nothing else is known. */
function placeholder(type: Type, span: Span): TypedExpression {
  return { kind: 'comma', expressions: [], type, span };
}

/** Checks an inline's value with its parameters standing for the arguments. */
function checkWith(
  cx: Context,
  parameters: readonly InlineParameter[],
  args: readonly Checked[],
  inline: { readonly value: Inline['value'] },
): Checked {
  const named = parameters.flatMap(({ name }, i) => {
    const arg = args[i];
    return name === undefined || !arg ? [] : [[name, arg] as const];
  });
  cx.parameters.push(new Map(named));
  const value = checkExpression(cx, inline.value);
  cx.parameters.pop();
  return value;
}

/** Each inline that uses another one twice doubles the program; no sensible one comes near this. */
const MOST_EXPANSIONS = 20_000;

/** A use of an inline: its value, made anew, as the declared type. */
export function expandInline(
  cx: Context,
  symbol: InlineSymbol,
  args: readonly Checked[],
  span: Span,
): Checked {
  cx.expansions++;
  if (cx.expansions > MOST_EXPANSIONS)
    fail('D_UNKNOWN', span, `inlines expand to more than ${MOST_EXPANSIONS} uses`);
  const parameters = symbol.parameters ?? [];
  const signature = keySignature(
    `${symbol.name}[ ]`,
    parameters.map((p) => p.type),
  );
  if (!checkSignature(cx, signature, args, span)) return errorNode(span);
  const typed = args.map((arg, i) => asType(cx, arg, parameters[i]?.type ?? arg.type, span));
  const value = asType(cx, checkWith(cx, parameters, typed, symbol), symbol.type, span);
  const { stability } = symbol;
  if (!stability || (isUnvalued(value) && value.kind !== 'translated')) return value;
  return { ...value, stability };
}

/** A value as the type of the inline, parameter or member that it is for. */
export function asType(cx: Context, node: Checked, type: Type, span: Span): Checked {
  if (node.kind === 'translated') return { ...node, span };
  if (node.kind === 'integer' && isInteger(type)) return { ...foldCast(node, type), span };
  const value = convertTo(cx, node, type);
  if (sameType(value.type, type)) return { ...value, type, span };
  return { kind: 'cast', operand: value, type, span };
}
