import type { Diagnostic, Span } from '../diag/index.ts';
import type { ProbeDescription, Program } from '../syntax/index.ts';
import type { Omission, Probe, TypedExpression, TypedFiring, Variable } from '../typed/index.ts';
import { anyType, type Stability, type Type } from '../types/index.ts';
import { constants } from './constants.ts';
import { lookahead } from './lines.ts';
import type {
  AggregationState,
  Checked,
  GlobalSymbol,
  TranslatorSymbol,
  VariableSymbol,
} from './symbols.ts';
import type { CheckWorld } from './world.ts';

/** `#pragma D attributes` (with a stability) or `binding`. */
export interface NamePragma {
  readonly pragma: string;
  readonly name: string;
  readonly span: Span;
  readonly stability?: Stability;
}

/** What checking remembers while it walks through the programs of one command line. */
export class Context {
  readonly world: CheckWorld;
  readonly globals = new Map<string, GlobalSymbol>();
  readonly threadLocals = new Map<string, VariableSymbol>();
  /** `this->` variables belong to one program. */
  clauseLocals = new Map<string, VariableSymbol>();
  readonly aggregations = new Map<string, AggregationState>();
  /** Types declared in D: `struct foo`, `foo_t`. */
  readonly types = new Map<string, Type>();
  /** What `extern` declared. */
  readonly externs = new Map<string, Type>();
  readonly translators: TranslatorSymbol[] = [];
  /** Variables that the compiler made for itself. */
  readonly hidden: Variable[] = [];
  /** In order of appearance. */
  readonly variables: VariableSymbol[] = [];
  /** By firingKey(): of the probes that clauses match. */
  readonly firings = new Map<string, TypedFiring>();
  /** Arguments of the inlines being expanded, innermost last. */
  readonly parameters: ReadonlyMap<string, Checked>[] = [];
  /** `#pragma D attributes` and `binding`, about names declared anywhere. */
  readonly pragmas: NamePragma[] = [];
  /** Uses of inlines so far. */
  expansions = 0;
  /** How many probes the clauses of the current program match. */
  matched = 0;
  /** Probes that the current program describes, but that its clauses do not fit. */
  omitted: readonly Omission[] = [];
  /** What the clause being checked describes its probes with. */
  description: ProbeDescription | undefined;
  /** One of the probes for which it is being checked, where others that it describes have other arguments. */
  typical: Probe | undefined;
  /** Why the clause fits none of its probes, which have unlike arguments. */
  unlike: string | undefined;
  program: Program;
  /** What the parser of DTrace would have found, before any clause is looked at. */
  #early: Diagnostic[] = [];
  #late: Diagnostic[] = [];
  #unsupported: Diagnostic[] = [];
  readonly #said = new Set<string>();

  constructor(world: CheckWorld, program: Program) {
    this.world = world;
    this.program = program;
    for (const constant of constants) this.globals.set(constant.name, constant);
  }

  /** Begins with a further program: `this->` names are its own. */
  enter(program: Program): void {
    this.program = program;
    this.matched = 0;
    this.omitted = [];
    this.clauseLocals = new Map();
  }

  /** Notes an error and gives an expression that fits everywhere, so that one error stays one. */
  error(tag: string, span: Span, message: string, hint?: string): TypedExpression {
    this.#late.push({ tag, message, span, ...(hint === undefined ? {} : { hint }) });
    return errorNode(span);
  }

  /** An error that DTrace tells without saying where. */
  bareError(span: Span, message: string): TypedExpression {
    this.#late.push({ tag: 'D_UNKNOWN', message, span, bare: true });
    return errorNode(span);
  }

  /** An error that DTrace finds while it parses, so before those of clauses. */
  earlyError(tag: string, span: Span, message: string): TypedExpression {
    this.#addEarly({ tag, message, span });
    return errorNode(span);
  }

  /** It may be found again where something is checked twice. */
  #addEarly(error: Diagnostic): void {
    const { tag, span } = error;
    const known = this.#early.some(
      (d) => d.tag === tag && d.span.start === span.start && d.span.source === span.source,
    );
    if (!known) this.#early.push(error);
  }

  /** As `error`, but the same message comes once only. */
  errorOnce(tag: string, span: Span, message: string, hint?: string): TypedExpression {
    if (this.#said.has(message)) return errorNode(span);
    this.#said.add(message);
    return this.error(tag, span, message, hint);
  }

  /** An error of an operator: DTrace gives it the line of the token behind the operator's expression. */
  operatorError(tag: string, span: Span, message: string): TypedExpression {
    return this.error(tag, lookahead(span), message);
  }

  /** Something that is right but cannot be compiled so far. Said only if nothing else is wrong. */
  unsupported(span: Span, what: string): void {
    this.refuse(span, `${what} not supported yet`);
  }

  /** Something known that there is no code for, and why. Said only if nothing else is wrong. */
  refuse(span: Span, message: string): void {
    this.#unsupported.push({ tag: 'D_UNKNOWN', message, span });
  }

  /** All errors, in the order in which DTrace would find them. */
  diagnostics(): readonly Diagnostic[] {
    const found = [...this.#early.toSorted((a, b) => a.span.start - b.span.start), ...this.#late];
    return found.length > 0 ? found : this.#unsupported;
  }

  /** Whether a part of the check finds nothing wrong, of which nothing remains. */
  isRight(run: () => void): boolean {
    const { errors, early, undo } = this.attempt(run);
    undo();
    return errors.length === 0 && early.length === 0;
  }

  /** Runs a part of the check; `undo` takes back its errors, and what it found out about variables. */
  attempt(run: () => void): Attempt {
    const [late, early, unsupported] = [this.#late, this.#early, this.#unsupported];
    [this.#late, this.#early, this.#unsupported] = [[], [], []];
    const forget = this.#remember();
    run();
    const found = { errors: this.#late, early: this.#early, refused: this.#unsupported };
    this.#late = [...late, ...found.errors];
    this.#early = [...early];
    for (const error of found.early) this.#addEarly(error);
    this.#unsupported = [...unsupported, ...found.refused];
    const undo = (): void => {
      [this.#late, this.#early, this.#unsupported] = [late, early, unsupported];
      forget();
    };
    return { ...found, undo };
  }

  /** Gives what brings back the state of all names. */
  #remember(): () => void {
    const said = [...this.#said];
    const hidden = this.hidden.length;
    const symbols = new Map(this.variables.map((symbol) => [symbol, { ...symbol }]));
    const aggregations = [...this.aggregations.values()].map(
      (state) => [state, { ...state }] as const,
    );
    return () => {
      this.#said.clear();
      for (const message of said) this.#said.add(message);
      this.hidden.splice(hidden);
      for (const symbol of this.variables.splice(symbols.size)) this.#forget(symbol);
      for (const [symbol, state] of symbols) Object.assign(symbol, state);
      this.aggregations.clear();
      // The same objects: the attempt may be made in the middle of an aggregating statement.
      for (const [state, before] of aggregations)
        this.aggregations.set(state.name, Object.assign(state, before));
    };
  }

  #forget({ scope, name }: VariableSymbol): void {
    const names = { global: this.globals, self: this.threadLocals, this: this.clauseLocals };
    names[scope].delete(name);
  }
}

/** What a part of the check has found. */
export interface Attempt {
  readonly errors: readonly Diagnostic[];
  /** Errors that DTrace's parser finds. */
  readonly early: readonly Diagnostic[];
  /** What there is no code for. */
  readonly refused: readonly Diagnostic[];
  readonly undo: () => void;
}

export function errorNode(span: Span): TypedExpression {
  return { kind: 'integer', value: 0n, type: anyType, span };
}
