import { stringType } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { convertArgument } from '../expressions/convert.ts';
import type { CallNode } from '../symbols.ts';
import type { ActionParts } from './index.ts';

/** setopt(name[, value]): both as text, read from memory if need be. */
export function checkSetopt(cx: Context, { args }: CallNode): ActionParts {
  const texts = args.map((arg) => convertArgument(cx, arg, stringType));
  return { args: texts, data: {} };
}
