import { isInteger, isPointer, isScalar, isVoid, resolve } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describeType } from '../describe.ts';
import { positiveConstant, scalar, toValue } from '../expressions/convert.ts';
import { type CallNode, type Checked, isDynamic } from '../symbols.ts';
import type { ActionParts } from './index.ts';
import { recordValue } from './values.ts';

/** trace(value): anything that has a value. */
export function checkTrace(cx: Context, call: CallNode): ActionParts | undefined {
  const [arg] = call.args;
  if (!arg) return undefined;
  const problem = traceProblem(cx, arg);
  if (problem) {
    cx.error(problem, arg.span, `${call.name}( ) may not be applied to a ${problems[problem]}`);
    return undefined;
  }
  // Arrays and structs are recorded as they lie in memory.
  const isArray = resolve(arg.type).kind === 'array';
  const value = isArray ? toValue(cx, arg) : recordValue(cx, arg);
  return { args: [value], data: {} };
}

const problems = {
  D_TRACE_VOID: 'void expression',
  D_TRACE_DYN: 'dynamic expression',
  D_TRACE_AGG: 'an aggregation',
} as const;

function traceProblem(cx: Context, arg: Checked): keyof typeof problems | undefined {
  if (arg.kind === 'aggregation' && cx.world.options.dialect === 'illumos') return 'D_TRACE_AGG';
  if (isDynamic(arg.type)) return 'D_TRACE_DYN';
  return isVoid(arg.type) ? 'D_TRACE_VOID' : undefined;
}

/** tracemem(address, bytes[, how many of them at run time]). */
export function checkTracemem(cx: Context, call: CallNode): ActionParts | undefined {
  const [address, size, shown, ...more] = call.args;
  if (!address || !size) return undefined;
  if (more.length > 0) {
    const message = `${call.name}( ) prototype mismatch: ${call.args.length} args passed, at most 3 expected`;
    cx.error('D_TRACEMEM_ARGS', call.span, message);
    return undefined;
  }
  if (isDynamic(address.type) || !(isInteger(address.type) || isPointer(address.type))) {
    cx.error(
      'D_TRACEMEM_ADDR',
      address.span,
      `${call.name}( ) argument #1 is incompatible with prototype:\n` +
        `\tprototype: pointer or integer\n\t argument: ${describeType(address)}`,
    );
    return undefined;
  }
  const bytes = positiveConstant(size);
  if (bytes === undefined) {
    cx.error(
      'D_TRACEMEM_SIZE',
      size.span,
      `${call.name}( ) argument #2 must be a non-zero positive integral constant expression`,
    );
    return undefined;
  }
  if (shown && !isScalar(shown.type)) {
    cx.error(
      'D_TRACEMEM_DYNSIZE',
      shown.span,
      `${call.name}( ) argument #3 must be of scalar type`,
    );
    return undefined;
  }
  const args = [scalar(cx, address), ...(shown ? [toValue(cx, shown)] : [])];
  return { args, data: { memory: Number(bytes) } };
}
