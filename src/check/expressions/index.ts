import { assertNever } from '../../diag/index.ts';
import type { Expression } from '../../syntax/index.ts';
import { checkAggregation } from '../aggregating.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { checkAssignment } from './assignment.ts';
import { checkBinary } from './binary.ts';
import { checkCall } from './call.ts';
import { checkCast, checkStringof } from './cast.ts';
import { checkComma } from './comma.ts';
import { checkConditional } from './conditional.ts';
import { checkIndex } from './elements.ts';
import { checkIdentifier } from './identifiers.ts';
import { checkInteger, checkString } from './literals.ts';
import { checkMember } from './member.ts';
import { checkOffsetof, checkSizeof } from './sizeof.ts';
import { checkUnary } from './unary.ts';
import { checkUpdate } from './update.ts';
import { checkXlate } from './xlate.ts';

/** An expression whose value is wanted: its type, its names resolved, its constants calculated. */
export function checkExpression(cx: Context, node: Expression): Checked {
  switch (node.kind) {
    case 'integer':
      return checkInteger(cx, node);
    case 'string':
      return checkString(cx, node);
    case 'identifier':
      return checkIdentifier(cx, node);
    case 'aggregation':
      return checkAggregation(cx, node);
    case 'unary':
      return checkUnary(cx, node);
    case 'update':
      return checkUpdate(cx, node);
    case 'binary':
      return checkBinary(cx, node);
    case 'assignment':
      return checkAssignment(cx, node);
    case 'conditional':
      return checkConditional(cx, node);
    case 'call':
      return checkCall(cx, node);
    case 'member':
      return checkMember(cx, node);
    case 'index':
      return checkIndex(cx, node);
    case 'cast':
      return checkCast(cx, node);
    case 'sizeof':
      return checkSizeof(cx, node);
    case 'offsetof':
      return checkOffsetof(cx, node);
    case 'stringof':
      return checkStringof(cx, node);
    case 'xlate':
      return checkXlate(cx, node);
    case 'comma':
      return checkComma(cx, node);
    default:
      return assertNever(node);
  }
}
