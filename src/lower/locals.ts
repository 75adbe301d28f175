import type { IrBuilder, VReg } from '../ir/index.ts';
import type { Place } from '../lang/index.ts';
import type { TypedClause, Variable } from '../typed/index.ts';
import { visitClause } from '../typed/index.ts';
import { resolve } from '../types/index.ts';
import { isMemory } from './layout.ts';
import { MARK_BYTES, type Storage } from './storage.ts';

/** The `this->` variables that clauses name, in order of appearance. */
export function clauseLocals(clauses: readonly TypedClause[]): readonly Variable[] {
  const found = new Set<Variable>();
  for (const clause of clauses)
    visitClause(clause, (e) => {
      if (e.kind === 'variable' && e.variable.scope === 'this') found.add(e.variable);
    });
  return [...found];
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
 * Homes of clause-local variables in one program: integers in registers, the rest in scratch. They
 * carry over from clause to clause of a firing, so they live in the whole program; the verifier
 * wants them written before they are read, hence zero at the start of each firing.
 */
export class Locals {
  readonly #registers = new Map<Variable, VReg>();
  readonly #places = new Map<Variable, Place>();
  /** Bytes of scratch taken. */
  readonly bytes: number;

  constructor(
    b: IrBuilder,
    variables: readonly Variable[],
    storage: Storage,
    { scratch, clear }: LocalMemory,
  ) {
    let offset = 0;
    for (const v of variables) {
      if (this.#inRegister(v)) {
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
  #inRegister(v: Variable): boolean {
    if (isString(v) || isMemory(v.type)) return false;
    return this.#registers.size < MOST_REGISTERS || resolve(v.type).kind === 'pointer';
  }

  register(v: Variable): VReg | undefined {
    return this.#registers.get(v);
  }

  place(v: Variable): Place | undefined {
    return this.#places.get(v);
  }
}
