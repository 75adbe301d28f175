import type { Options, ProbePart } from '../lang/index.ts';
import { subroutines, variables } from '../lang/index.ts';
import type {
  AggregateStatement,
  AggregationSymbol,
  TypedExpression,
  TypedProgram,
  Variable,
} from '../typed/index.ts';
import { visitClause } from '../typed/index.ts';
import { resolve, type Type } from '../types/index.ts';

/** The part of the probe's name that a builtin stands for, if it is one. */
export function probePart(e: TypedExpression): ProbePart | undefined {
  return e.kind === 'builtin' ? variables.get(e.name)?.probePart : undefined;
}

/**
 * Static upper bounds of string sizes, so that buffers, records and keys are as small as the
 * program allows: a literal is its length, execname 16 bytes, a variable the largest string ever
 * assigned to it, anything else strsize.
 */
export class Bounds {
  readonly #options: Options;
  readonly #variables = new Map<Variable, number>();
  /** Largest bound of each string key, by position. */
  readonly #keys = new Map<AggregationSymbol | Variable, number[]>();
  /** Which part of the probe's name every use of a key gives, by position. */
  readonly #parts = new Map<AggregationSymbol, (ProbePart | undefined)[]>();
  readonly #probeText: number;

  constructor(program: TypedProgram, options: Options) {
    this.#options = options;
    const texts = program.clauses.flatMap((c) =>
      c.probes.map((p) =>
        Math.max(p.provider.length, p.module.length, p.function.length, p.name.length),
      ),
    );
    this.#probeText = texts.reduce((a, b) => Math.max(a, b), 0) + 1;
    while (this.#collect(program));
    for (const clause of program.clauses)
      for (const s of clause.body) if (s.kind === 'aggregate') this.#collectParts(s);
  }

  /** One round over all assignments and keys; true if a bound grew. */
  #collect(program: TypedProgram): boolean {
    let grew = false;
    const raise = (map: Map<Variable, number>, key: Variable, bound: number): void => {
      if (bound <= (map.get(key) ?? 0)) return;
      map.set(key, bound);
      grew = true;
    };
    for (const clause of program.clauses) {
      visitClause(clause, (e) => {
        const text = this.#storedText(e);
        if (text) raise(this.#variables, text.variable, text.bound);
        if (e.kind === 'element') grew = this.#raiseKeys(e.variable, e.keys) || grew;
      });
      for (const s of clause.body)
        if (s.kind === 'aggregate') grew = this.#raiseKeys(s.aggregation, s.keys) || grew;
    }
    return grew;
  }

  /** The string variable that the expression sets, and the bytes it then may need. */
  #storedText(e: TypedExpression): { variable: Variable; bound: number } | undefined {
    if (e.kind !== 'assignment' && e.kind !== 'update') return undefined;
    const { target } = e;
    if (target.kind === 'character' && isVariable(target.object))
      return { variable: target.object.variable, bound: this.#options.strsize };
    if (e.kind === 'update' || !isString(e.type) || !isVariable(target)) return undefined;
    return { variable: target.variable, bound: this.of(e.value) };
  }

  #collectParts({ aggregation, keys }: AggregateStatement): void {
    const known = this.#parts.get(aggregation);
    const parts = keys.map((k, n) => {
      const part = probePart(k);
      return known && known[n] !== part ? undefined : part;
    });
    this.#parts.set(aggregation, parts);
  }

  /** The part of the probe's name that the n-th key always is. */
  keyPart(owner: AggregationSymbol, n: number): ProbePart | undefined {
    return this.#parts.get(owner)?.[n];
  }

  #raiseKeys(owner: AggregationSymbol | Variable, keys: readonly TypedExpression[]): boolean {
    const known = this.#keys.get(owner) ?? [];
    const next = keys.map((k, i) => Math.max(known[i] ?? 0, isString(k.type) ? this.of(k) : 0));
    this.#keys.set(owner, next);
    return next.some((n, i) => n !== (known[i] ?? 0));
  }

  get strsize(): number {
    return this.#options.strsize;
  }

  /** Bytes a string expression can have, closing zero included; at most strsize. */
  of(e: TypedExpression): number {
    return Math.min(this.#raw(e), this.#options.strsize);
  }

  #raw(e: TypedExpression): number {
    const strsize = this.#options.strsize;
    switch (e.kind) {
      case 'string':
        return Buffer.byteLength(e.value, 'latin1') + 1;
      case 'integer':
        return 1;
      case 'variable':
      case 'element':
        return this.variable(e.variable);
      case 'builtin':
        return probePart(e) ? this.#probeText : (variables.get(e.name)?.bound ?? strsize);
      case 'conditional':
        return Math.max(this.of(e.consequent), this.of(e.alternate));
      case 'assignment':
        return this.of(e.value);
      case 'comma':
        return Math.max(...e.expressions.map((x) => this.of(x)));
      case 'call':
        return this.#call(e.name, e.args);
      case 'cast':
        return isString(e.operand.type) ? this.of(e.operand) : strsize;
      case 'stringof':
        if (isString(e.operand.type)) return this.of(e.operand);
        return e.limit === undefined ? strsize : e.limit + 1;
      default:
        return strsize;
    }
  }

  #call(name: string, args: readonly TypedExpression[]): number {
    const strsize = this.#options.strsize;
    const bound = subroutines.get(name)?.bound;
    if (!bound) return strsize;
    return bound(
      args.map((a) => (isString(a.type) ? this.of(a) : 0)),
      strsize,
    );
  }

  /** Bytes to keep for a string variable or array element. */
  variable(v: Variable): number {
    return this.#variables.get(v) ?? 8;
  }

  /** Bytes to keep for the n-th key, a string. */
  key(owner: AggregationSymbol | Variable, n: number): number {
    return this.#keys.get(owner)?.[n] ?? 8;
  }

  get probeText(): number {
    return this.#probeText;
  }
}

function isVariable(
  e: TypedExpression,
): e is Extract<TypedExpression, { kind: 'variable' | 'element' }> {
  return e.kind === 'variable' || e.kind === 'element';
}

function isString(type: Type): boolean {
  return resolve(type).kind === 'string';
}

/** Strings are copied and compared eight bytes at a time. */
export function padded(bytes: number): number {
  return (bytes + 7) & ~7;
}
