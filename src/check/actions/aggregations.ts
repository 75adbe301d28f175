import { isScalar } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describeType } from '../describe.ts';
import { toValue } from '../expressions/convert.ts';
import type { AggregationNode, CallNode, Checked } from '../symbols.ts';
import type { ActionParts } from './index.ts';

/** The part of the tags that tells whose argument it is. */
const tagWords: Readonly<Record<string, string>> = {
  clear: 'CLEAR',
  trunc: 'TRUNC',
  normalize: 'NORMALIZE',
  denormalize: 'NORMALIZE',
  printa: 'PRINTA',
};

/** clear(), trunc(), normalize(), denormalize(): an aggregation, and perhaps a number. */
export function checkAggregationAction(cx: Context, call: CallNode): ActionParts | undefined {
  const [first, number] = call.args;
  const id = first && aggregationId(cx, call, first, 1);
  if (id === undefined) return undefined;
  if (number && !isScalar(number.type)) {
    cx.error(
      `D_${tagWords[call.name]}_SCALAR`,
      call.span,
      `${call.name}( ) argument #2 must be of scalar type`,
    );
    return undefined;
  }
  return { args: number ? [toValue(cx, number)] : [], data: { aggregations: [id] } };
}

/** The id of an argument that must be a defined aggregation; undefined after a report. */
export function aggregationId(
  cx: Context,
  call: CallNode,
  arg: Checked,
  position: number,
): number | undefined {
  const word = tagWords[call.name];
  if (arg.type.kind === 'any') return undefined;
  if (!isAggregation(arg)) {
    cx.error(
      `D_${word}_AGGARG`,
      call.span,
      `${call.name}( ) argument #${position} is incompatible with prototype:\n` +
        `\tprototype: aggregation\n\t argument: ${describeType(arg)}`,
    );
    return undefined;
  }
  if (arg.state.symbol) return arg.state.id;
  cx.error(`D_${word}_AGGBAD`, call.span, `undefined aggregation: @${arg.state.name}`);
  return undefined;
}

export function isAggregation(node: Checked): node is AggregationNode {
  return node.kind === 'aggregation';
}
