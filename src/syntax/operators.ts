import { bug, joinSpans } from '../diag/index.ts';
import type { BinaryOperator, Expression } from './ast.ts';

/** C's binary operators from the loosest to the tightest, with D's `^^` between `||` and `&&`. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['||'],
  ['^^'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const levelOf: ReadonlyMap<string, number> = new Map(
  levels.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)),
);

/** How tightly an operator binds: 0 for `||`, more for tighter ones. All are left-associative. */
export function precedence(operator: BinaryOperator): number {
  return levelOf.get(operator) ?? bug(`no precedence for ${operator}`);
}

/** The number of binary levels: unary operators bind at this level and above. */
export const tightest = levels.length;

export type OperatorTail = readonly (readonly [BinaryOperator, Expression])[];

/** Groups `a + b * c` by precedence, left to right. */
export function groupBinary(head: Expression, tail: OperatorTail): Expression {
  // Left operands that still wait for their right one, each binding tighter than the one below it.
  const waiting: { readonly left: Expression; readonly operator: BinaryOperator }[] = [];
  const close = (operand: Expression, level: number): Expression => {
    const top = waiting.at(-1);
    if (top === undefined || precedence(top.operator) < level) return operand;
    waiting.pop();
    const span = joinSpans(top.left.span, operand.span);
    return close({ kind: 'binary', ...top, right: operand, span }, level);
  };
  let last = head;
  for (const [operator, operand] of tail) {
    waiting.push({ left: close(last, precedence(operator)), operator });
    last = operand;
  }
  return close(last, 0);
}
