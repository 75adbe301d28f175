import type { Clause, Expression, IfStatement, Statement } from '../syntax/index.ts';
import type { TypedExpression, TypedStatement, Variable } from '../typed/index.ts';
import { integer } from '../types/index.ts';
import { type ClausePart, checkPredicate, checkStatements } from './clauses.ts';
import type { Context } from './context.ts';
import { constant } from './expressions/convert.ts';

/**
 * D has no branches within a clause: as in DTrace, `if` splits its clause into several, which
 * follow one another in the same firing. Hidden clause-local variables carry what they decided:
 * one for the clause's predicate, one for each condition, and `ok`, which a part clears while it
 * runs, so that nothing runs after a fault.
 */
export function checkConditions(cx: Context, node: Clause): readonly ClausePart[] {
  const splitter = new Splitter(cx, node);
  return splitter.split();
}

const flagType = integer('int');

class Splitter {
  readonly #cx: Context;
  readonly #clause: Clause;
  readonly #parts: ClausePart[] = [];
  readonly #flags: Variable[] = [];
  readonly #ok: Variable;

  constructor(cx: Context, clause: Clause) {
    this.#cx = cx;
    this.#clause = clause;
    this.#ok = this.#newFlag();
  }

  split(): readonly ClausePart[] {
    const entered = this.#newFlag();
    const { predicate, body = [] } = this.#clause;
    const test = predicate && checkPredicate(this.#cx, predicate, this.#clause);
    this.#parts.push({ predicate: test, body: [this.#set(entered, 1n)] });
    this.#addStatements(body, entered);
    return [this.#reset(), ...this.#parts];
  }

  #newFlag(): Variable {
    const name = `if ${this.#clause.span.start} ${this.#flags.length}`;
    const flag: Variable = { scope: 'this', name, type: flagType, keys: undefined };
    this.#flags.push(flag);
    this.#cx.hidden.push(flag);
    return flag;
  }

  /** Clears the flags of an earlier firing. */
  #reset(): ClausePart {
    const clear = this.#flags.map((flag) => this.#set(flag, flag === this.#ok ? 1n : 0n));
    return { predicate: undefined, body: clear };
  }

  /** Runs of plain statements become one part each. */
  #addStatements(statements: readonly Statement[], flag: Variable): void {
    let run: Statement[] = [];
    for (const statement of statements) {
      if (statement.kind !== 'if') {
        run.push(statement);
        continue;
      }
      this.#addRun(run, flag);
      run = [];
      this.#addIf(statement, flag);
    }
    this.#addRun(run, flag);
  }

  #addRun(statements: readonly Statement[], flag: Variable): void {
    const body = checkStatements(this.#cx, statements);
    if (body.length > 0) this.#addPart(flag, body);
  }

  #addIf(node: IfStatement, flag: Variable): void {
    const yes = this.#newFlag();
    const no = this.#newFlag();
    const test = this.#condition(node.condition);
    this.#addPart(flag, [this.#assign(yes, test), this.#assign(no, this.#not(this.#read(yes)))]);
    this.#addStatements(node.consequent, yes);
    if (node.alternate) this.#addStatements(node.alternate, no);
  }

  /** The condition as 0 or 1. */
  #condition(node: Expression): TypedExpression {
    return this.#not(this.#not(checkPredicate(this.#cx, node, this.#clause)));
  }

  #addPart(flag: Variable, body: readonly TypedStatement[]): void {
    const { span } = this.#clause;
    this.#parts.push({
      predicate: {
        kind: 'logical',
        operator: '&&',
        left: this.#read(this.#ok),
        right: this.#read(flag),
        type: flagType,
        span,
      },
      body: [this.#set(this.#ok, 0n), ...body, this.#set(this.#ok, 1n)],
    });
  }

  #read(flag: Variable): TypedExpression & { kind: 'variable' } {
    return { kind: 'variable', variable: flag, type: flagType, span: this.#clause.span };
  }

  #not(operand: TypedExpression): TypedExpression {
    return { kind: 'not', operand, type: flagType, span: operand.span };
  }

  #set(flag: Variable, value: bigint): TypedStatement {
    return this.#assign(flag, constant(value, flagType, this.#clause.span));
  }

  #assign(flag: Variable, value: TypedExpression): TypedStatement {
    const { span } = this.#clause;
    const target = this.#read(flag);
    const expression = { kind: 'assignment', target, value, type: flagType, span } as const;
    return { kind: 'expression', expression, span };
  }
}
