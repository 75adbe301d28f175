import { fail, type Span } from '../diag/index.ts';

/** Where parsing stopped, and what is known there. */
interface Failure {
  readonly text: string;
  readonly offset: number;
  /** Where the clause or declaration left program level: brackets count from here. */
  readonly bodyStart: number;
  /** DTrace counts brackets only inside clauses and declarations. */
  readonly atProgramLevel: boolean;
  readonly span: (start: number, end: number) => Span;
}

const comment = /\/\*(?:(?!\/\*)[\s\S])*?\*\/|\/\/.*/.source;
const string = /"(?:[^"\\\n]|\\.)*"/.source;
const character = /'(?:[^'\\\n]|\\.)*'/.source;
const quiet = new RegExp(`${comment}|${string}|${character}`, 'g');

const integer = /(?:0[xX][0-9a-fA-F]+|[0-9]+)[uU]?[lL]{0,2}/y;
const float = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?[fFlL]?/y;

const token = new RegExp(
  [
    string,
    character,
    /@?[A-Za-z_`][\w`]*|\$\$?\w+/.source,
    integer.source,
    /<<=|>>=|\.\.\.|[-+*/%&^|<>=!]=|&&|\|\||\^\^|\+\+|--|->|<<|>>|[\s\S]/.source,
  ].join('|'),
  'y',
);

/** Says why the text cannot go on at `offset`, in the words and with the line of DTrace's lexer. */
export function refuseSyntax(failure: Failure): never {
  refuseComment(failure);
  refuseConstant(failure);
  refuseBracket(failure);
  const near = failure.atProgramLevel
    ? matchAt(/[A-Za-z_]\w*|[\s\S]/y, failure)
    : matchAt(token, failure);
  const end = failure.offset + near.length;
  const where = near === '' ? `near ${endOfInput(failure)}` : `near "${near}"`;
  fail('D_SYNTAX', failure.span(failure.offset, end), `syntax error ${where}`);
}

/** Behind a word that could have been a glob, it is DTrace's lexer that meets the end. */
function endOfInput({ text, bodyStart, atProgramLevel }: Failure): string {
  globLike.lastIndex = bodyStart;
  return !atProgramLevel && globLike.test(text) ? 'end-of-input' : 'end of input';
}

const globLike = /[A-Za-z_]\w*\*/y;

function matchAt(pattern: RegExp, { text, offset }: Failure): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

function refuseComment({ text, offset, span }: Failure): void {
  if (!text.startsWith('/*', offset)) return;
  const nested = text.indexOf('/*', offset + 2);
  if (nested >= 0) fail('D_SYNTAX', span(nested, nested + 2), '/* encountered inside a comment');
  const { line } = span(text.length, text.length);
  const what = 'end-of-file encountered before matching */';
  fail('D_SYNTAX', { ...span(offset, text.length), line }, what);
}

const unclosed = [
  { pattern: /"(?:[^"\\\n]|\\.)*\n/y, tag: 'D_STR_NL', what: 'string literal' },
  { pattern: /'(?:[^'\\\n]|\\.)*\n/y, tag: 'D_CHR_NL', what: 'character constant' },
] as const;

function refuseConstant(failure: Failure): void {
  const { offset, span } = failure;
  for (const { pattern, tag, what } of unclosed) {
    const found = matchAt(pattern, failure);
    if (found === '') continue;
    // The newline is part of what DTrace matched, so it has already counted it.
    const at = { ...span(offset, offset + found.length - 1), line: span(offset, offset).line + 1 };
    fail(tag, at, `newline encountered in ${what}`);
  }
  const found = matchAt(float, failure);
  if (found.length > matchAt(integer, failure).length) {
    const what = `floating-point constants are not permitted near "${found}"`;
    fail('D_SYNTAX', span(offset, offset + found.length), what);
  }
}

const brackets = [
  { open: '(', close: ')' },
  { open: '[', close: ']' },
  { open: '{', close: '}' },
] as const;

function refuseBracket(failure: Failure): void {
  const { text, offset, bodyStart, atProgramLevel, span } = failure;
  if (atProgramLevel) return;
  const body = text.slice(bodyStart, offset).replace(quiet, '');
  const predicateEnd = matchAt(/\/\s*(?=[;{/]|$)/y, failure);
  for (const { open, close } of brackets) {
    const depth = body.split(open).length - body.split(close).length;
    const at = span(offset, offset + 1);
    if (text[offset] === close && depth <= 0)
      fail('D_SYNTAX', at, `extra ${close} in input stream`);
    if (predicateEnd !== '' && depth > 0 && open !== '{') {
      // DTrace has looked ahead of the blanks.
      const { line } = span(offset + predicateEnd.length, text.length);
      fail('D_SYNTAX', { ...at, line }, `closing ${close} expected in predicate before /`);
    }
  }
}
