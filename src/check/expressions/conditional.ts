import type { Conditional, Expression } from '../../syntax/index.ts';
import {
  commonPointer,
  isInteger,
  isScalar,
  isString,
  isStringLike,
  promote,
  sameType,
  stringType,
  type Type,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import { type Checked, isDynamic } from '../symbols.ts';
import { convertTo, operand, toValue } from './convert.ts';
import { checkExpression } from './index.ts';

/** The arm that a constant condition leaves over, without a look at the other one. */
function chosenArm(condition: Checked, node: Conditional): Expression | undefined {
  if (condition.kind !== 'integer' || condition.type.kind === 'any') return undefined;
  return condition.value !== 0n ? node.consequent : node.alternate;
}

export function checkConditional(cx: Context, node: Conditional): Checked {
  const condition = checkExpression(cx, node.condition);
  const chosen = chosenArm(condition, node);
  if (chosen) return checkExpression(cx, chosen);
  return checkArms(cx, condition, node);
}

function checkArms(cx: Context, condition: Checked, node: Conditional): Checked {
  const { span } = node;
  const left = checkExpression(cx, node.consequent);
  const right = checkExpression(cx, node.alternate);
  if (!isScalar(condition.type)) {
    return cx.operatorError('D_OP_SCALAR', span, 'operator ?: expression must be of scalar type');
  }
  if (isDynamic(left.type) || isDynamic(right.type)) {
    return cx.operatorError('D_OP_DYN', span, 'operator ?: operands cannot be of dynamic type');
  }
  const type = commonType(left, right);
  if (!type) {
    return cx.operatorError(
      'D_OP_INCOMPAT',
      span,
      'operator ?: operands must have compatible types',
    );
  }
  if (left.kind === 'action' || right.kind === 'action') {
    return cx.operatorError('D_OP_ACT', span, 'action cannot be used in a conditional context');
  }
  return {
    kind: 'conditional',
    condition: toValue(cx, condition),
    consequent: convertTo(cx, left, type),
    alternate: convertTo(cx, right, type),
    type,
    span,
  };
}

function commonType(left: Checked, right: Checked): Type | undefined {
  if (sameType(left.type, right.type)) return left.type;
  if (isInteger(left.type) && isInteger(right.type)) return promote(left.type, right.type);
  if (isStringLike(left.type) && isStringLike(right.type)) {
    if (isString(left.type) || isString(right.type)) return stringType;
  }
  return commonPointer(operand(left), operand(right));
}
