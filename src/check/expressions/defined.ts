import type { Call } from '../../syntax/index.ts';
import { integer } from '../../types/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { constant } from './convert.ts';
import { checkExpression } from './index.ts';

/**
 * `defined(expression)`: 1 if the expression is right, on the running kernel, else 0; it is not
 * evaluated. For libraries: a member that only some kernels have is guarded by it, as
 * `defined(T->__state) ? T->__state : T->state`, whose other arm is not looked at.
 */
export function checkDefined(cx: Context, node: Call): Checked {
  const ask = (): boolean =>
    cx.isRight(() => {
      for (const arg of node.arguments) checkExpression(cx, arg);
    });
  const isRight = cx.world.whileDefined?.(ask) ?? ask();
  return constant(isRight ? 1n : 0n, integer('int'), node.span);
}
