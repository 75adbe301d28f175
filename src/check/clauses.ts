import type { Clause, Expression, Statement } from '../syntax/index.ts';
import type { Probe, TypedClause, TypedExpression, TypedStatement } from '../typed/index.ts';
import { isScalar } from '../types/index.ts';
import { checkConditions } from './conditions.ts';
import type { Context } from './context.ts';
import { decay, toValue } from './expressions/convert.ts';
import { checkExpression } from './expressions/index.ts';
import { checkFirings } from './firings.ts';
import { lastLine } from './lines.ts';
import { checkDescriptionMinimum, checkMinimum } from './minimum.ts';
import { checkOrder } from './order.ts';
import { matchProbes } from './probes.ts';
import { checkStatement } from './statements.ts';
import { checkForms, formsOf, namedArguments } from './unlike-probes.ts';

/** A clause, as one or (with if, or with descriptions that overlap) several typed clauses. */
export function checkClause(cx: Context, node: Clause, unit: number): readonly TypedClause[] {
  const named = namedArguments(node);
  const check = (clause: Clause, matched: readonly (readonly Probe[])[]) =>
    checkForProbes(cx, clause, unit, matched);
  if (named.length === 0) return check(node, matchAll(cx, node));
  // The types in it may depend on the probe.
  return checkForms(cx, formsOf(cx, node, named), ({ clause, probes }) =>
    check(clause, probes ? [probes] : matchAll(cx, clause)),
  );
}

function matchAll(cx: Context, { probes }: Clause): readonly (readonly Probe[])[] {
  return probes.map((description) => matchProbes(cx, description));
}

function checkForProbes(
  cx: Context,
  node: Clause,
  unit: number,
  matched: readonly (readonly Probe[])[],
): readonly TypedClause[] {
  const groups = groupProbes(matched);
  cx.matched += groups.flat().length;
  const limited = cx.world.options.amin !== undefined;
  const isGood = !limited || checkDescriptionMinimum(cx, node);
  const parts = checkBody(cx, node);
  checkFirings(cx, groups.flat(), parts);
  const clauses = groups.flatMap((probes) =>
    parts.map((part) => ({
      span: node.span,
      unit,
      descriptions: node.probes,
      probes,
      ...part,
    })),
  );
  if (limited && isGood) for (const clause of clauses) checkMinimum(cx, clause);
  return clauses;
}

export type ClausePart = Pick<TypedClause, 'predicate' | 'body'>;

/**
 * The clause runs once for each description that a probe matches. Descriptions without common
 * probes make one clause; a probe met again makes one more.
 */
function groupProbes(matched: readonly (readonly Probe[])[]): readonly (readonly Probe[])[] {
  const [only, ...others] = matched;
  if (only && others.length === 0) return [only];
  const groups: Set<Probe>[] = [new Set()];
  for (const probe of matched.flat()) {
    const free = groups.find((group) => !group.has(probe));
    if (free) free.add(probe);
    else groups.push(new Set([probe]));
  }
  return groups.map((group) => [...group]);
}

function checkBody(cx: Context, node: Clause): readonly ClausePart[] {
  const body = node.body ?? [];
  if (body.some((statement) => statement.kind === 'if')) return checkConditions(cx, node);
  return [checkPlainBody(cx, node.predicate, body, node)];
}

const undefinedTags: ReadonlySet<string> = new Set(['D_IDENT_UNDEF', 'D_VAR_UNDEF']);

/**
 * The body comes before the predicate, so that a predicate may read what only the body assigns.
 * If the body reads something unknown, the predicate may be where it is made: then the other way round.
 */
function checkPlainBody(
  cx: Context,
  predicate: Expression | undefined,
  statements: readonly Statement[],
  clause: Clause,
): ClausePart {
  let body: readonly TypedStatement[] = [];
  const first = cx.attempt(() => {
    body = checkStatements(cx, statements);
  });
  if (!predicate) return { predicate: undefined, body };
  const retry = first.errors.some((e) => undefinedTags.has(e.tag));
  if (!retry) return { predicate: checkPredicate(cx, predicate, clause), body };
  first.undo();
  const typed = checkPredicate(cx, predicate, clause);
  return { predicate: typed, body: checkStatements(cx, statements) };
}

/** The statements of a body without if. */
export function checkStatements(
  cx: Context,
  statements: readonly Statement[],
): readonly TypedStatement[] {
  const typed = statements.flatMap((s) =>
    s.kind === 'expression' ? (checkStatement(cx, s) ?? []) : [],
  );
  checkOrder(cx, typed);
  return typed;
}

export function checkPredicate(cx: Context, node: Expression, clause: Clause): TypedExpression {
  const checked = checkExpression(cx, node);
  if (isScalar(checked.type)) return decay(toValue(cx, checked));
  return cx.error(
    'D_PRED_SCALAR',
    lastLine(clause.span),
    'predicate result must be of scalar type',
  );
}
