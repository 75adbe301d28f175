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

/** A clause, as one or (with if, or with descriptions that overlap) several typed clauses. */
export function checkClause(cx: Context, node: Clause, unit: number): readonly TypedClause[] {
  const clauses = node.probes.map((description) => ({ ...node, probes: [description] }));
  const typed = (namesArguments(node) ? clauses : [node]).flatMap((clause) => {
    cx.description = clause.probes[0];
    return checkForProbes(cx, clause, unit);
  });
  cx.description = undefined;
  return typed;
}

/** May the types in it depend on the description? */
function namesArguments({ span }: Clause): boolean {
  return /\bargs\s*\[/.test(span.source.text.slice(span.start, span.end));
}

function checkForProbes(cx: Context, node: Clause, unit: number): readonly TypedClause[] {
  const groups = groupProbes(node.probes.map((description) => matchProbes(cx, description)));
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
