import { assertNever } from '../diag/index.ts';
import type { Expression, ExpressionStatement } from '../syntax/index.ts';
import type { TypedStatement } from '../typed/index.ts';
import { checkAction } from './actions/index.ts';
import type { Context } from './context.ts';
import { decay, toValue } from './expressions/convert.ts';
import { checkExpression } from './expressions/index.ts';
import { checkTarget } from './expressions/targets.ts';
import { isUnvalued } from './symbols.ts';

/** A statement that is an expression; undefined if something is wrong with it. */
export function checkStatement(cx: Context, node: ExpressionStatement): TypedStatement | undefined {
  const checked = checkStatementExpression(cx, node.expression);
  if (checked.type.kind === 'any') return undefined;
  if (!isUnvalued(checked) || checked.kind === 'array' || checked.kind === 'translated') {
    return { kind: 'expression', expression: decay(toValue(cx, checked)), span: node.span };
  }
  switch (checked.kind) {
    case 'action':
      return checkAction(cx, checked);
    case 'aggregating':
      toValue(cx, checked);
      return undefined;
    case 'aggregation':
      if (!checked.statement) {
        cx.error('D_AGG_NULL', node.span, `expression has null effect: @${checked.state.name}`);
      }
      return checked.statement;
    default:
      return assertNever(checked);
  }
}

/** An aggregation alone may be new: it is reported as having no effect, not as unknown. */
function checkStatementExpression(cx: Context, node: Expression) {
  return node.kind === 'aggregation' ? checkTarget(cx, node) : checkExpression(cx, node);
}
