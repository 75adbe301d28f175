import type { Span } from '../diag/index.ts';
import type { Clause } from '../syntax/index.ts';
import type { TypedClause, TypedExpression } from '../typed/index.ts';
import { children, statementExpressions } from '../typed/index.ts';
import { leastStable, type Stability } from '../types/index.ts';
import type { Context } from './context.ts';
import { lastLine } from './lines.ts';
import { expressionStability, patternContexts } from './stability.ts';

/** `-x amin`: the descriptions of a clause promise no less. True if they do. */
export function checkDescriptionMinimum(cx: Context, { probes, span }: Clause): boolean {
  const below = patternContexts(probes, cx.world)
    .map(({ description }) => description)
    .find((description) => isBelow(cx, description));
  if (below !== undefined) refuse(cx, 'clause', below, lastLine(span));
  return below === undefined;
}

/** Nor does anything that the clause uses. */
export function checkMinimum(cx: Context, clause: TypedClause): void {
  for (const { provider } of patternContexts(clause.descriptions, cx.world)) {
    const stabilityOf = (e: TypedExpression) => expressionStability(e, provider, cx.world);
    const culprit = expressionsOf(clause)
      .map((e) => innermost(e, (part) => isBelow(cx, stabilityOf(part))))
      .find((found) => found !== undefined);
    if (culprit) refuse(cx, describe(culprit), stabilityOf(culprit), culprit.span);
  }
}

function isBelow({ world }: Context, stability: Stability): boolean {
  const { amin } = world.options;
  return amin !== undefined && leastStable(stability, amin) !== amin;
}

function refuse(cx: Context, what: string, stability: Stability, span: Span): void {
  const message = `attributes for ${what} (${stability}) are less than predefined minimum`;
  cx.error('D_ATTR_MIN', span, message);
}

function expressionsOf({ predicate, body }: TypedClause): readonly TypedExpression[] {
  return [...(predicate ? [predicate] : []), ...body.flatMap(statementExpressions)];
}

/** The first part, looked at before the whole, that is it itself. */
function innermost(
  e: TypedExpression,
  isIt: (part: TypedExpression) => boolean,
): TypedExpression | undefined {
  if (!isIt(e)) return undefined;
  for (const child of children(e)) {
    const found = innermost(child, isIt);
    if (found) return found;
  }
  return e;
}

function describe(e: TypedExpression): string {
  if (e.kind === 'builtin') return `scalar ${e.name}`;
  if (e.kind === 'call') return `function ${e.name}( )`;
  if (e.kind === 'variable') return `scalar ${e.variable.name}`;
  return 'statement';
}
