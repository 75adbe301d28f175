/**
 * Macro expansion, by Prosser's algorithm: a token remembers the macros that it came out of, so that
 * none expands within itself.
 */
import type { Macro, MacroTable } from './macros.ts';
import { blank, type Token, textOf, tokenize, trim } from './tokens.ts';

/** A call whose closing parenthesis is not there (yet): the name of the macro. */
export class Unclosed extends Error {}

/** What cannot be: too many arguments, an expansion without end. */
export class MacroError extends Error {}

/** More than any program needs; some macros double with each of their uses. */
const MOST_TOKENS = 200_000;

interface Call {
  readonly args: readonly (readonly Token[])[];
  readonly close: Token;
}

export class Expander {
  readonly #macros: MacroTable;
  #made = 0;

  constructor(macros: MacroTable) {
    this.#macros = macros;
  }

  /** Unclosed if a call is not complete; MacroError if one is wrong. */
  expand(tokens: readonly Token[]): Token[] {
    const todo = tokens.toReversed();
    const done: Token[] = [];
    for (let token = todo.pop(); token !== undefined; token = todo.pop()) {
      const replaced = this.#replace(token, todo);
      if (replaced === undefined) done.push(token);
      else todo.push(...replaced.toReversed());
    }
    return done;
  }

  /** Undefined if it stands for itself; what it takes of `todo`, whose next token is the last, is gone. */
  #replace(token: Token, todo: Token[]): readonly Token[] | undefined {
    const macro = token.kind === 'name' ? this.#macros.get(token.text) : undefined;
    if (macro === undefined || token.hidden?.has(token.text)) return undefined;
    if (macro.parameters === undefined) {
      return this.#hide(this.#substitute(macro, []), new Set(token.hidden).add(token.text));
    }
    const call = readCall(token.text, todo);
    if (call === undefined) return undefined;
    const args = fitArguments(token.text, macro, call.args);
    const both = [...(token.hidden ?? [])].filter((name) => call.close.hidden?.has(name));
    return this.#hide(this.#substitute(macro, args), new Set(both).add(token.text));
  }

  #hide(tokens: readonly Token[], names: ReadonlySet<string>): Token[] {
    this.#made += tokens.length;
    if (this.#made > MOST_TOKENS) throw new MacroError('macro expansion does not end');
    return tokens.map((t) => ({ ...t, hidden: new Set([...(t.hidden ?? []), ...names]) }));
  }

  #substitute(macro: Macro, args: readonly (readonly Token[])[]): Token[] {
    const { body } = macro;
    const out: Token[] = [];
    for (let i = 0; i < body.length; i++) {
      const token = body[i] as Token;
      const next = argumentOf(macro, args, body[i + 1]);
      const arg = argumentOf(macro, args, token);
      if (token.text === '##' && i > 0) paste(out, next ?? body.slice(i + 1, i + 2));
      else if (token.text === '#' && next) out.push(quote(next));
      else {
        const pasted = body[i - 1]?.text === '##' || body[i + 1]?.text === '##';
        out.push(...this.#part(token, arg, pasted));
        continue;
      }
      i++;
    }
    return out;
  }

  #part(token: Token, arg: readonly Token[] | undefined, pasted: boolean): readonly Token[] {
    if (arg === undefined) return [token];
    return pasted ? arg : this.#expandArgument(arg);
  }

  /** An argument is expanded by itself: a call that it only begins is none. */
  #expandArgument(tokens: readonly Token[]): readonly Token[] {
    try {
      return this.expand(tokens);
    } catch (error) {
      if (error instanceof Unclosed) return tokens;
      throw error;
    }
  }
}

/** What a call gives for a token of the body; undefined if that is no parameter. */
function argumentOf(
  { parameters }: Macro,
  args: Call['args'],
  token: Token | undefined,
): readonly Token[] | undefined {
  const index = token?.kind === 'name' ? (parameters?.indexOf(token.text) ?? -1) : -1;
  return index < 0 ? undefined : (args[index] ?? []);
}

/** `( a, b )` behind a macro's name; undefined if there is none. */
function readCall(name: string, todo: Token[]): Call | undefined {
  const next = todo.findLastIndex((token) => token.kind !== 'blank');
  if (next < 0 || todo[next]?.text !== '(') return undefined;
  todo.length = next;
  const args: Token[][] = [[]];
  let depth = 0;
  for (let token = todo.pop(); token !== undefined; token = todo.pop()) {
    if (token.text === ')' && depth === 0)
      return { args: args.map((a) => [...trim(a)]), close: token };
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (token.text === ',' && depth === 0) args.push([]);
    else args.at(-1)?.push(token);
  }
  throw new Unclosed(name);
}

/** What is more than the parameters is the last one's, if that is variadic. */
function fitArguments(name: string, macro: Macro, args: Call['args']): Call['args'] {
  const wanted = macro.parameters?.length ?? 0;
  const given = wanted === 0 && args.length === 1 && args[0]?.length === 0 ? [] : args;
  if (macro.variadic && given.length >= wanted - 1) {
    const rest = given.slice(wanted - 1);
    const comma: Token = { kind: 'mark', text: ',' };
    const joined = rest.flatMap((arg, i) => (i === 0 ? arg : [comma, blank, ...arg]));
    return [...given.slice(0, wanted - 1), joined];
  }
  if (given.length === wanted) return given;
  throw new MacroError(
    given.length < wanted
      ? `macro "${name}" requires ${wanted} arguments, but only ${given.length} given`
      : `macro "${name}" passed ${given.length} arguments, but takes just ${wanted}`,
  );
}

/** `#x`: the argument as it was written, as a string. */
function quote(tokens: readonly Token[]): Token {
  const inner = tokens.map(({ kind, text }) => {
    if (kind === 'blank') return ' ';
    return kind === 'string' ? text.replace(/["\\]/g, '\\$&') : text;
  });
  return { kind: 'string', text: `"${inner.join('')}"` };
}

/** `x ## y`: the last token so far and the first of what follows become one. */
function paste(out: Token[], right: readonly Token[]): void {
  const left = out.pop();
  const [first, ...rest] = right;
  const joined = textOf([left, first].filter((token) => token !== undefined));
  out.push(...tokenize(joined), ...rest);
}
