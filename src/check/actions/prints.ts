import { isVoid, resolve, sizeOf, type Type, typeName } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { scalar, toValue } from '../expressions/convert.ts';
import { shapeOf } from '../shapes.ts';
import { type CallNode, type Checked, isDynamic } from '../symbols.ts';
import type { ActionParts } from './index.ts';
import { recordValue } from './values.ts';

/** Larger things are cut. */
const MOST_RECORDED = 1 << 16;

/** print(): of any value on illumos, of what a pointer points to in Oracle's dialect. */
export function checkPrint(cx: Context, call: CallNode): ActionParts | undefined {
  const [arg] = call.args;
  if (!arg) return undefined;
  return cx.world.options.dialect === 'oracle'
    ? printTarget(cx, call, arg)
    : printValue(cx, call, arg);
}

function printTarget(cx: Context, call: CallNode, arg: Checked): ActionParts | undefined {
  const address = scalar(cx, arg);
  const pointer = resolve(address.type);
  const target: Type = pointer.kind === 'pointer' ? pointer.target : { kind: 'void' };
  if (sizeOf(target, cx.world.options.strsize) > 0) return memoryOf(cx, address, target);
  cx.error(
    'D_PRINT_SIZE',
    arg.span,
    `${call.name}( ) argument #1 reference has type '${typeName(target)}' with size 0; cannot ${call.name}( ) it.`,
  );
  return undefined;
}

function printValue(cx: Context, call: CallNode, arg: Checked): ActionParts | undefined {
  const problem = printProblem(arg);
  if (problem) {
    cx.error(problem, arg.span, `${call.name}( ) may not be applied to ${problems[problem]}`);
    return undefined;
  }
  if (arg.kind === 'load' && isLarge(arg.type)) return memoryOf(cx, arg.address, arg.type);
  // An array that is not in the kernel's memory is recorded as it lies in the variable.
  const isArray = resolve(arg.type).kind === 'array';
  const value = isArray ? toValue(cx, arg) : recordValue(cx, arg);
  const { kind } = resolve(value.type);
  if (kind === 'stack' || kind === 'symbol') return { args: [value], data: {} };
  return { args: [value], data: { shape: shapeOf(value.type, cx.world.options.strsize) } };
}

const problems = {
  D_PRINT_VOID: 'a void expression',
  D_PRINT_DYN: 'a dynamic expression',
  D_PRINT_AGG: 'an aggregation',
} as const;

function printProblem(arg: Checked): keyof typeof problems | undefined {
  if (arg.kind === 'aggregation') return 'D_PRINT_AGG';
  if (isDynamic(arg.type)) return 'D_PRINT_DYN';
  return isVoid(arg.type) ? 'D_PRINT_VOID' : undefined;
}

function isLarge(type: Type): boolean {
  return ['struct', 'union', 'array'].includes(resolve(type).kind);
}

/** The address, and the bytes that lie there. */
function memoryOf(cx: Context, address: ActionParts['args'][number], type: Type): ActionParts {
  const shape = shapeOf(type, cx.world.options.strsize);
  return { args: [address], data: { memory: Math.min(shape.bytes, MOST_RECORDED), shape } };
}
