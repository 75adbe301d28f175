/** Preprocessing tokens of one line. D's backquote, `@`, `$` and a lone apostrophe are marks. */
export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'blank' | 'mark';
  readonly text: string;
  /** Macros that it came out of: it is no call of theirs. */
  readonly hidden?: ReadonlySet<string>;
}

const pattern = new RegExp(
  [
    /(?<blank>\s+)/,
    /(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/,
    /(?<name>[A-Za-z_]\w*)/,
    // A sign belongs to no number: D has no floating-point constants.
    /(?<number>[0-9][\w.]*)/,
    /(?<mark>##|\.\.\.|<<|>>|[<>=!]=|&&|\|\||[\s\S])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gy',
);

export function tokenize(line: string): Token[] {
  return Array.from(line.matchAll(pattern), ({ 0: text, groups }) => {
    const kind = Object.entries(groups ?? {}).find(([, found]) => found !== undefined)?.[0];
    return { kind: kind as Token['kind'], text };
  });
}

export const blank: Token = { kind: 'blank', text: ' ' };

export function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}

/** Without blanks at either end. */
export function trim(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex((token) => token.kind !== 'blank');
  const last = tokens.findLastIndex((token) => token.kind !== 'blank');
  return first < 0 ? [] : tokens.slice(first, last + 1);
}

export function withoutBlanks(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token) => token.kind !== 'blank');
}
