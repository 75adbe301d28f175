import type { ClauseSpec } from '../bpf/index.ts';
import { assertNever } from '../diag/index.ts';
import type { BlockId } from '../ir/index.ts';
import { actions, subroutines } from '../lang/index.ts';
import {
  children,
  statementExpressions,
  type TypedClause,
  type TypedExpression,
  type TypedStatement,
} from '../typed/index.ts';
import { lowerAggregate } from './aggregate.ts';
import { lowerCondition } from './expressions/condition.ts';
import { lower } from './expressions/index.ts';
import { ClauseGen } from './gen.ts';
import type { ModuleGen } from './module.ts';
import type { HookClause, ProgramGen } from './program.ts';
import { OpenRecord, planRecord } from './record.ts';
import { markOf } from './source.ts';

/** One clause in the program of one of its hooks. */
export function lowerClause(program: ProgramGen, hooked: HookClause): void {
  const { b } = program;
  const next = b.label();
  const g = new ClauseGen(program, hooked);
  const before = b.mark(markOf(hooked.clause.span));
  g.guard(next);
  if (hooked.clause.predicate) {
    const body = b.label();
    b.mark(markOf(hooked.clause.predicate.span));
    g.span = hooked.clause.predicate.span;
    lowerCondition(g, hooked.clause.predicate, body, next);
    b.bind(body);
  }
  const predicateFaults = g.takeFaultLabel();
  lowerBody(g, next);
  if (predicateFaults !== undefined) {
    b.bind(predicateFaults);
    g.reportFault();
    b.jump(next);
  }
  g.close();
  b.mark(before);
  b.bind(next);
}

function lowerBody(g: ClauseGen, next: BlockId): void {
  const { b } = g;
  const plan = planRecord(g.module, g.clause);
  const record = plan.bytes > 0 ? new OpenRecord(g, plan, next) : undefined;
  g.clause.body.forEach((statement, n) => {
    g.action = n + 1;
    g.span = statement.span;
    b.mark(markOf(statement.span));
    const make = (): void => lowerStatement(g, statement, record);
    if (keepsScratch(statement)) make();
    else g.reuse(make);
  });
  b.mark(markOf(g.clause.span));
  record?.submit();
  b.jump(endsTracing(g.clause) ? g.program.done : next);
  const faults = g.takeFaultLabel();
  if (faults === undefined) return;
  b.bind(faults);
  record?.discard();
  g.reportFault();
  b.jump(next);
}

/** Does something in it give an address in scratch memory? */
function keepsScratch(statement: TypedStatement): boolean {
  const keeps = (e: TypedExpression): boolean =>
    (e.kind === 'call' && subroutines.get(e.name)?.keepsScratch === true) ||
    children(e).some(keeps);
  return statementExpressions(statement).some(keeps);
}

function lowerStatement(
  g: ClauseGen,
  statement: TypedStatement,
  record: OpenRecord | undefined,
): void {
  switch (statement.kind) {
    case 'expression':
      lower(g, statement.expression);
      return;
    case 'record':
      record?.store(statement);
      return;
    case 'aggregate':
      lowerAggregate(g, statement);
      return;
    default:
      assertNever(statement);
  }
}

/** After exit() nothing more runs on this CPU, the firing's other clauses included. */
function endsTracing(clause: TypedClause): boolean {
  return clause.body.some((s) => s.kind === 'record' && actions.get(s.action)?.final === true);
}

/** What the consumer must know of the clause. */
export function clauseSpec(module: ModuleGen, clause: TypedClause, index: number): ClauseSpec {
  const plan = planRecord(module, clause);
  return {
    id: index,
    probes: clause.probes.map((p) => p.id),
    unit: clause.unit,
    line: clause.span.line,
    recordBytes: plan.bytes,
    actions: plan.actions,
  };
}
