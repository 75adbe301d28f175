import type { Span } from '../../diag/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { checkLlquantize } from './llquantize.ts';
import { checkLquantize } from './lquantize.ts';

/**
 * Checks the constant parameters of an aggregating function, and that they are those of earlier
 * uses; gives all of them, the defaults filled in.
 */
export type ParameterCheck = (
  cx: Context,
  args: readonly Checked[],
  previous: readonly bigint[] | undefined,
  span: Span,
) => readonly bigint[];

export const quantizers: Readonly<Record<string, ParameterCheck>> = {
  lquantize: checkLquantize,
  llquantize: checkLlquantize,
};
