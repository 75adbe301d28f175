import type { Span } from '../../diag/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { compareParameters, type ParameterRule, readParameters } from './parameters.ts';

const label = 'lquantize( )';
const signed32 = { least: -(2n ** 31n), most: 2n ** 31n - 1n, range: 'a 32-bit quantity' };
const unsigned16 = { least: 0n, most: 0xffffn, range: 'a 16-bit quantity' };

const tags = (part: string) => ({
  typeTag: `D_LQUANT_${part}TYPE`,
  valueTag: `D_LQUANT_${part}VAL`,
  matchTag: `D_LQUANT_MATCH${part}`,
});

const rules: readonly ParameterRule[] = [
  { word: 'base', ...tags('BASE'), ...signed32 },
  { word: 'limit', ...tags('LIM'), ...signed32 },
  { word: 'step', ...tags('STEP'), ...unsigned16, positive: true, default: 1n },
];

/** Base, limit and step of a linear distribution. */
export function checkLquantize(
  cx: Context,
  [, ...args]: readonly Checked[],
  previous: readonly bigint[] | undefined,
  span: Span,
): readonly bigint[] {
  const bounds = readParameters(cx, label, rules.slice(0, 2), args);
  if (!bounds) return [];
  const [base = 0n, limit = 0n] = bounds;
  if (limit <= base) {
    const message = 'lquantize( ) base (argument #1) must be less than limit (argument #2)';
    cx.error('D_LQUANT_MISMATCH', span, message);
    return [];
  }
  const values = readParameters(cx, label, rules, args);
  if (!values) return [];
  const problem = levelProblem((limit - base) / (values[2] ?? 1n));
  if (problem) {
    cx.error(problem[0], span, `lquantize( ) ${problem[1]}`);
  } else if (previous) {
    const [current, before] = [wholeSteps(values), wholeSteps(previous)];
    compareParameters(cx, label, rules, current, before, span);
  }
  return values;
}

/** A limit between two steps counts as the lower one. */
function wholeSteps([base = 0n, limit = 0n, step = 1n]: readonly bigint[]): readonly bigint[] {
  return [base, limit - ((limit - base) % step), step];
}

function levelProblem(levels: bigint): readonly [tag: string, message: string] | undefined {
  if (levels === 0n) {
    return [
      'D_LQUANT_STEPLARGE',
      'step (argument #3) too large: must have at least one quantization level',
    ];
  }
  if (levels <= 0xffffn) return undefined;
  return [
    'D_LQUANT_STEPSMALL',
    'step (argument #3) too small: number of quantization levels must be a 16-bit quantity',
  ];
}
