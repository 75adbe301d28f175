import type { IrBuilder, VReg } from '../ir/index.ts';
import type { Place } from '../lang/index.ts';
import type { TypedClause, TypedExpression, TypedFiring, Variable } from '../typed/index.ts';
import { visitClause, visitFiring } from '../typed/index.ts';
import { resolve } from '../types/index.ts';
import { isMemory } from './layout.ts';
import { MARK_BYTES, type Storage } from './storage.ts';

/** The `this->` variables of clauses, each with the clauses that name it, in order of appearance. */
export type ClauseLocals = ReadonlyMap<Variable, ReadonlySet<TypedClause>>;

export function clauseLocals(hooked: readonly Named[]): ClauseLocals {
  const found = new Map<Variable, Set<TypedClause>>();
  for (const { clause, firings } of hooked) {
    const visit = (e: TypedExpression): void => {
      if (e.kind !== 'variable' || e.variable.scope !== 'this') return;
      found.set(e.variable, (found.get(e.variable) ?? new Set()).add(clause));
    };
    visitClause(clause, visit);
    for (const firing of new Set(firings.values())) if (firing) visitFiring(firing, visit);
  }
  return found;
}

/** Where variables are named: a clause, and what is said of its probes' events. */
interface Named {
  readonly clause: TypedClause;
  readonly firings: ReadonlyMap<number, TypedFiring | undefined>;
}

function isString(v: Variable): boolean {
  return resolve(v.type).kind === 'string';
}

/** Where locals that are not in registers lie, and how they are made zero. */
interface LocalMemory {
  readonly scratch: () => VReg;
  readonly clear: (at: Place, bytes: number) => void;
}

/** More integers than these would fill the stack that a clause computes on. */
const MOST_REGISTERS = 24;

/**
 * Homes of clause-local variables in one program: integers of one clause in registers, the rest in
 * scratch. They carry over from clause to clause of a firing, so they live in the whole program; the
 * verifier wants them written before they are read, hence zero at the start of each firing.
 *
 * What several clauses name is no register, because the verifier knows what is in one: it would try
 * all that follows with each value of `this->a = x > y`, and with each pair of two such values. Of
 * memory it knows nothing.
 */
export class Locals {
  readonly #registers = new Map<Variable, VReg>();
  readonly #places = new Map<Variable, Place>();
  /** Bytes of scratch taken. */
  readonly bytes: number;

  constructor(
    b: IrBuilder,
    variables: ClauseLocals,
    storage: Storage,
    { scratch, clear }: LocalMemory,
  ) {
    let offset = 0;
    for (const [v, { size }] of variables) {
      if (this.#inRegister(v, size)) {
        this.#registers.set(v, b.constant(0));
        continue;
      }
      const base = scratch();
      const home = storage.home(v);
      const bytes = home.in === 'program' ? home.bytes : 8;
      const mark = isString(v) ? MARK_BYTES : 0;
      const cleared = isMemory(v.type) ? bytes : mark + 8;
      clear({ base, offset }, cleared);
      this.#places.set(v, { base, offset: offset + mark });
      offset += mark + bytes;
    }
    this.bytes = offset;
  }

  /** Of scalars only pointers must be: the verifier forgets what they point to elsewhere. */
  #inRegister(v: Variable, clauses: number): boolean {
    if (isString(v) || isMemory(v.type)) return false;
    if (resolve(v.type).kind === 'pointer') return true;
    return clauses === 1 && this.#registers.size < MOST_REGISTERS;
  }

  register(v: Variable): VReg | undefined {
    return this.#registers.get(v);
  }

  place(v: Variable): Place | undefined {
    return this.#places.get(v);
  }
}
