import type { ActionData } from '../bpf/index.ts';
import type { Span } from '../diag/index.ts';
import type { CopiedVariable, Stability, Type } from '../types/index.ts';

/**
 * A program after checking: every name is a symbol, every expression has a type, every probe is
 * resolved, every format is parsed. Lowering cannot fail on it, except for space.
 */
export interface TypedProgram {
  readonly units: readonly TypedUnit[];
  readonly clauses: readonly TypedClause[];
  readonly variables: readonly Variable[];
  readonly aggregations: readonly AggregationSymbol[];
  /** What probes make of events that are not their own, by firingKey(). */
  readonly firings: ReadonlyMap<string, TypedFiring>;
}

/** When a probe fires at a place, and its arguments there. */
export interface TypedFiring {
  /** Absent: always. */
  readonly when?: TypedExpression;
  /** arg0 and on; undefined is 0. */
  readonly values: readonly (TypedExpression | undefined)[];
  /** `__extra[n]`. */
  readonly extra: readonly (TypedExpression | undefined)[];
}

/** A probe at one of its places. */
export function firingKey(probe: number, hook: string, selector: number): string {
  return `${probe} ${hook} ${selector}`;
}

export interface TypedUnit {
  readonly kind: 'script' | 'description';
  readonly name: string;
  /** Without those that are left out. */
  readonly matched: number;
  /** Absent: none. */
  readonly omitted?: readonly Omission[];
}

/** Probes that a clause describes, but does not fit. */
export interface Omission {
  readonly why: string;
  /** `vmlinux:vfs_read:entry` */
  readonly probes: readonly string[];
}

/** The four fields of a probe's name or of a description; there they may be empty, or globs. */
interface ProbeFields {
  readonly id?: number;
  readonly provider: string;
  readonly module: string;
  readonly function: string;
  readonly name: string;
}

/** A probe as a provider describes it; `id` counts all probes of all providers from 1. */
export interface Probe extends ProbeFields {
  readonly id: number;
  /** It stands for what Solaris calls so. */
  readonly view?: 'solaris';
}

export interface TypedClause {
  readonly span: Span;
  /** Index in `units`. */
  readonly unit: number;
  /** As written; the parts of a clause that was split share them. */
  readonly descriptions: readonly ProbeFields[];
  readonly probes: readonly Probe[];
  readonly predicate: TypedExpression | undefined;
  /** Empty: the default action, one bare row. */
  readonly body: readonly TypedStatement[];
}

// ---- symbols

export interface Variable {
  readonly scope: 'global' | 'self' | 'this';
  readonly name: string;
  readonly type: Type;
  /** Key types of an associative array. */
  readonly keys: readonly Type[] | undefined;
  /** By `#pragma D attributes`. */
  readonly stability?: Stability;
}

export interface AggregationSymbol {
  /** 1-based, by first appearance. */
  readonly id: number;
  readonly name: string;
  /** Row in lang/aggregations. */
  readonly function: string;
  readonly parameters: readonly bigint[];
  readonly keys: readonly Type[];
}

// ---- statements

export type TypedStatement =
  | { readonly kind: 'expression'; readonly expression: TypedExpression; readonly span: Span }
  | RecordStatement
  | AggregateStatement;

/** An action: its arguments are written to the clause's record, in order, one field each. */
export interface RecordStatement {
  readonly kind: 'record';
  readonly span: Span;
  /** Row in lang/actions. */
  readonly action: string;
  readonly args: readonly TypedExpression[];
  readonly data: ActionData;
}

export interface AggregateStatement {
  readonly kind: 'aggregate';
  readonly span: Span;
  readonly aggregation: AggregationSymbol;
  readonly keys: readonly TypedExpression[];
  /** Absent for count(). */
  readonly value: TypedExpression | undefined;
  readonly increment: TypedExpression | undefined;
}

// ---- expressions

/**
 * Integer arithmetic is 64-bit in D, whatever the types: a type says how a value is compared,
 * divided and shifted (its sign), and how wide it is when stored or printed.
 */
export type TypedExpression = {
  readonly type: Type;
  readonly span: Span;
  /** An inline's by `#pragma D attributes`, whatever its value has. */
  readonly stability?: Stability;
} & (
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'variable'; readonly variable: Variable }
  | {
      readonly kind: 'element';
      readonly variable: Variable;
      readonly keys: readonly TypedExpression[];
    }
  /** Row in lang/variables. */
  | { readonly kind: 'builtin'; readonly name: string; readonly index?: TypedExpression }
  | { readonly kind: 'negate' | 'complement' | 'not'; readonly operand: TypedExpression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>';
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  /** Integers by the sign of `signed`; strings (both sides are) by strcmp. */
  | {
      readonly kind: 'comparison';
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=';
      readonly signed: boolean;
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | {
      readonly kind: 'logical';
      readonly operator: '&&' | '||' | '^^';
      readonly left: TypedExpression;
      readonly right: TypedExpression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: TypedExpression;
      readonly consequent: TypedExpression;
      readonly alternate: TypedExpression;
    }
  | {
      readonly kind: 'assignment';
      /** Present for `+=` and friends; `value` is the right side alone. */
      readonly operator?: '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>';
      readonly target: LValue;
      readonly value: TypedExpression;
    }
  | {
      readonly kind: 'update';
      readonly delta: 1n | -1n;
      readonly prefix: boolean;
      readonly target: LValue;
    }
  /** To an integer or pointer type: truncated and extended. To string: see `stringof`. */
  | { readonly kind: 'cast'; readonly operand: TypedExpression }
  /** A string read from kernel memory (an integer or pointer operand), at most `limit` characters. */
  | {
      readonly kind: 'stringof';
      readonly operand: TypedExpression;
      readonly limit?: number;
    }
  /** Row in lang/subroutines. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly TypedExpression[];
    }
  | { readonly kind: 'comma'; readonly expressions: readonly TypedExpression[] }
  /** `*p`, `p[i]` with a scalar target, as a checked load of kernel memory. */
  | { readonly kind: 'load'; readonly address: TypedExpression }
  | { readonly kind: 'stack'; readonly user: boolean; readonly frames: number }
  | { readonly kind: 'symbol'; readonly address: TypedExpression }
  /** A member of a struct or union that is a value: of a variable, of what an expression gives. */
  | { readonly kind: 'member'; readonly object: TypedExpression; readonly offset: number }
  /** An element of an array that is a value; an index outside of `count` is a fault. */
  | {
      readonly kind: 'item';
      readonly object: TypedExpression;
      readonly index: TypedExpression;
      readonly count: number;
    }
  /** A character of a D string. */
  | {
      readonly kind: 'character';
      readonly object: TypedExpression;
      readonly index: TypedExpression;
    }
  /** A bit-field: `width` bits, from bit `shift`, of the unsigned integer `storage`. */
  | {
      readonly kind: 'bits';
      readonly storage: Storable;
      readonly shift: number;
      readonly width: number;
    }
  /** Where a member, an element or a string lies; memory of a variable that is not there is at 0. */
  | { readonly kind: 'address'; readonly of: TypedExpression }
  /** Where our copy of a kernel variable lies. */
  | ({ readonly kind: 'published'; readonly name: string } & CopiedVariable)
  /** A struct or union put together from parts; what they leave over is zero. */
  | { readonly kind: 'structure'; readonly parts: readonly StructurePart[] }
  /** An index of an array in kernel memory: its value, if it is below `count`, else a fault. */
  | { readonly kind: 'bounded'; readonly index: TypedExpression; readonly count: number }
);

/** A member and its value, which is of a type that the member's can hold. */
export interface StructurePart {
  readonly bitOffset: number;
  /** 0 for an ordinary member. */
  readonly bits: number;
  readonly type: Type;
  readonly value: TypedExpression;
}

type Storable = Extract<
  TypedExpression,
  { kind: 'variable' | 'element' | 'load' | 'member' | 'item' }
>;

/** What may be assigned to. `load`: through a pointer into scratch memory only. */
export type LValue = Extract<
  TypedExpression,
  { kind: 'variable' | 'element' | 'load' | 'member' | 'item' | 'character' | 'bits' }
>;
