import type { Span } from '../../diag/index.ts';
import type { ArithmeticOperator, Assignment } from '../../syntax/index.ts';
import { keepUserland, type TypedExpression } from '../../typed/index.ts';
import {
  commonPointer,
  isAssignable,
  isInteger,
  isPointer,
  isString,
  isUnsizedPointer,
  pointedTo,
  resolve,
  type Type,
} from '../../types/index.ts';
import { checkAggregate } from '../aggregating.ts';
import { type Context, errorNode } from '../context.ts';
import { describe } from '../describe.ts';
import { type Checked, isDynamic, isUnvalued } from '../symbols.ts';
import { incompatible } from './additive.ts';
import { checkIntegers, dividesByZero } from './binary.ts';
import { convertTo, isZero, offsetBy, operand, toValue } from './convert.ts';
import { isUnassigned, read, symbolOf } from './identifiers.ts';
import { checkExpression } from './index.ts';
import { asLvalue, isLvalue, isWritable } from './lvalues.ts';
import { checkTarget } from './targets.ts';

export function checkAssignment(cx: Context, node: Assignment): Checked {
  return node.operator ? checkCompound(cx, node.operator, node) : checkPlain(cx, node);
}

function checkPlain(cx: Context, node: Assignment): Checked {
  const { span } = node;
  const target = checkTarget(cx, node.target, true);
  const value = checkExpression(cx, node.value);
  if (target.kind === 'aggregation') return checkAggregate(cx, target, value, span);
  if (target.type.kind === 'any') return target;
  const typed = settleType(cx, target, value);
  if (isArrayOrFunction(typed.type)) {
    return cx.operatorError(
      'D_OP_ARRFUN',
      span,
      `operator = may not be applied to operand of type "${describe(typed.type)}"`,
    );
  }
  if (!mayHold(typed, value)) return incompatible(cx, '=', typed, value, span);
  // The constant 0 stays what it is: it empties a string, and frees what is in dynamic storage.
  const converted = isZero(value) ? toValue(cx, value) : convertTo(cx, value, typed.type);
  return assign(cx, typed, converted, undefined, span);
}

/** The first assignment gives a variable its type. */
export function settleType(cx: Context, target: Checked, value: Checked): Checked {
  if (target.kind !== 'variable' && target.kind !== 'element') return target;
  const symbol = symbolOf(cx, target.variable.scope, target.variable.name);
  if (!symbol) return target;
  if (isUnassigned(symbol))
    symbol.type = isUnvalued(value) ? value.type : keepUserland(value.type, value);
  if (!isDynamic(symbol.type)) symbol.used = true;
  return { ...target, type: symbol.type };
}

function isArrayOrFunction(type: Type): boolean {
  return ['array', 'function'].includes(resolve(type).kind);
}

/** Besides what its type allows, a variable in dynamic storage may be set to 0, which frees it. */
function mayHold(target: Checked, value: Checked): boolean {
  if (isDynamic(value.type) || isDynamic(target.type)) return false;
  if (isAssignable(target.type, operand(value))) return true;
  const dynamic =
    target.kind === 'element' || (target.kind === 'variable' && target.variable.scope === 'self');
  return dynamic && isZero(value);
}

function checkCompound(cx: Context, operator: ArithmeticOperator, node: Assignment): Checked {
  const { span } = node;
  const target = read(cx, checkTarget(cx, node.target, true));
  const value = checkExpression(cx, node.value);
  if (dividesByZero(cx, operator, value, span)) return errorNode(span);
  const sign = `${operator}=`;
  if (operator === '+' || operator === '-') {
    return checkSum(cx, operator, target, value, span);
  }
  if (!checkIntegers(cx, operator, target, value, span, sign)) return errorNode(span);
  return assign(cx, target, toValue(cx, value), operator, span);
}

function checkSum(
  cx: Context,
  operator: '+' | '-',
  target: Checked,
  value: Checked,
  span: Span,
): Checked {
  const sign = `${operator}=`;
  const numbers = isInteger(target.type) && isInteger(value.type);
  if (numbers) return assign(cx, target, toValue(cx, value), operator, span);
  if (isString(target.type) || isString(value.type)) {
    return incompatible(cx, sign, target, value, span);
  }
  const element = pointedTo(target.type);
  if (!isPointer(target.type) || isUnsizedPointer(target.type) || !element) {
    return cx.operatorError(
      'D_OP_VFPTR',
      span,
      `operator ${sign} requires left-hand scalar operand of known size`,
    );
  }
  if (!isInteger(value.type) && !commonPointer(operand(target), operand(value))) {
    return incompatible(cx, sign, target, value, span);
  }
  const base = toValue(cx, target);
  const moved = offsetBy(cx, base, toValue(cx, value), element, target.type, operator);
  return assign(cx, target, moved, undefined, span);
}

/** The assignment itself, once the types are known to fit. */
function assign(
  cx: Context,
  target: Checked,
  value: TypedExpression,
  operator: ArithmeticOperator | undefined,
  span: Span,
): Checked {
  const sign = `${operator ?? ''}=`;
  if (!isLvalue(target)) {
    return cx.operatorError(
      'D_OP_LVAL',
      span,
      `operator ${sign} requires modifiable lvalue as an operand`,
    );
  }
  if (!isWritable(target)) {
    return cx.operatorError(
      'D_OP_WRITE',
      span,
      `operator ${sign} can only be applied to a writable variable`,
    );
  }
  const place = asLvalue(target);
  if (!place) return errorNode(span);
  const node = { kind: 'assignment', target: place, value, type: target.type, span } as const;
  return operator ? { ...node, operator } : node;
}
