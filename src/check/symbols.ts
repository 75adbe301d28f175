import type { Span } from '../diag/index.ts';
import type { Expression, Program } from '../syntax/index.ts';
import type {
  AggregateStatement,
  AggregationSymbol,
  TypedExpression,
  Variable,
} from '../typed/index.ts';
import {
  type Stability,
  type StructType,
  stringType,
  type Type,
  type TypedefType,
  type VoidType,
  voidType,
} from '../types/index.ts';

/**
 * The type of what has no value by itself: an aggregation, an associative array without subscript,
 * a variable nobody has assigned yet. As in DTrace it is an alias of void, told apart by identity.
 */
export const dynamicType: VoidType = { ...voidType };

export function isDynamic(type: Type): boolean {
  return type === dynamicType;
}

/**
 * The type of a member that is an array of characters, as in DTrace, but made as a string: programs may
 * cast it to a pointer, which remains the string, and that to an integer. Told apart by identity.
 */
export const charactersType: TypedefType = { kind: 'typedef', name: 'string', target: stringType };

/** What a global name can stand for. */
export type GlobalSymbol = VariableSymbol | ConstantSymbol | InlineSymbol;

/** A variable while its type is being found out; becomes the `Variable` of the typed program. */
export interface VariableSymbol extends Variable {
  readonly kind: 'variable';
  /** The dynamic type until the first assignment. */
  type: Type;
  /** Undefined for a scalar, and for an array until it is first subscripted. */
  keys: readonly Type[] | undefined;
  array: boolean;
  stability?: Stability;
  readonly declared: boolean;
  /** It appeared in this program before, other than as the target being assigned right now. */
  used: boolean;
  readonly program: Program;
}

/** An enumerator, or an inline with a constant integer value. */
interface ConstantSymbol {
  readonly kind: 'constant';
  readonly name: string;
  readonly value: bigint;
  readonly type: Type;
  readonly enumerator: boolean;
}

export interface InlineSymbol {
  readonly kind: 'inline';
  readonly name: string;
  readonly type: Type;
  readonly value: Expression;
  /** Of an inline with a tuple of parameters, which is checked anew at each use. */
  readonly parameters?: readonly InlineParameter[];
  stability?: Stability;
}

export interface InlineParameter {
  readonly name: string | undefined;
  readonly type: Type;
}

/** An aggregation while its signature is being found out. */
export interface AggregationState {
  readonly name: string;
  readonly id: number;
  /** Where it appeared first. */
  readonly span: Span;
  /** By the first assignment. */
  symbol: AggregationSymbol | undefined;
}

export type Checked = TypedExpression | Unvalued;

/** What may stand where an expression stands, but has no value for the program. */
export type Unvalued = { readonly type: Type; readonly span: Span } & (
  | {
      readonly kind: 'aggregation';
      readonly state: AggregationState;
      readonly keys: readonly Expression[];
      /** Once it was assigned. */
      readonly statement?: AggregateStatement;
    }
  | { readonly kind: 'array'; readonly variable: VariableSymbol }
  | CallNode
  | TranslatedNode
);

export interface TranslatorMember {
  readonly name: string;
  readonly value: Expression;
}

export interface TranslatorSymbol {
  readonly input: Type;
  readonly output: StructType;
  /** The input's name in the members' expressions. */
  readonly parameter: string;
  readonly members: ReadonlyMap<string, TranslatorMember>;
  /** It gives what it translates further members, see expressions/views.ts. */
  readonly isView: boolean;
}

/** A translated value: no member is made before it is asked for. */
export interface TranslatedNode {
  readonly kind: 'translated';
  readonly translator: TranslatorSymbol;
  /** Of the translator's input type. */
  readonly input: TypedExpression;
  /** The struct; the dynamic type for a pointer to it, which no value can be. */
  readonly type: Type;
  readonly span: Span;
  /** Of the inline that named it. */
  readonly stability?: Stability;
}

/** A call of an action or of an aggregating function. */
export interface CallNode {
  readonly kind: 'action' | 'aggregating';
  readonly name: string;
  readonly args: readonly Checked[];
  readonly type: Type;
  readonly span: Span;
}

export type AggregationNode = Unvalued & { readonly kind: 'aggregation' };

const unvalued: ReadonlySet<string> = new Set([
  'aggregation',
  'array',
  'action',
  'aggregating',
  'translated',
]);

export function isUnvalued(node: Checked): node is Unvalued {
  return unvalued.has(node.kind);
}
