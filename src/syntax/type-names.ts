import { intrinsicTypedefs, words } from './keywords.ts';

export interface TypeNameOptions {
  /** Whether a name that the program has not declared is a type's; asked once a name. */
  readonly isType: (name: string, module?: string) => boolean;
  /** A word at program level describes a probe even if it names a type (`-x pspec`). */
  readonly pspec?: boolean;
}

/** Splits a name at its last backquote. */
export function splitScope(text: string): { readonly name: string; readonly module?: string } {
  const at = text.lastIndexOf('`');
  return at < 0 ? { name: text } : { name: text.slice(at + 1), module: text.slice(0, at) };
}

/** Which names are types, as far as the text has been read. */
export class TypeNames {
  readonly #options: TypeNameOptions;
  /** The program's own types and variables, and the answers of `isType`. */
  readonly #known = new Map<string, boolean>();

  constructor(options: TypeNameOptions) {
    this.#options = options;
  }

  /** From here on the name is a type, or hides a type. */
  declare(name: string, isType: boolean): void {
    this.#known.set(name, isType);
  }

  /** Program level: does this word begin a declaration? The rules are those of DTrace's lexer. */
  startsDeclaration(word: string): boolean {
    if (words.declaration.has(word)) return true;
    const name = /^[A-Za-z_]\w*(?=\*|$)/.exec(word)?.[0];
    if (name === undefined || /[-:.?!`]/.test(word) || this.#options.pspec) return false;
    if (words.declaration.has(name)) return true;
    return !['BEGIN', 'END', 'ERROR'].includes(name) && this.has(name);
  }

  /** Inside clauses and declarations: is this word the name of a type? */
  has(word: string): boolean {
    if (words.reserved.has(word)) return false;
    const { name, module } = splitScope(word);
    // The module D has the program's own types.
    const key = module === 'D' ? name : word;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answer = intrinsicTypedefs.has(key) || this.#options.isType(name, module);
    this.#known.set(key, answer);
    return answer;
  }
}
