import type { TypedClause, TypedExpression, Variable } from '../typed/index.ts';
import { visitClause } from '../typed/index.ts';
import { isPointer } from '../types/index.ts';
import type { Context } from './context.ts';
import { describe } from './describe.ts';
import { isZero } from './expressions/convert.ts';

/**
 * Where a value comes from: an address in scratch memory or calculated from one; somewhere else; the
 * one or the other, by a condition; or it was loaded, and nobody knows.
 */
type Origin = 'scratch' | 'other' | 'mixed' | 'unknown';

type Of<K extends TypedExpression['kind']> = Extract<TypedExpression, { kind: K }>;

/**
 * Oracle's D keeps addresses of scratch memory apart from all others, and variables that hold the one
 * from those that hold the other. (illumos does not: there each use is checked when it happens.)
 */
export class ScratchPointers {
  readonly #cx: Context;
  /** What variables were assigned in the clauses so far. */
  readonly #scratch = new Set<Variable>();
  readonly #other = new Set<Variable>();

  constructor(cx: Context) {
    this.#cx = cx;
  }

  /** Reports what is wrong with the clauses of a program in which nothing else is. */
  check(clauses: readonly TypedClause[]): void {
    if (this.#cx.diagnostics().length > 0) return;
    for (const clause of clauses) {
      while (this.#learn(clause));
      visitClause(clause, (e) => this.#checkExpression(clause, e));
    }
  }

  /** One round over all assignments; true if it brought something new. */
  #learn(clause: TypedClause): boolean {
    const before = this.#scratch.size + this.#other.size;
    visitClause(clause, (e) => {
      if (e.kind !== 'assignment' || !isVariable(e.target)) return;
      const origin = this.#originOf(e.value);
      if (origin === 'scratch') this.#scratch.add(e.target.variable);
      if (origin === 'other' && !isZero(e.value)) this.#other.add(e.target.variable);
    });
    return this.#scratch.size + this.#other.size > before;
  }

  #originOf(e: TypedExpression): Origin {
    switch (e.kind) {
      case 'variable':
      case 'element':
        return this.#scratch.has(e.variable) ? 'scratch' : 'other';
      case 'call':
        return this.#cx.world.subroutines.get(e.name)?.scratch?.size === undefined
          ? 'other'
          : 'scratch';
      case 'load':
      case 'member':
      case 'item':
        return 'unknown';
      case 'cast':
        return this.#originOf(e.operand);
      case 'arithmetic':
        return firstOf(this.#originOf(e.left), this.#originOf(e.right));
      case 'conditional':
        return this.#ofArms(e);
      case 'assignment':
        return this.#originOf(e.value);
      case 'comma':
        return this.#originOf(e.expressions.at(-1) ?? e);
      default:
        return 'other';
    }
  }

  #ofArms({ consequent, alternate }: Of<'conditional'>): Origin {
    const [left, right] = [this.#originOf(consequent), this.#originOf(alternate)];
    const differ = left !== right && left !== 'unknown' && right !== 'unknown';
    return differ ? 'mixed' : left;
  }

  #checkExpression(clause: TypedClause, e: TypedExpression): void {
    if (e.kind === 'assignment' && isVariable(e.target)) this.#checkAssignment(clause, e, e.target);
    if (e.kind === 'call') this.#checkCall(e);
    if (e.kind === 'arithmetic') this.#checkArithmetic(e);
  }

  #checkAssignment(clause: TypedClause, e: Of<'assignment'>, { variable }: VariableTarget): void {
    if (this.#originOf(e.value) === 'mixed') {
      const what = 'ternary conditional with alloca and non-alloca branches';
      this.#cx.operatorError(
        'D_ALLOCA_INCOMPAT',
        e.span,
        `${what} cannot be assigned to a variable`,
      );
    }
    if (!this.#scratch.has(variable) || !this.#other.has(variable)) return;
    const why = 'cannot reuse the same identifier for both alloca and non-alloca allocations';
    this.#cx.errorOnce('D_ALLOCA_INCOMPAT', clause.span, `${variable.name}: ${why}`);
  }

  #checkCall(e: Of<'call'>): void {
    const { size, target } = this.#cx.world.subroutines.get(e.name)?.scratch ?? {};
    if (size !== undefined) this.#checkSize(e, size);
    if (target !== undefined) this.#checkTarget(e, target);
  }

  #checkSize(e: Of<'call'>, index: number): void {
    const most = this.#cx.world.options.scratchsize ?? Number.POSITIVE_INFINITY;
    const size = e.args[index];
    if (size?.kind !== 'integer') return;
    const bytes = BigInt.asUintN(64, size.value);
    if (bytes <= most) return;
    const message = `alloca(${bytes}) size larger than scratchsize ${most}`;
    this.#cx.error('D_ALLOCA_SIZE', e.span, message);
  }

  #checkTarget(e: Of<'call'>, index: number): void {
    const target = e.args[index];
    if (!target || this.#originOf(target) !== 'other') return;
    this.#cx.error(
      'D_PROTO_ARG',
      e.span,
      `${e.name}( ) argument #${index + 1} is incompatible with prototype:\n` +
        '\tprototype: alloca pointer\n\t argument: non-alloca pointer',
    );
  }

  #checkArithmetic({ operator, left, right, span }: Of<'arithmetic'>): void {
    if (!isPointer(left.type) || !isPointer(right.type)) return;
    const origins = [this.#originOf(left), this.#originOf(right)];
    if (!origins.includes('scratch') || !origins.includes('other')) return;
    this.#cx.operatorError(
      'D_OP_INCOMPAT',
      span,
      'adding or subtracting pointers to alloca and non-alloca space is meaningless: ' +
        `"${describe(left.type)}" ${operator} "${describe(right.type)}"`,
    );
  }
}

type VariableTarget = Of<'variable' | 'element'>;

function isVariable(e: TypedExpression): e is VariableTarget {
  return e.kind === 'variable' || e.kind === 'element';
}

/** What is calculated from an address in scratch memory is one. */
function firstOf(left: Origin, right: Origin): Origin {
  return (
    (['mixed', 'scratch', 'unknown'] as const).find((o) => o === left || o === right) ?? 'other'
  );
}
