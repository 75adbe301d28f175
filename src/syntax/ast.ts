import type { Diagnostic, Source, Span } from '../diag/index.ts';

/**
 * The syntax tree: what the text says, before any name is known. Macro arguments are already
 * replaced, because DTrace replaces them in its lexer (`$1` may be a number, a word or a string).
 */
export interface Node {
  readonly span: Span;
}

export interface Program extends Node {
  readonly source: Source;
  readonly items: readonly Item[];
  /** What is wrong with the command line, if nothing is with the text. */
  readonly unusedArgument?: Diagnostic;
}

export type Item = Clause | Declaration | Inline | Translator | ProviderBlock | Pragma;

export interface Clause extends Node {
  readonly kind: 'clause';
  readonly probes: readonly ProbeDescription[];
  readonly predicate?: Expression;
  /** Absent when the text has no braces (command line only); empty for `{}`. */
  readonly body?: readonly Statement[];
}

/** Four fields, filled from the right; an empty one matches everything. */
export interface ProbeDescription extends Node {
  readonly kind: 'probe';
  /** The text as written, after macro replacement: messages and match counts quote it. */
  readonly text: string;
  readonly provider: string;
  readonly module: string;
  readonly function: string;
  readonly name: string;
  /** A description that is one decimal number names a probe by id. */
  readonly id?: number;
}

export interface Pragma extends Node {
  readonly kind: 'pragma';
  /** The directive: `pragma`, `error`, `ident`, `line` or an unknown word. */
  readonly directive: string;
  /** Blank-separated words after the directive, quotes removed from quoted ones. */
  readonly words: readonly string[];
  /** The rest of the line as written. */
  readonly text: string;
}

// ---- statements

export type Statement = ExpressionStatement | IfStatement | EmptyStatement;

export interface ExpressionStatement extends Node {
  readonly kind: 'expression';
  readonly expression: Expression;
}

export interface IfStatement extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly consequent: readonly Statement[];
  readonly alternate?: readonly Statement[];
}

interface EmptyStatement extends Node {
  readonly kind: 'empty';
}

// ---- expressions

export type Expression =
  | IntegerLiteral
  | StringLiteral
  | Identifier
  | Aggregation
  | Unary
  | Update
  | Binary
  | Assignment
  | Conditional
  | Call
  | Member
  | Index
  | Cast
  | SizeofExpression
  | Offsetof
  | Stringof
  | Xlate
  | Comma;

export interface IntegerLiteral extends Node {
  readonly kind: 'integer';
  /** 0 to 2^64 − 1. */
  readonly value: bigint;
  /** Hexadecimal, octal and character constants may become unsigned types, decimal ones not. */
  readonly base: 'decimal' | 'other' | 'char';
  readonly unsigned: boolean;
  /** Number of `l` suffixes. */
  readonly longs: 0 | 1 | 2;
}

/** Adjacent strings are not joined. Escapes are decoded; one UTF-16 unit a byte (latin1). */
export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}

/** A name; with backquotes a symbol: `` `sym `` has module '', `` mod`sym `` has module 'mod'. */
export interface Identifier extends Node {
  readonly kind: 'identifier';
  readonly name: string;
  readonly module?: string;
}

/** `@name` or `@name[keys]`; a lone `@` has the name `_`. Several subscripts are kept to report them. */
export interface Aggregation extends Node {
  readonly kind: 'aggregation';
  readonly name: string;
  readonly subscripts: readonly (readonly Expression[])[];
}

type UnaryOperator = '!' | '~' | '-' | '+' | '*' | '&';

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export interface Update extends Node {
  readonly kind: 'update';
  readonly operator: '++' | '--';
  readonly prefix: boolean;
  readonly operand: Expression;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type LogicalOperator = '&&' | '||' | '^^';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | LogicalOperator;

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `=` has no operator; `+=` has '+'. */
export interface Assignment extends Node {
  readonly kind: 'assignment';
  readonly operator?: ArithmeticOperator;
  readonly target: Expression;
  readonly value: Expression;
}

export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

export interface Call extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
}

/** `self->x` and `this->x` are members of the identifiers `self` and `this`. */
export interface Member extends Node {
  readonly kind: 'member';
  readonly operator: '.' | '->';
  readonly object: Expression;
  readonly name: string;
}

export interface Index extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly keys: readonly Expression[];
}

export interface Cast extends Node {
  readonly kind: 'cast';
  readonly type: TypeName;
  readonly operand: Expression;
}

export interface SizeofExpression extends Node {
  readonly kind: 'sizeof';
  readonly operand: Expression | TypeName;
}

export interface Offsetof extends Node {
  readonly kind: 'offsetof';
  readonly type: TypeName;
  readonly member: string;
}

export interface Stringof extends Node {
  readonly kind: 'stringof';
  readonly operand: Expression;
}

/** `xlate <T> (e)`. */
export interface Xlate extends Node {
  readonly kind: 'xlate';
  readonly type: TypeName;
  readonly operand: Expression;
}

export interface Comma extends Node {
  readonly kind: 'comma';
  readonly expressions: readonly Expression[];
}

// ---- declarations

/** The words before the declarators, in order, storage and qualifiers included. */
export interface DeclarationSpecifiers extends Node {
  readonly kind: 'specifiers';
  /** `extern self this typedef static auto register`, in the order written: two are an error. */
  readonly storage: readonly string[];
  /** `int long unsigned char void string float …` keywords in the order written. */
  readonly words: readonly string[];
  /** `const volatile restrict userland`. */
  readonly qualifiers: readonly string[];
  /** What names the type when it is not only keywords. */
  readonly named?: NamedType | AggregateType | EnumType;
}

export interface NamedType extends Node {
  readonly kind: 'named';
  readonly name: string;
  /** `` mod`type `` */
  readonly module?: string;
}

export interface AggregateType extends Node {
  readonly kind: 'struct' | 'union';
  readonly tag?: string;
  readonly module?: string;
  /** Absent for a reference or forward declaration. */
  readonly members?: readonly MemberDeclaration[];
}

export interface MemberDeclaration extends Node {
  readonly kind: 'members';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarators: readonly MemberDeclarator[];
}

export interface MemberDeclarator extends Node {
  readonly declarator?: Declarator;
  readonly bits?: Expression;
}

export interface EnumType extends Node {
  readonly kind: 'enum';
  readonly tag?: string;
  readonly module?: string;
  readonly enumerators?: readonly Enumerator[];
}

export interface Enumerator extends Node {
  readonly name: string;
  readonly value?: Expression;
}

/** C's inside-out form: `*a[3]` is an array declarator around a pointer declarator around the name. */
export type Declarator = NameDeclarator | PointerDeclarator | ArrayDeclarator | FunctionDeclarator;

export interface NameDeclarator extends Node {
  readonly kind: 'name';
  /** Absent in an abstract declarator (casts, parameters). */
  readonly name?: string;
}

export interface PointerDeclarator extends Node {
  readonly kind: 'pointer';
  readonly qualifiers: readonly string[];
  readonly inner: Declarator;
}

/** `[8]`, `[]`, or a tuple of key types `[int, string]` for an associative array. */
export interface ArrayDeclarator extends Node {
  readonly kind: 'array';
  readonly inner: Declarator;
  readonly size?: Expression;
  readonly keys?: readonly Parameter[];
}

export interface FunctionDeclarator extends Node {
  readonly kind: 'function';
  readonly inner: Declarator;
  readonly parameters: readonly Parameter[];
}

export interface Parameter extends Node {
  readonly kind: 'parameter';
  /** Absent for `...`. */
  readonly specifiers?: DeclarationSpecifiers;
  readonly declarator?: Declarator;
}

export interface TypeName extends Node {
  readonly kind: 'typename';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarator?: Declarator;
}

export interface Declaration extends Node {
  readonly kind: 'declaration';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarators: readonly Declarator[];
}

/** `inline type name = expr;` or `inline type name[keys] = expr;` */
export interface Inline extends Node {
  readonly kind: 'inline';
  readonly specifiers: DeclarationSpecifiers;
  readonly declarator?: Declarator;
  readonly value: Expression;
}

export interface Translator extends Node {
  readonly kind: 'translator';
  readonly output: TypeName;
  readonly input: TypeName;
  readonly parameter: string;
  readonly members: readonly TranslatorMember[];
}

interface TranslatorMember extends Node {
  readonly name: string;
  readonly value: Expression;
}

export interface ProviderBlock extends Node {
  readonly kind: 'provider';
  readonly name: string;
  readonly probes: readonly ProviderProbe[];
}

export interface ProviderProbe extends Node {
  readonly name: string;
  readonly input: readonly Parameter[];
  readonly output?: readonly Parameter[];
}
