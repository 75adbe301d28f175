import { assertNever, fail, joinSpans, type Source, type Span } from '../diag/index.ts';
import type {
  ArithmeticOperator,
  Call,
  Clause,
  Declaration,
  DeclarationSpecifiers,
  Declarator,
  Expression,
  Index,
  Inline,
  IntegerLiteral,
  Member,
  MemberDeclaration,
  Node,
  ProbeDescription,
  Unary,
  Update,
} from './ast.ts';
import { blanksEnd } from './blanks.ts';
import {
  type DeclaratorPart,
  type DeclaratorParts,
  nestDeclarator,
  unnestDeclarator,
} from './declarators.ts';
import { type DescriptionSpec, describeProbe, describeProbeId } from './descriptions.ts';
import { words } from './keywords.ts';
import type { LineTable } from './lines.ts';
import { decodeString, type IntegerValue, parseCharacter, parseInteger } from './literals.ts';
import { expandMacro, type MacroOptions, type MacroToken } from './macros.ts';
import { groupBinary, type OperatorTail } from './operators.ts';
import { splitScope, type TypeNameOptions, TypeNames } from './type-names.ts';

export interface BuildOptions extends MacroOptions, TypeNameOptions {
  readonly spec: DescriptionSpec;
}

/** Peggy's range of a match: offsets, blanks behind the last token included. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** `[k]`, `.m`, `(a)`, `++` behind an expression: a node that still lacks its operand. */
type Suffix =
  | Omit<Index, 'object'>
  | Omit<Member, 'object'>
  | Omit<Call, 'callee'>
  | Omit<Update, 'operand'>;

/** What may follow the first operand of an expression. */
type Rest =
  | { readonly operator: ArithmeticOperator | null; readonly value: Expression }
  | { readonly tail: OperatorTail; readonly arms: readonly [Expression, Expression] | null };

/** One specifier: a word for one of the lists, or what names the type. */
interface Specifier {
  readonly storage?: string;
  readonly words?: string;
  readonly qualifiers?: string;
  readonly named?: NonNullable<DeclarationSpecifiers['named']>;
}

/**
 * What the grammar needs while it reads one text: spans, macro values, and which names are types.
 * The grammar calls it also on paths that it gives up again, so each call only adds what is true of
 * the text in any case.
 */
export class TreeBuilder {
  readonly words = words;
  readonly types: TypeNames;
  /** Where the current clause or declaration leaves program level: brackets count from here. */
  bodyStart = 0;
  readonly #source: Source;
  readonly #lines: LineTable;
  readonly #options: BuildOptions;
  /** End of a run of blanks → its start. */
  readonly #blanks = new Map<number, number>();

  constructor(source: Source, lines: LineTable, options: BuildOptions) {
    this.#source = source;
    this.#lines = lines;
    this.#options = options;
    this.types = new TypeNames(options);
  }

  // ---- places

  /** The first offset from `start` on that is not blank. */
  skipBlanks(start: number): number {
    const end = blanksEnd(this.#source.text, start);
    if (end > start) this.#blanks.set(end, start);
    return end;
  }

  span({ start, end }: Range): Span {
    const last = Math.max(start, this.#blanks.get(end) ?? end);
    return { source: this.#source, start, end: last, line: this.#lines.at(start) };
  }

  node<T extends Readonly<Record<string, unknown>>>(range: Range, fields: T): T & Node {
    const given: Record<string, unknown> = {};
    for (const key in fields) if (fields[key] !== null) given[key] = fields[key];
    return Object.assign(given as T, { span: this.span(range) });
  }

  enter(offset: number): void {
    this.bodyStart = offset;
  }

  scoped(text: string): { readonly name: string; readonly module?: string } {
    return splitScope(text);
  }

  tag(text: string): { readonly tag: string; readonly module?: string } {
    const { name, ...module } = splitScope(text);
    return { tag: name, ...module };
  }

  // ---- clauses

  probe(range: Range, text: string): ProbeDescription {
    this.enter(range.end);
    return describeProbe(text, this.#options.spec, this.#options, this.span(range));
  }

  probeById(range: Range, text: string): ProbeDescription {
    this.enter(range.end);
    const span = this.span(range);
    return describeProbeId(parseInteger(text, span).value, this.#options.spec, span);
  }

  /** Only a command line may leave out what to do: in a file it is likely a mistake. */
  bareClause(clause: Clause): Clause {
    if (this.#source.kind === 'description') return clause;
    const at = clause.probes[0]?.span ?? clause.span;
    return fail('D_SYNTAX', at, 'expected predicate and/or actions following probe description');
  }

  refusePredicateAlone(predicate: Expression): never {
    const what = 'expected actions { } following probe description and predicate';
    return fail('D_SYNTAX', predicate.span, what);
  }

  // ---- expressions

  complete(head: Expression, rest: Rest): Expression {
    if ('value' in rest) return this.#assignment(head, rest.operator, rest.value);
    const condition = groupBinary(head, rest.tail);
    if (rest.arms === null) return condition;
    const [consequent, alternate] = rest.arms;
    const span = joinSpans(condition.span, alternate.span);
    return { kind: 'conditional', condition, consequent, alternate, span };
  }

  #assignment(
    target: Expression,
    operator: ArithmeticOperator | null,
    value: Expression,
  ): Expression {
    // Assigning to a name makes it a variable, whatever types there are.
    if (target.kind === 'identifier') this.types.declare(target.name, false);
    const span = joinSpans(target.span, value.span);
    return { kind: 'assignment', ...(operator && { operator }), target, value, span };
  }

  postfix(head: Expression, suffixes: readonly Suffix[]): Expression {
    return suffixes.reduce(attachSuffix, head);
  }

  integer(range: Range, text: string): IntegerLiteral {
    return this.#literal(range, (span) => parseInteger(text, span));
  }

  character(range: Range, text: string): IntegerLiteral {
    return this.#literal(range, (span) => parseCharacter(text, span));
  }

  #literal(range: Range, read: (span: Span) => IntegerValue): IntegerLiteral {
    const span = this.span(range);
    return { kind: 'integer', ...read(span), span };
  }

  string(text: string): string {
    return decodeString(text);
  }

  macro(range: Range, text: string): MacroToken {
    return expandMacro(text, this.#options, this.span(range));
  }

  /** A macro argument may have a sign, unlike an integer in the text. */
  macroInteger(
    range: Range,
    token: MacroToken & { readonly kind: 'integer' },
  ): IntegerLiteral | Unary {
    const span = this.span(range);
    const operand: IntegerLiteral = { kind: 'integer', ...token.integer, span };
    return token.sign === '-' ? { kind: 'unary', operator: '-', operand, span } : operand;
  }

  // ---- declarations

  specifiers(range: Range, parts: readonly Specifier[]): DeclarationSpecifiers {
    const [named, second] = parts.flatMap((part) => part.named ?? []);
    if (second) fail('D_DECL_COMBO', second.span, 'invalid type combination');
    return {
      kind: 'specifiers',
      storage: parts.flatMap((part) => part.storage ?? []),
      words: parts.flatMap((part) => part.words ?? []),
      qualifiers: parts.flatMap((part) => part.qualifiers ?? []),
      ...(named && { named }),
      span: this.span(range),
    };
  }

  isAnonymousMember({ named }: MemberDeclaration['specifiers']): boolean {
    return named !== undefined && 'members' in named;
  }

  declaredName(range: Range, name: string): DeclaratorParts {
    return { core: { kind: 'name', name, span: this.span(range) }, parts: [] };
  }

  declaratorParts(
    range: Range,
    pointers: readonly DeclaratorPart[],
    inner: DeclaratorParts | null,
    suffixes: readonly DeclaratorPart[],
  ): DeclaratorParts {
    const { start } = this.span(range);
    const core = inner?.core ?? { kind: 'name', span: this.span({ start, end: start }) };
    return { core, parts: [...(inner?.parts ?? []), ...suffixes, ...pointers.toReversed()] };
  }

  declarator(parts: DeclaratorParts): Declarator {
    return nestDeclarator(parts);
  }

  /** From here on the declared names are types, or hide types of the same name. */
  declaration(declaration: Declaration): Declaration {
    const isType = declaration.specifiers.storage.includes('typedef');
    for (const declarator of declaration.declarators) this.#declare(declarator, isType);
    return declaration;
  }

  inline(inline: Inline): Inline {
    this.#declare(inline.declarator, false);
    return inline;
  }

  #declare(declarator: Declarator | undefined, isType: boolean): void {
    const name = declarator && unnestDeclarator(declarator).core.name;
    if (name !== undefined) this.types.declare(name, isType);
  }
}

function attachSuffix(inner: Expression, suffix: Suffix): Expression {
  const span = joinSpans(inner.span, suffix.span);
  switch (suffix.kind) {
    case 'index':
    case 'member':
      return { ...suffix, object: inner, span };
    case 'call':
      return { ...suffix, callee: inner, span };
    case 'update':
      return { ...suffix, operand: inner, span };
    default:
      return assertNever(suffix);
  }
}
