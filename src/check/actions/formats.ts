import { checkFormat, type FormatArgument, parseFormat, textArguments } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { anyType, intrinsicTypedefs, isAssignable, resolve, type Type } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describe, describeType } from '../describe.ts';
import { textAt } from '../expressions/convert.ts';
import {
  type AggregationNode,
  type CallNode,
  type Checked,
  isDynamic,
  isUnvalued,
} from '../symbols.ts';
import { aggregationId, isAggregation } from './aggregations.ts';
import type { ActionParts } from './index.ts';
import { recordValue } from './values.ts';

/** printf() and its kin: a constant format, and its values. */
export function checkFormatted(cx: Context, call: CallNode): ActionParts | undefined {
  const [format, ...values] = call.args;
  if (!format) return undefined;
  if (format.kind !== 'string') {
    cx.error(
      'D_PRINTF_ARG_FMT',
      call.span,
      `${call.name}( ) argument #1 is incompatible with prototype:\n` +
        `\tprototype: string constant\n\t argument: ${describeType(format)}`,
    );
    return undefined;
  }
  const types = values.map(formatArgument);
  if (!checkText(cx, call, format.value, types, undefined)) return undefined;
  const texts = textArguments(parseFormat(format.value, cx.world.options.dialect).parts ?? []);
  const args = values.map((v, i) => (texts[i] ? recordText(cx, v) : recordValue(cx, v)));
  return { args, data: { format: format.value } };
}

/** Arrays of characters are printed as text, elsewhere they are addresses. */
function recordText(cx: Context, node: Checked): TypedExpression {
  const isArray = !isUnvalued(node) && resolve(node.type).kind === 'array';
  return isArray ? textAt(node, node.span) : recordValue(cx, node);
}

/** freopen(format, …): an empty format goes back; "." cannot be a file. */
export function checkFreopen(cx: Context, call: CallNode): ActionParts | undefined {
  const [format, ...values] = call.args;
  if (format?.kind === 'string' && format.value === '.') {
    cx.error('D_FREOPEN_INVALID', call.span, `${call.name}( ) argument #1 cannot be "."`);
    return undefined;
  }
  const back = format?.kind === 'string' && format.value === '' && values.length === 0;
  return back ? { args: [], data: { format: '' } } : checkFormatted(cx, call);
}

function formatArgument(node: Checked): FormatArgument {
  return isDynamic(node.type) ? { kind: 'other', name: describeType(node) } : node.type;
}

/** Checks a format against what it prints; `aggregation` is the type of `%@`. */
function checkText(
  cx: Context,
  call: CallNode,
  format: string,
  args: readonly FormatArgument[],
  aggregation: Type | undefined,
): boolean {
  const { dialect } = cx.world.options;
  const parsed = parseFormat(format, dialect);
  const facts = { target: cx.world.target ?? false };
  const exact = aggregation === undefined;
  const problem =
    parsed.problem ??
    checkFormat(
      {
        name: call.name,
        parts: parsed.parts ?? [],
        arguments: args,
        firstArgument: 2,
        exact,
        ...(aggregation ? { aggregation } : {}),
      },
      facts,
    );
  if (problem) cx.error(problem.tag, call.span, problem.message);
  return problem === undefined;
}

/** printa([format,] @a, …): the aggregations must have like keys. */
export function checkPrinta(cx: Context, call: CallNode): ActionParts | undefined {
  const [first] = call.args;
  const format = first?.kind === 'string' ? first.value : undefined;
  const skip = format === undefined ? 0 : 1;
  const list = call.args.slice(skip);
  if (list.length === 0) {
    cx.error(
      'D_PRINTA_PROTO',
      call.span,
      `${call.name}( ) prototype mismatch: ${call.args.length} args passed, 2 expected`,
    );
    return undefined;
  }
  const ids = list.map((arg, i) => aggregationId(cx, call, arg, i + 1 + skip));
  const nodes = list.filter(isAggregation);
  if (ids.includes(undefined) || !checkJoin(cx, nodes, call)) return undefined;
  if (format !== undefined && !nodes.every((node) => checkRow(cx, call, format, node))) {
    return undefined;
  }
  const aggregations = ids.filter((id) => id !== undefined);
  return { args: [], data: format === undefined ? { aggregations } : { aggregations, format } };
}

function checkRow(cx: Context, call: CallNode, format: string, node: AggregationNode): boolean {
  const { symbol } = node.state;
  const row = symbol && cx.world.aggregations.get(symbol.function);
  return checkText(cx, call, format, symbol?.keys ?? [], valueType(row?.unsigned ?? false));
}

/** What `%@` prints: a number of 64 bits, signed except for count(). */
function valueType(unsigned: boolean): Type {
  return intrinsicTypedefs.get(unsigned ? 'uint64_t' : 'int64_t') ?? anyType;
}

/** Aggregations printed together are joined by key: their keys must be of like number and type. */
function checkJoin(cx: Context, nodes: readonly AggregationNode[], call: CallNode): boolean {
  const [left, ...others] = nodes.map((node) => node.state.symbol);
  return others.every((right) => {
    if (!left || !right) return false;
    const problem = joinProblem(left, right);
    if (problem) cx.error(problem[0], call.span, `printa( ): ${problem[1]}`);
    return !problem;
  });
}

interface Keyed {
  readonly name: string;
  readonly keys: readonly Type[];
}

function joinProblem(
  left: Keyed,
  right: Keyed,
): readonly [tag: string, message: string] | undefined {
  const count = ({ name, keys }: Keyed): string =>
    `@${name} has ${keys.length} key${keys.length === 1 ? '' : 's'}`;
  if (left.keys.length !== right.keys.length) {
    return [
      'D_PRINTA_AGGKEY',
      `@${left.name} and @${right.name} do not have matching key signatures: ${count(left)}, ${count(right)}`,
    ];
  }
  const at = left.keys.findIndex((key, i) => !isAssignable(key, asOperand(right.keys[i])));
  const [a, b] = [left.keys[at], right.keys[at]];
  if (!a || !b) return undefined;
  const line = ({ name }: Keyed, type: Type): string =>
    `${name.padStart(9)} key #${at + 1}: ${describe(type)}`;
  return [
    'D_PRINTA_AGGPROTO',
    `@${right.name}[ ] key #${at + 1} is incompatible with @${left.name}:\n${line(left, a)}\n${line(right, b)}`,
  ];
}

function asOperand(type: Type | undefined) {
  return { type: type ?? anyType, isZero: false };
}
