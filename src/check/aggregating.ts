import type { Span } from '../diag/index.ts';
import type { Aggregation } from '../syntax/index.ts';
import type { AggregationSymbol, TypedExpression } from '../typed/index.ts';
import { isScalar, resolve, type Type } from '../types/index.ts';
import { recordValue } from './actions/values.ts';
import { type Context, errorNode } from './context.ts';
import { convertTo, toValue } from './expressions/convert.ts';
import { checkExpression } from './expressions/index.ts';
import { quantizers } from './quantizers/index.ts';
import { checkSignature, keySignature, keyTypes } from './signatures.ts';
import {
  type AggregationNode,
  type AggregationState,
  type CallNode,
  type Checked,
  dynamicType,
} from './symbols.ts';

/** `@a` or `@a[keys]`. `create`: it is being assigned, so it may be new. */
export function checkAggregation(cx: Context, node: Aggregation, create = false): Checked {
  const { name, span, subscripts } = node;
  const [keys = [], ...more] = subscripts;
  const state = cx.aggregations.get(name);
  if (!state && !create && subscripts.length === 0) {
    return cx.errorOnce('D_IDENT_UNDEF', span, `failed to resolve @${name}: Unknown variable name`);
  }
  if (more.length > 0) {
    return cx.error(
      'D_AGG_MDIM',
      span,
      `improper attempt to reference @${name} as a multi-dimensional array`,
    );
  }
  return {
    kind: 'aggregation',
    state: state ?? newState(cx, name, span),
    keys,
    type: dynamicType,
    span,
  };
}

function newState(cx: Context, name: string, span: Span): AggregationState {
  const state: AggregationState = { name, id: cx.aggregations.size + 1, span, symbol: undefined };
  cx.aggregations.set(name, state);
  return state;
}

/** `@a[keys] = function(…)`. Gives the aggregation with its statement. */
export function checkAggregate(
  cx: Context,
  target: AggregationNode,
  value: Checked,
  span: Span,
): Checked {
  const { name } = target.state;
  if (value.type.kind === 'any') return errorNode(span);
  if (value.kind !== 'aggregating') {
    return cx.error(
      'D_AGG_FUNC',
      span,
      `@${name} must be assigned the result of an aggregating function`,
    );
  }
  if (target.statement) {
    return cx.error('D_OP_LVAL', span, 'operator = requires modifiable lvalue as an operand');
  }
  const keys = target.keys.map((key) => checkExpression(cx, key));
  const types = signatureOf(cx, target, keys);
  if (!types || !isSameFunction(cx, target.state, value.name, span)) return errorNode(span);
  const args = checkArguments(cx, value, target.state.symbol);
  if (!args) return errorNode(span);
  const aggregation = settle(target.state, value.name, types, args.parameters);
  const statement = {
    kind: 'aggregate',
    span,
    aggregation,
    keys: keys.map((key, i) => keyValue(cx, key, aggregation.keys[i])),
    value: args.value,
    increment: args.increment,
  } as const;
  return { ...target, statement };
}

function keyValue(cx: Context, key: Checked, type: Type | undefined): TypedExpression {
  const isText = type?.kind === 'string' || (type && resolve(type).kind === 'array');
  return isText ? convertTo(cx, key, type) : recordValue(cx, key);
}

/** Types of the keys: those of the first use, or the first use's own. */
function signatureOf(
  cx: Context,
  { state, span }: AggregationNode,
  keys: readonly Checked[],
): readonly Type[] | undefined {
  if (!state.symbol) return keyTypes(cx, keys, 'aggregation', span);
  const types = state.symbol.keys;
  const signature = keySignature(`@${state.name}[ ]`, types);
  return checkSignature(cx, signature, keys, span) ? types : undefined;
}

function isSameFunction(
  cx: Context,
  { name, symbol, span }: AggregationState,
  current: string,
  at: Span,
): boolean {
  if (!symbol || symbol.function === current) return true;
  cx.error(
    'D_AGG_REDEF',
    at,
    `aggregation redefined: @${name}\n\t current: @${name} = ${current}( )\n` +
      `\tprevious: @${name} = ${symbol.function}( ) : line ${span.line}`,
  );
  return false;
}

/** The function's arguments, by their roles; undefined if one is wrong. */
function checkArguments(
  cx: Context,
  { name, args, span }: CallNode,
  previous: AggregationSymbol | undefined,
) {
  const row = cx.world.aggregations.get(name);
  const value = args[0];
  if (value && !isScalar(value.type)) {
    cx.error('D_AGG_SCALAR', span, `${name}( ) argument #1 must be of scalar type`);
    return undefined;
  }
  const parameters = quantizers[name]?.(cx, args, previous?.parameters, span) ?? [];
  const increment = row?.increment === undefined ? undefined : args[row.increment];
  if (increment && !isScalar(increment.type)) {
    cx.error(
      'D_PROTO_ARG',
      span,
      `${name}( ) increment value (argument #${args.length}) must be of scalar type`,
    );
    return undefined;
  }
  return {
    parameters,
    value: value && toValue(cx, value),
    increment: increment && toValue(cx, increment),
  };
}

function settle(
  state: AggregationState,
  name: string,
  keys: readonly Type[],
  parameters: readonly bigint[],
): AggregationSymbol {
  state.symbol ??= { id: state.id, name: state.name, function: name, parameters, keys };
  return state.symbol;
}
