import type { ClauseSpec } from '../bpf/index.ts';
import { assertNever, bug } from '../diag/index.ts';
import { type BlockId, imm, type VReg } from '../ir/index.ts';
import { actions } from '../lang/index.ts';
import {
  children,
  type RecordStatement,
  statementExpressions,
  type TypedClause,
  type TypedExpression,
  type TypedStatement,
} from '../typed/index.ts';
import { lowerAggregate } from './aggregate.ts';
import { lowerCondition } from './expressions/condition.ts';
import { lower } from './expressions/index.ts';
import { guardFiring } from './firing.ts';
import { ClauseGen } from './gen.ts';
import { endsTracing, type ModuleGen } from './module.ts';
import { isDestructive, planRecord, type RecordPlan } from './plan.ts';
import type { HookClause, ProgramGen } from './program.ts';
import { OpenRecord } from './record.ts';
import { markOf } from './source.ts';

/** One clause in the program of one of its hooks. */
export function lowerClause(program: ProgramGen, hooked: HookClause): void {
  const { b } = program;
  const next = b.label();
  const g = new ClauseGen(program, hooked);
  const mark = markOf(hooked.clause.span);
  const before = b.mark({ ...mark, clause: mark });
  g.probe.guard(next);
  guardFiring(g, next);
  g.region.begin();
  if (hooked.clause.predicate) {
    const body = b.label();
    b.mark(markOf(hooked.clause.predicate.span));
    g.faults.span = hooked.clause.predicate.span;
    lowerCondition(g, hooked.clause.predicate, body, next);
    b.bind(body);
  }
  const predicateFaults = g.faults.takeLabel();
  const predicateLost = g.memory.takeLostLabel();
  lowerBody(g, next);
  if (predicateLost !== undefined) {
    b.bind(predicateLost);
    b.jump(next);
  }
  if (predicateFaults !== undefined) {
    b.bind(predicateFaults);
    g.faults.report();
    b.jump(next);
  }
  g.close();
  b.mark(before);
  b.bind(next);
}

function lowerBody(g: ClauseGen, next: BlockId): void {
  const { b } = g;
  const plan = planRecord(g.module, g.clause);
  const body = { plan, next, record: undefined as OpenRecord | undefined };
  if (plan.bytes > 0 && !plan.speculative) body.record = new OpenRecord(g, plan, next);
  g.clause.body.forEach((statement, n) => {
    g.faults.action = n + 1;
    g.faults.span = statement.span;
    b.mark(markOf(statement.span));
    const make = (): void => lowerStatement(g, statement, body);
    if (keepsScratch(statement)) make();
    else g.reuse(make);
  });
  b.mark(markOf(g.clause.span));
  body.record?.submit();
  leave(g, next);
  reportFaults(g, next, body.record);
}

/** After exit() no other clause runs; an ERROR clause has to tell the program that has called fault(). */
function leave(g: ClauseGen, next: BlockId): void {
  if (!endsTracing(g.clause)) g.b.jump(next);
  else if (g.program.hook.role === 'error') g.b.return(imm(1));
  else g.b.jump(g.program.done);
}

/** Where the faults since the last call go to: the record, if one was open, is given up. */
function reportFaults(g: ClauseGen, next: BlockId, record?: OpenRecord): void {
  endLost(g, next, record);
  const faults = g.faults.takeLabel();
  if (faults === undefined) return;
  g.b.bind(faults);
  record?.discard();
  g.faults.report();
  g.b.jump(next);
}

function endLost(g: ClauseGen, next: BlockId, record?: OpenRecord): void {
  const lost = g.memory.takeLostLabel();
  if (lost === undefined) return;
  g.b.bind(lost);
  record?.discard();
  g.b.jump(next);
}

/** Does something in it give an address in scratch memory, which a variable may keep? */
function keepsScratch(statement: TypedStatement): boolean {
  const keeps = (e: TypedExpression): boolean => e.kind === 'address' || children(e).some(keeps);
  return statementExpressions(statement).some(keeps);
}

/** What is common to the statements of a body. */
interface Body {
  readonly plan: RecordPlan;
  readonly next: BlockId;
  record: OpenRecord | undefined;
}

function lowerStatement(g: ClauseGen, statement: TypedStatement, body: Body): void {
  switch (statement.kind) {
    case 'expression':
      lower(g, statement.expression);
      return;
    case 'record':
      lowerAction(g, statement, body);
      return;
    case 'aggregate':
      lowerAggregate(g, statement);
      return;
    default:
      assertNever(statement);
  }
}

function lowerAction(g: ClauseGen, statement: RecordStatement, body: Body): void {
  const row = actions.get(statement.action) ?? bug(`no action ${statement.action}`);
  const values = () => statement.args.map((arg) => lower(g, arg));
  if (row.perform) row.perform(g, values());
  else if (row.speculate) speculate(g, row.speculate(g, values(), body.plan.cost), body);
  else body.record?.store(statement);
}

/** The rest of the clause runs only with a speculation, and then all of its record goes there. */
function speculate(g: ClauseGen, serial: VReg, body: Body): void {
  const { b } = g;
  const open = b.label();
  b.branch('ne', serial, imm(0), open, body.next);
  reportFaults(g, body.next);
  b.bind(open);
  if (body.plan.bytes > 0) body.record = new OpenRecord(g, body.plan, body.next, serial);
}

/** What the consumer must know of the clause. */
export function clauseSpec(module: ModuleGen, clause: TypedClause, index: number): ClauseSpec {
  const plan = planRecord(module, clause);
  const number = module.numbers[index] ?? index;
  return {
    id: index,
    ...(number === index ? {} : { number }),
    probes: clause.probes.map((p) => p.id),
    unit: clause.unit,
    line: clause.span.line,
    recordBytes: plan.bytes,
    cost: plan.cost,
    ...(plan.speculative ? { speculative: true } : {}),
    ...(isDestructive(clause) ? { destructive: true } : {}),
    actions: plan.actions,
  };
}
