import type { Comma } from '../../syntax/index.ts';
import { voidType } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { type Checked, isDynamic } from '../symbols.ts';
import { toValue } from './convert.ts';
import { checkExpression } from './index.ts';

export function checkComma(cx: Context, node: Comma): Checked {
  const operands = node.expressions.map((e) => checkExpression(cx, e));
  if (operands.some((o) => isDynamic(o.type))) {
    return cx.operatorError('D_OP_DYN', node.span, 'operator , operands cannot be of dynamic type');
  }
  if (operands.some((o) => o.kind === 'action')) {
    return cx.operatorError('D_OP_ACT', node.span, 'operator , operands cannot be actions');
  }
  const expressions = operands.map((o) => toValue(cx, o));
  return { kind: 'comma', expressions, type: operands.at(-1)?.type ?? voidType, span: node.span };
}
