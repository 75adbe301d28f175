/** What #if, #ifdef and #ifndef ask of the macros. */
import type { Expander } from './expand.ts';
import { ExpressionError, evaluate } from './expression.ts';
import type { MacroTable } from './macros.ts';
import { type Token, withoutBlanks } from './tokens.ts';

/** ExpressionError if the question is wrong, in cpp's words. */
export class Questions {
  readonly #macros: MacroTable;
  readonly #expander: Expander;

  constructor(macros: MacroTable, expander: Expander) {
    this.#macros = macros;
    this.#expander = expander;
  }

  isDefined(tokens: readonly Token[], directive: string): boolean {
    const [name] = withoutBlanks(tokens);
    if (name?.kind === 'name') return this.#knows(name.text);
    throw new ExpressionError(
      name === undefined
        ? `no macro name given in #${directive} directive`
        : 'macro names must be identifiers',
    );
  }

  holds(tokens: readonly Token[], directive: string): boolean {
    const decided = this.#decideDefined(withoutBlanks(tokens));
    return evaluate(this.#expander.expand(decided), directive) !== 0n;
  }

  #knows(name: string): boolean {
    return this.#macros.get(name) !== undefined;
  }

  /** `defined X` and `defined(X)` become 1 or 0 before macros are expanded. */
  #decideDefined(tokens: readonly Token[]): readonly Token[] {
    const out: Token[] = [];
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      if (token.text !== 'defined') {
        out.push(token);
        continue;
      }
      const inParentheses = tokens[i + 1]?.text === '(';
      const name = tokens[i + (inParentheses ? 2 : 1)];
      if (name?.kind !== 'name')
        throw new ExpressionError('operator "defined" requires an identifier');
      if (inParentheses && tokens[i + 3]?.text !== ')') {
        throw new ExpressionError('missing \')\' after "defined"');
      }
      out.push({ kind: 'number', text: this.#knows(name.text) ? '1' : '0' });
      i += inParentheses ? 3 : 1;
    }
    return out;
  }
}
