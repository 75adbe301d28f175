import type { Span } from '../../diag/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';

/** What one constant parameter of an aggregating function has to be. */
export interface ParameterRule {
  readonly word: string;
  readonly typeTag: string;
  readonly valueTag: string;
  readonly matchTag: string;
  readonly least: bigint;
  readonly most: bigint;
  /** How messages describe that range. */
  readonly range: string;
  /** Zero and negative constants are of the wrong type already. */
  readonly positive?: boolean;
  readonly default?: bigint;
}

/** The values of the parameters, or undefined after a report. Positions count from 1, after the value. */
export function readParameters(
  cx: Context,
  label: string,
  rules: readonly ParameterRule[],
  args: readonly Checked[],
): readonly bigint[] | undefined {
  const values: bigint[] = [];
  for (const [i, rule] of rules.entries()) {
    const arg = args[i];
    const value = arg
      ? readParameter(cx, `${label} argument #${i + 1} must be`, rule, arg)
      : rule.default;
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function readParameter(
  cx: Context,
  label: string,
  rule: ParameterRule,
  arg: Checked,
): bigint | undefined {
  if (arg.type.kind === 'any') return undefined;
  const value = arg.kind === 'integer' ? BigInt.asIntN(64, arg.value) : undefined;
  const kind = rule.positive ? 'a non-zero positive integer constant' : 'an integer constant';
  if (value === undefined || (rule.positive && value <= 0n)) {
    cx.error(rule.typeTag, arg.span, `${label} ${kind}`);
    return undefined;
  }
  if (value >= rule.least && value <= rule.most) return value;
  cx.error(rule.valueTag, arg.span, `${label} ${rule.range}`);
  return undefined;
}

/** One aggregation keeps one set of parameters: reports the first that differs from an earlier use. */
export function compareParameters(
  cx: Context,
  label: string,
  rules: readonly ParameterRule[],
  current: readonly bigint[],
  previous: readonly bigint[],
  span: Span,
): void {
  const at = current.findIndex((value, i) => value !== previous[i]);
  const rule = rules[at];
  if (!rule) return;
  const values = `expected ${previous[at]}, found ${current[at]}`;
  cx.error(
    rule.matchTag,
    span,
    `${label} ${rule.word} (argument #${at + 1}) doesn't match previous declaration: ${values}`,
  );
}
