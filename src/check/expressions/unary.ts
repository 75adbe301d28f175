import type { Unary } from '../../syntax/index.ts';
import { integer, isInteger, isScalar } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { foldUnary } from '../fold.ts';
import type { Checked } from '../symbols.ts';
import { decay, toValue } from './convert.ts';
import { checkExpression } from './index.ts';
import { checkAddressOf, dereference } from './pointers.ts';

export function checkUnary(cx: Context, node: Unary): Checked {
  if (node.operator === '&') return checkAddressOf(cx, node);
  const operand = checkExpression(cx, node.operand);
  if (node.operator === '*') return dereference(cx, operand, node.span);
  if (operand.kind === 'integer' && operand.type.kind !== 'any') {
    return { ...foldUnary(node.operator, operand), span: node.span };
  }
  return checkArithmetic(cx, node.operator, operand, node);
}

function checkArithmetic(
  cx: Context,
  operator: '!' | '~' | '-' | '+',
  operand: Checked,
  { span }: Unary,
): Checked {
  const need = needs[operator];
  if (!need.test(operand.type)) {
    return cx.operatorError(
      need.tag,
      span,
      `operator ${operator} requires an operand of ${need.words} type`,
    );
  }
  const value = decay(toValue(cx, operand));
  if (operator === '+') return value;
  const type = operator === '!' ? integer('int') : value.type;
  return { kind: kinds[operator], operand: value, type, span };
}

const needs = {
  '-': { test: isInteger, tag: 'D_OP_ARITH', words: 'arithmetic' },
  '+': { test: isInteger, tag: 'D_OP_ARITH', words: 'arithmetic' },
  '~': { test: isInteger, tag: 'D_OP_INT', words: 'integral' },
  '!': { test: isScalar, tag: 'D_OP_SCALAR', words: 'scalar' },
} as const;

const kinds = { '-': 'negate', '~': 'complement', '!': 'not' } as const;
