import { assertNever, fail, joinSpans, type Source, type Span } from '../diag/index.ts';
import type {
  ArithmeticOperator,
  Call,
  Clause,
  Declaration,
  DeclarationSpecifiers,
  Declarator,
  Expression,
  ExpressionStatement,
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
  declaredNames,
  nestDeclarator,
} from './declarators.ts';
import { type DescriptionSpec, describeProbe, describeProbeId } from './descriptions.ts';
import { intrinsicTypedefs, words } from './keywords.ts';
import type { LineTable } from './lines.ts';
import { decodeString, type IntegerValue, parseCharacter, parseInteger } from './literals.ts';
import { expandMacro, type MacroOptions, type MacroToken } from './macros.ts';
import { groupBinary, type OperatorTail } from './operators.ts';

export interface BuildOptions extends MacroOptions {
  /** Whether a name that the program has not declared is a type's; asked once a name. */
  readonly isType: (name: string, module?: string) => boolean;
  readonly spec: DescriptionSpec;
  /** A word at program level describes a probe even if it names a type (`-x pspec`). */
  readonly pspec?: boolean;
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
  /** Where the current clause or declaration leaves program level: brackets count from here. */
  bodyStart = 0;
  readonly #source: Source;
  readonly #lines: LineTable;
  readonly #options: BuildOptions;
  /** End of a run of blanks → its start. */
  readonly #blanks = new Map<number, number>();
  /** Names known so far: the program's own types and variables, and answers of `isType`. */
  readonly #names = new Map<string, 'type' | 'other'>();

  constructor(source: Source, lines: LineTable, options: BuildOptions) {
    this.#source = source;
    this.#lines = lines;
    this.#options = options;
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

  // ---- names

  /** Program level: does this word begin a declaration? The rules are those of DTrace's lexer. */
  startsDeclaration(word: string): boolean {
    if (words.declaration.has(word)) return true;
    const name = /^[A-Za-z_]\w*(?=\*|$)/.exec(word)?.[0];
    if (name === undefined || /[-:.?!`]/.test(word) || this.#options.pspec) return false;
    if (words.declaration.has(name)) return true;
    return !['BEGIN', 'END', 'ERROR'].includes(name) && this.isType(name);
  }

  isTypeWord(word: string): boolean {
    if (words.reserved.has(word)) return false;
    const { name, module } = this.scoped(word);
    return this.isType(name, module);
  }

  private isType(name: string, module?: string): boolean {
    // The module D has the program's own types.
    const key = module === undefined || module === 'D' ? name : `${module}\`${name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known === 'type';
    const answer = intrinsicTypedefs.has(key) || this.#options.isType(name, module);
    this.#names.set(key, answer ? 'type' : 'other');
    return answer;
  }

  /** Splits a name at its last backquote. */
  scoped(text: string): { readonly name: string; readonly module?: string } {
    const at = text.lastIndexOf('`');
    return at < 0 ? { name: text } : { name: text.slice(at + 1), module: text.slice(0, at) };
  }

  tag(text: string): { readonly tag: string; readonly module?: string } {
    const { name, ...module } = this.scoped(text);
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

  statement(expression: Expression): ExpressionStatement {
    return { kind: 'expression', expression, span: expression.span };
  }

  // ---- expressions

  /** An expression in parentheses has them in its span, and leaves no other trace. */
  widen(inner: Expression, range: Range): Expression {
    return { ...inner, span: this.span(range) };
  }

  complete(head: Expression, rest: Rest): Expression {
    if ('value' in rest) return this.assignment(head, rest.operator, rest.value);
    const condition = groupBinary(head, rest.tail);
    if (rest.arms === null) return condition;
    const [consequent, alternate] = rest.arms;
    const span = joinSpans(condition.span, alternate.span);
    return { kind: 'conditional', condition, consequent, alternate, span };
  }

  private assignment(
    target: Expression,
    operator: ArithmeticOperator | null,
    value: Expression,
  ): Expression {
    if (target.kind === 'identifier') this.#names.set(target.name, 'other');
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
    const kind = declaration.specifiers.storage.includes('typedef') ? 'type' : 'other';
    for (const name of declaredNames(declaration)) this.#names.set(name, kind);
    return declaration;
  }

  inline(inline: Inline): Inline {
    for (const name of declaredNames({ declarators: [inline.declarator] })) {
      this.#names.set(name, 'other');
    }
    return inline;
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
