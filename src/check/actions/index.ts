import type { RecordStatement, TypedStatement } from '../../typed/index.ts';
import type { Context } from '../context.ts';
import type { CallNode } from '../symbols.ts';
import { checkAggregationAction } from './aggregations.ts';
import { checkFormatted, checkFreopen, checkPrinta } from './formats.ts';
import { checkPrint } from './prints.ts';
import { checkRefused } from './refused.ts';
import { checkSetopt } from './settings.ts';
import { checkTrace, checkTracemem } from './traces.ts';
import { recordValue } from './values.ts';

/** What an action's arguments become: fields of the record, and facts for the consumer. */
export type ActionParts = Pick<RecordStatement, 'args' | 'data'>;

/** Checks beyond the prototype. Undefined: something was reported. */
type ActionCheck = (cx: Context, call: CallNode) => ActionParts | undefined;

const checks: Readonly<Record<string, ActionCheck>> = {
  printf: checkFormatted,
  system: checkFormatted,
  freopen: checkFreopen,
  setopt: checkSetopt,
  printa: checkPrinta,
  clear: checkAggregationAction,
  trunc: checkAggregationAction,
  normalize: checkAggregationAction,
  denormalize: checkAggregationAction,
  trace: checkTrace,
  print: checkPrint,
  tracemem: checkTracemem,
};

/** An action as a statement. */
export function checkAction(cx: Context, call: CallNode): TypedStatement | undefined {
  if (call.type.kind === 'any') return undefined;
  const parts = (checks[call.name] ?? checkPlain)(cx, call);
  checkRefused(cx, call);
  return parts && { kind: 'record', span: call.span, action: call.name, ...parts };
}

/** One field an argument; for stack() and sym() the one value that the call itself is. */
function checkPlain(cx: Context, call: CallNode): ActionParts {
  const isValue = call.type.kind === 'stack' || call.type.kind === 'symbol';
  const nodes = isValue ? [call] : call.args;
  return { args: nodes.map((node) => recordValue(cx, node)), data: {} };
}
