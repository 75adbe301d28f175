import type { TypedExpression } from '../../typed/index.ts';
import { isSigned, type StackType } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { errorNode } from '../context.ts';
import { decay, positiveConstant, toValue } from '../expressions/convert.ts';
import type { CallNode, Checked } from '../symbols.ts';
import { checkRefused } from './refused.ts';

/** A value in a record or a key: besides ordinary ones also stack() and sym() and their kin. */
export function recordValue(cx: Context, node: Checked): TypedExpression {
  if (node.kind !== 'action') return decay(toValue(cx, node));
  if (node.type.kind === 'stack') return stackValue(cx, node);
  if (node.type.kind !== 'symbol') return toValue(cx, node);
  const [address] = node.args;
  if (!address) return errorNode(node.span);
  return { kind: 'symbol', address: toValue(cx, address), type: node.type, span: node.span };
}

interface StackForm {
  readonly user: boolean;
  readonly option: 'stackframes' | 'ustackframes' | 'jstackframes';
  readonly tag: string;
}

const userStack: StackForm = { user: true, option: 'ustackframes', tag: 'D_USTACK_FRAMES' };

const stackForms: Readonly<Record<string, StackForm>> = {
  stack: { user: false, option: 'stackframes', tag: 'D_STACK_SIZE' },
  ustack: userStack,
  jstack: { ...userStack, option: 'jstackframes' },
};

/** stack(frames), ustack(frames, strsize): constants; without them the options rule. */
function stackValue(cx: Context, call: CallNode): TypedExpression {
  const { name, args, span } = call;
  checkRefused(cx, call);
  const form = stackForms[name] ?? userStack;
  const [count, strings] = args;
  const frames = count ? positiveConstant(count) : BigInt(cx.world.options[form.option]);
  if (frames === undefined) {
    return cx.error(
      form.tag,
      count?.span ?? span,
      `${name}( ) argument #1 must be a non-zero positive integer constant`,
    );
  }
  if (strings && !isSizeConstant(strings)) {
    return cx.error(
      'D_USTACK_STRSIZE',
      strings.span,
      `${name}( ) argument #2 must be a positive integer constant`,
    );
  }
  const type: StackType = { kind: 'stack', user: form.user };
  const most = Math.min(Number(frames), cx.world.options.maxframes);
  return { kind: 'stack', user: form.user, frames: most, type, span };
}

function isSizeConstant(node: Checked): boolean {
  return node.kind === 'integer' && (node.value >= 0n || !isSigned(node.type));
}
