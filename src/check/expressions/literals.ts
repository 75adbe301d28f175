import type { IntegerLiteral, StringLiteral } from '../../syntax/index.ts';
import { literalType, stringType } from '../../types/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';

export function checkInteger(cx: Context, node: IntegerLiteral): Checked {
  const type = literalType(node.value, {
    decimal: node.base === 'decimal',
    unsigned: node.unsigned,
    longs: node.longs,
  });
  if (type) return { kind: 'integer', value: node.value, type, span: node.span };
  return cx.earlyError(
    'D_INT_OFLOW',
    node.span,
    `integer constant 0x${node.value.toString(16)} cannot be represented in any built-in integral type`,
  );
}

export function checkString(_cx: Context, node: StringLiteral): Checked {
  return { kind: 'string', value: node.value, type: stringType, span: node.span };
}
