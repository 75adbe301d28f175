import type { Span } from '../diag/index.ts';

/*
 * DTrace gives a node the line at which its parser has made it. That is where the tests of DTrace,
 * and the habits of its users, look for an error.
 */

/** Behind an expression: blanks, comments, and the end of a predicate with the brace it needs. */
const behind = /(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*(?:\/\s*\{)?/y;

/** A node made when the parser has seen the token behind it. */
export function lookahead(span: Span): Span {
  behind.lastIndex = span.end;
  const skipped = behind.exec(span.source.text)?.[0].length ?? 0;
  return at(span, span.end + skipped);
}

/** A node made at its last token. */
export function lastLine(span: Span): Span {
  return at(span, span.end);
}

/** A definition, of which DTrace begins to think at its opening brace. */
export function openingBrace(span: Span): Span {
  const brace = span.source.text.indexOf('{', span.start);
  return brace < 0 || brace > span.end ? span : at(span, brace);
}

/** What can be said only when the whole text has been read. */
export function endOfText(span: Span): Span {
  return at(span, span.source.text.length);
}

function at(span: Span, end: number): Span {
  const lines = span.source.text.slice(span.start, end).split('\n').length - 1;
  return { ...span, line: span.line + lines };
}
