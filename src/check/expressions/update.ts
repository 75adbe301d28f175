import type { Update } from '../../syntax/index.ts';
import {
  integer,
  intrinsicTypedefs,
  isScalar,
  isUnsizedPointer,
  pointedTo,
} from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { settleType } from './assignment.ts';
import { constant, offsetBy, toValue } from './convert.ts';
import { asLvalue, isLvalue, isWritable } from './lvalues.ts';
import { checkTarget } from './targets.ts';

/** `++` and `--`. A variable that is new becomes an int64_t. */
export function checkUpdate(cx: Context, node: Update): Checked {
  const { operator, span } = node;
  const type = intrinsicTypedefs.get('int64_t') ?? integer('long');
  const target = settleType(cx, checkTarget(cx, node.operand, true), constant(1n, type, span));
  const problem = findProblem(target);
  if (problem) return cx.operatorError(problem[0], span, `operator ${operator} ${problem[1]}`);
  const place = asLvalue(target);
  if (!place) return errorNode(span);
  const delta = operator === '++' ? 1n : -1n;
  if (pointedTo(target.type)) return movePointer(cx, node, target, delta);
  return { kind: 'update', delta, prefix: node.prefix, target: place, type: target.type, span };
}

function findProblem(target: Checked): readonly [tag: string, message: string] | undefined {
  if (!isScalar(target.type)) return ['D_OP_SCALAR', 'requires operand of scalar type'];
  if (isUnsizedPointer(target.type)) return ['D_OP_VFPTR', 'requires an operand of known size'];
  if (!isLvalue(target)) return ['D_OP_LVAL', 'requires modifiable lvalue as an operand'];
  if (!isWritable(target)) return ['D_OP_WRITE', 'can only be applied to a writable variable'];
  return undefined;
}

/** `p++` is `(p = p + 1) - 1`, in elements. */
function movePointer(cx: Context, node: Update, target: Checked, delta: bigint): Checked {
  const { span } = node;
  const place = asLvalue(target);
  const element = pointedTo(target.type);
  if (!place || !element) return errorNode(span);
  const step = constant(delta, integer('long'), span);
  const value = offsetBy(cx, toValue(cx, target), step, element, target.type);
  const moved = { kind: 'assignment', target: place, value, type: target.type, span } as const;
  if (node.prefix) return moved;
  return offsetBy(cx, moved, constant(-delta, integer('long'), span), element, target.type);
}
