import { type Arg, type BlockId, type Condition, imm, type VReg } from '../../ir/index.ts';
import { compareStrings, equalStrings } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { resolve } from '../../types/index.ts';
import type { ClauseGen } from '../gen.ts';
import { lowerInteger, lowerString } from './index.ts';

type Comparison = Extract<TypedExpression, { kind: 'comparison' }>;
type Logical = Extract<TypedExpression, { kind: 'logical' }>;

/** The truth of an expression as 0 or 1. */
export function lowerTruth(g: ClauseGen, e: TypedExpression): VReg {
  const { b } = g;
  const result = b.constant(0);
  const yes = b.label();
  const after = b.label();
  lowerCondition(g, e, yes, after);
  b.bind(yes);
  b.assign(result, imm(1));
  b.bind(after);
  return result;
}

/** Goes to `yes` if the expression is not zero, else to `no`; && and || look no further than needed. */
export function lowerCondition(g: ClauseGen, e: TypedExpression, yes: BlockId, no: BlockId): void {
  switch (e.kind) {
    case 'not':
      lowerCondition(g, e.operand, no, yes);
      return;
    case 'logical':
      lowerLogical(g, e, yes, no);
      return;
    case 'comparison':
      lowerComparison(g, e, yes, no);
      return;
    default:
      g.b.branch('ne', lowerInteger(g, e), imm(0), yes, no);
  }
}

function lowerLogical(g: ClauseGen, e: Logical, yes: BlockId, no: BlockId): void {
  const { b } = g;
  if (e.operator === '^^') {
    b.branch('ne', lowerTruth(g, e.left), lowerTruth(g, e.right), yes, no);
    return;
  }
  const right = b.label();
  if (e.operator === '&&') lowerCondition(g, e.left, right, no);
  else lowerCondition(g, e.left, yes, right);
  b.bind(right);
  b.scoped(() => lowerCondition(g, e.right, yes, no));
}

const signedConditions = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'slt',
  '<=': 'sle',
  '>': 'sgt',
  '>=': 'sge',
} as const satisfies Record<Comparison['operator'], Condition>;

const unsignedConditions = {
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '<=': 'le',
  '>': 'gt',
  '>=': 'ge',
} as const satisfies Record<Comparison['operator'], Condition>;

function lowerComparison(g: ClauseGen, e: Comparison, yes: BlockId, no: BlockId): void {
  const { b } = g;
  if ([e.left, e.right].some(({ type }) => resolve(type).kind === 'string')) {
    lowerStringComparison(g, e, yes, no);
    return;
  }
  const left = lowerInteger(g, e.left);
  const right: Arg = e.right.kind === 'integer' ? imm(e.right.value) : lowerInteger(g, e.right);
  const conditions = e.signed ? signedConditions : unsignedConditions;
  b.branch(conditions[e.operator], left, right, yes, no);
}

function lowerStringComparison(g: ClauseGen, e: Comparison, yes: BlockId, no: BlockId): void {
  const left = lowerString(g, e.left);
  const right = lowerString(g, e.right);
  if (g.options.dialect === 'oracle')
    comparePresence(g, e.operator, [left.missing, right.missing], [yes, no]);
  if (e.operator === '==' || e.operator === '!=') {
    const equal = equalStrings(g, left, right);
    g.b.branch(e.operator === '==' ? 'ne' : 'eq', equal, imm(0), yes, no);
    return;
  }
  g.b.branch(signedConditions[e.operator], compareStrings(g, left, right), imm(0), yes, no);
}

/** Where a side may be NULL, Oracle takes it for less than any string, "" too; illumos for "". */
function comparePresence(
  { b }: ClauseGen,
  operator: Comparison['operator'],
  sides: readonly [VReg | undefined, VReg | undefined],
  targets: readonly [yes: BlockId, no: BlockId],
): void {
  if (sides[0] === undefined && sides[1] === undefined) return;
  const left = sides[0] ?? b.constant(0);
  const right = sides[1] ?? b.constant(0);
  const decided = b.label();
  const texts = b.label();
  b.branch('ne', b.alu('or', left, right), imm(0), decided, texts);
  b.bind(decided);
  // What is missing has 1 and is the lesser one, so the sides change places.
  b.branch(unsignedConditions[operator], right, left, ...targets);
  b.bind(texts);
}
