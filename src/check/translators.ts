import type { Span } from '../diag/index.ts';
import type { Translator } from '../syntax/index.ts';
import type { TypedExpression } from '../typed/index.ts';
import {
  findMember,
  isAssignable,
  isPointer,
  pointedTo,
  resolve,
  type StructType,
  sameType,
  type Type,
} from '../types/index.ts';
import { type Context, errorNode } from './context.ts';
import { isIncomplete, typeOfName } from './declarations/index.ts';
import { describe, describeType } from './describe.ts';
import { operand } from './expressions/convert.ts';
import { checkExpression } from './expressions/index.ts';
import { lastLine } from './lines.ts';
import {
  type Checked,
  dynamicType,
  type TranslatedNode,
  type TranslatorMember,
  type TranslatorSymbol,
} from './symbols.ts';

/**
 * `translator T < S s > { member = expression; … };`. The members are checked here with something of
 * the input's type, and again at each use, with what is translated there. Those of libraries are
 * checked at their uses alone: they name much of the kernel that the program may not ask for.
 */
export function checkTranslator(cx: Context, node: Translator): void {
  const output = typeOfName(cx, node.output);
  const input = typeOfName(cx, node.input);
  if (output.kind === 'any' || input.kind === 'any') return;
  // DTrace makes the translator when it has read all of it.
  const end = lastLine(node.span);
  const problem = declarationProblem(cx, input, output);
  const struct = resolve(output);
  if (problem || (struct.kind !== 'struct' && struct.kind !== 'union')) {
    if (problem) cx.earlyError(problem[0], end, problem[1]);
    return;
  }
  const translator = define(cx, node, input, struct);
  if (cx.program.source.kind !== 'library') checkMembers(cx, translator, node, end);
}

type Problem = readonly [tag: string, message: string];

function declarationProblem(cx: Context, input: Type, output: Type): Problem | undefined {
  if (cx.translators.some((t) => sameType(t.input, input) && sameType(t.output, output))) {
    const types = `from ${describe(input)} to ${describe(output)}`;
    return ['D_XLATE_REDECL', `translator ${types} has already been declared`];
  }
  const { kind } = resolve(output);
  if (kind !== 'struct' && kind !== 'union') {
    return ['D_XLATE_SOU', 'translator output type must be a struct or union'];
  }
  if (!isIncomplete(output)) return undefined;
  return ['D_XLATE_SOU', `incomplete struct/union/enum ${describe(output)}`];
}

function define(cx: Context, node: Translator, input: Type, output: StructType): TranslatorSymbol {
  const members = new Map<string, TranslatorMember>();
  for (const member of node.members) {
    // Of two, the first counts.
    if (!members.has(member.name)) members.set(member.name, member);
  }
  const isView = cx.program.source.kind === 'library' && isOwnOrHidden(input, output);
  const translator = { input, output, parameter: node.parameter, members, isView };
  cx.translators.push(translator);
  return translator;
}

function isOwnOrHidden(input: Type, output: StructType): boolean {
  const from = pointedTo(input);
  return output.name.startsWith('__') || (from !== undefined && sameType(from, output));
}

function checkMembers(
  cx: Context,
  translator: TranslatorSymbol,
  node: Translator,
  end: Span,
): void {
  const { input, output } = translator;
  const anything: TypedExpression = { kind: 'comma', expressions: [], type: input, span: end };
  for (const member of node.members) {
    const type = output.layout && findMember(output.layout, member.name)?.type;
    if (!type) {
      const text = `translator member ${member.name} is not a member of ${describe(output)}`;
      cx.earlyError('D_XLATE_MEMB', end, text);
      continue;
    }
    const value = checkWithInput(cx, translator, member, anything);
    if (isAssignable(type, operand(value))) continue;
    const types = `"${describe(type)}" = "${describeType(value)}"`;
    const text = `translator member ${member.name} definition uses incompatible types: ${types}`;
    cx.earlyError('D_XLATE_INCOMPAT', end, text);
  }
}

/** Checks a member's expression with the parameter standing for a value. */
export function checkWithInput(
  cx: Context,
  translator: TranslatorSymbol,
  member: TranslatorMember,
  input: TypedExpression,
): Checked {
  cx.parameters.push(new Map([[translator.parameter, input]]));
  const value = checkExpression(cx, member.value);
  cx.parameters.pop();
  return value;
}

/**
 * The translator of a value to a struct or union, or to a pointer to one: that of exactly its type,
 * else the first that takes it as a function takes an argument. Undefined: there is none.
 */
export function findTranslator(
  cx: Context,
  value: Checked,
  target: Type,
): TranslatorSymbol | undefined {
  const to = (isPointer(target) ? pointedTo(target) : undefined) ?? target;
  const fitting = cx.translators.filter((t) => sameType(t.output, to));
  return (
    fitting.find((t) => sameType(t.input, value.type)) ??
    fitting.find((t) => value.type !== dynamicType && isAssignable(t.input, operand(value)))
  );
}

/** A translated value: a struct that is made member by member, as they are asked for. */
export function translated(
  translator: TranslatorSymbol,
  input: TypedExpression,
  target: Type,
  span: Span,
): TranslatedNode {
  const type = isPointer(target) ? dynamicType : target;
  return { kind: 'translated', translator, input, type, span };
}

/**
 * For args[] of a stable provider: the argument that its tracepoint has, as what the provider
 * promises. The translator must take exactly the native type.
 */
export function translateArgument(
  cx: Context,
  index: number,
  native: TypedExpression,
  target: Type,
): Checked {
  const translator = cx.translators.find(
    (t) => sameType(t.input, native.type) && sameType(t.output, pointedTo(target) ?? target),
  );
  if (translator) return translated(translator, native, target, native.span);
  cx.error(
    'D_ARGS_XLATOR',
    native.span,
    `translator for args[${index}] from ${describe(native.type)} to ${describe(target)} is not defined`,
  );
  return errorNode(native.span);
}
