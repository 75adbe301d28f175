import type { Span } from '../../diag/index.ts';
import type { Context } from '../context.ts';

/** An action or subroutine that is known but has no code, at least in this dialect: said if all else is right. */
export function checkRefused(
  cx: Context,
  { name, span }: { readonly name: string; readonly span: Span },
): void {
  const { actions, subroutines, options } = cx.world;
  const { dialect } = options;
  const { refused } = actions.get(name) ?? subroutines.get(name) ?? {};
  if (!refused || (refused.dialect ?? dialect) !== dialect) return;
  cx.refuse(span, `${name}( ) is refused: ${refused.reason}`);
}
