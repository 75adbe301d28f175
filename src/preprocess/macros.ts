import { type Token, tokenize, trim } from './tokens.ts';

export interface Macro {
  /** Absent: it takes no arguments, not even (). */
  readonly parameters: readonly string[] | undefined;
  /** The last parameter takes all further arguments. */
  readonly variadic: boolean;
  readonly body: readonly Token[];
}

/** Macros by name; `__LINE__` and `__FILE__` change. */
export interface MacroTable {
  get(name: string): Macro | undefined;
}

/** What is wrong with a definition, or it. */
export type Definition =
  | { readonly name: string; readonly macro: Macro }
  | { readonly problem: string };

/** Reads what follows `#define`. */
export function readDefinition(tokens: readonly Token[], directive = 'define'): Definition {
  const [name, ...rest] = trim(tokens);
  if (name === undefined) return { problem: `no macro name given in #${directive} directive` };
  if (name.kind !== 'name') return { problem: 'macro names must be identifiers' };
  if (name.text === 'defined') return { problem: '"defined" cannot be used as a macro name' };
  // Only a parenthesis right behind the name begins parameters.
  if (rest[0]?.text !== '(') {
    return {
      name: name.text,
      macro: { parameters: undefined, variadic: false, body: bodyOf(rest) },
    };
  }
  const close = rest.findIndex((token) => token.text === ')');
  const list = rest.slice(1, close).filter((token) => token.kind !== 'blank');
  const parameters = readParameters(list);
  if (close < 0 || parameters === undefined) {
    return { problem: `malformed parameters of macro "${name.text}"` };
  }
  return { name: name.text, macro: { ...parameters, body: bodyOf(rest.slice(close + 1)) } };
}

/** `a, b, ...`; GNU's `rest...` too. */
function readParameters(
  list: readonly Token[],
): Pick<Macro, 'parameters' | 'variadic'> | undefined {
  if (list.length === 0) return { parameters: [], variadic: false };
  const words = list
    .map((token) => token.text)
    .join('')
    .split(',');
  const last = words.at(-1) ?? '';
  const variadic = last.endsWith('...');
  if (variadic) words.splice(-1, 1, last === '...' ? '__VA_ARGS__' : last.slice(0, -3));
  return words.every((word) => /^[A-Za-z_]\w*$/.test(word))
    ? { parameters: words, variadic }
    : undefined;
}

/** Blanks beside `#` and `##` say nothing; all others are one. */
function bodyOf(tokens: readonly Token[]): readonly Token[] {
  const body = trim(tokens).map((t): Token => (t.kind === 'blank' ? { ...t, text: ' ' } : t));
  return body.filter(
    (token, i) =>
      token.kind !== 'blank' ||
      (body[i - 1]?.text !== '##' && body[i + 1]?.text !== '##' && body[i - 1]?.text !== '#'),
  );
}

/** `X` or `X=text`, as -D has it. */
export function readOption(option: string): Definition {
  const [name = '', ...text] = option.split('=');
  return readDefinition(tokenize(`${name} ${option.includes('=') ? text.join('=') : '1'}`));
}
