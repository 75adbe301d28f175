import type { Expression } from '../../syntax/index.ts';
import { checkAggregation } from '../aggregating.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { checkElement } from './elements.ts';
import { checkTargetName } from './identifiers.ts';
import { checkExpression } from './index.ts';
import { checkScopedName, isScopedName } from './scoped.ts';

/** An expression that names a place, which is not read (yet). `create`: a new name makes a variable. */
export function checkTarget(cx: Context, node: Expression, create = false): Checked {
  if (isScopedName(node)) return checkScopedName(cx, node);
  if (node.kind === 'index') return checkElement(cx, node);
  if (node.kind === 'aggregation') return checkAggregation(cx, node, create);
  if (create && node.kind === 'identifier') return checkTargetName(cx, node);
  return checkExpression(cx, node);
}
