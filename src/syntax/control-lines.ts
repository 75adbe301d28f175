import { fail, type Source } from '../diag/index.ts';
import type { Pragma } from './ast.ts';
import { LineTable } from './lines.ts';

/** What the lines that begin with `#` say: directives, and how lines are numbered after them. */
export interface ControlLines {
  readonly pragmas: readonly Pragma[];
  readonly lines: LineTable;
}

// Comments and strings are matched so that a "#" at a line start inside them is skipped over.
const scanner =
  /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|\/\/.*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|^[\f\t\v ]*#(?!!)([^\n]*)/gm;

/**
 * Finds all control lines of a text; `#!` lines are none. Line markers (`#line 7`, `# 7 "file"`) set
 * the number of the line after them. Errors: D_SYNTAX for one cut off by the end of the text,
 * D_STR_NL for a string that is not closed.
 */
export function scanControlLines(source: Source): ControlLines {
  const lines = new LineTable(source);
  const pragmas: Pragma[] = [];
  for (const match of source.text.matchAll(scanner)) {
    const text = match[1];
    if (text === undefined) continue;
    const end = match.index + match[0].length;
    const span = { source, start: match.index, end, line: lines.at(match.index) };
    if (end === source.text.length) {
      const line = lines.at(end);
      fail('D_SYNTAX', { ...span, line }, 'end-of-file encountered before end of control line');
    }
    const pragma = parseControlLine(text, span);
    if (pragma === undefined) continue;
    const line = pragma.directive === 'line' ? Number(pragma.words[0]) : Number.NaN;
    if (Number.isInteger(line)) lines.renumber(end + 1, line);
    pragmas.push(pragma);
  }
  return { pragmas, lines };
}

/** The null directive, a lone `#`, says nothing. */
function parseControlLine(text: string, span: Pragma['span']): Pragma | undefined {
  const unclosed = text.replace(/"(?:[^"\\]|\\.)*"/g, '').includes('"');
  if (unclosed) {
    fail('D_STR_NL', { ...span, line: span.line + 1 }, 'newline encountered in string literal');
  }
  const first = /^\s*(\S+)/.exec(text)?.[1];
  if (first === undefined) return undefined;
  const isMarker = /^[0-9]+$/.test(first);
  const rest = (isMarker ? text : text.slice(text.indexOf(first) + first.length)).trim();
  const words = Array.from(rest.matchAll(/"((?:[^"\\]|\\.)*)"|[^\s"]+/g), (m) => m[1] ?? m[0]);
  return { directive: isMarker ? 'line' : first, kind: 'pragma', words, text: rest, span };
}

const directives: ReadonlySet<string> = new Set(['error', 'ident', 'line', 'pragma']);

/**
 * Refuses the first directive that D does not have, if any: what follows an `#include` or `#define`
 * that nobody has processed is likely to be no D. Error: D_PRAGCTL_INVAL.
 */
export function refuseUnknownDirective(pragmas: readonly Pragma[]): void {
  const unknown = pragmas.find(({ directive }) => !directives.has(directive));
  if (unknown === undefined) return;
  const what = `invalid control directive: #${unknown.directive}`;
  fail('D_PRAGCTL_INVAL', unknown.span, what);
}

/** Whether a pragma sets this flag option. */
export function setsOption({ directive, words }: Pragma, option: string): boolean {
  return directive === 'pragma' && words.join(' ') === `D option ${option}`;
}
