/** A D program in a file: a script is one, a shell script that calls dtrace has them in quotes. */
export interface EmbeddedProgram {
  readonly text: string;
  /** Line of the file that its first line is on, from 1. */
  readonly line: number;
  /** It goes through the preprocessor: -C. */
  readonly cpp: boolean;
  /** Its descriptions may match nothing: -Z. */
  readonly lax: boolean;
}

/** The D programs of a file, in order. */
export function programsOf(text: string): readonly EmbeddedProgram[] {
  const [first = ''] = text.split('\n', 1);
  const isShell = /^#!.*\b(?:k|ba|da|z)?sh\b|^#!.*\bperl\b/.test(first);
  if (!isShell) return [{ text, line: 1, ...optionsOf(first) }];
  return quotedPrograms(/^#!.*\bperl\b/.test(first) ? withoutPerl(text) : text);
}

/** Texts of Perl that are filled in have what is not Perl's behind a backslash. */
function withoutPerl(text: string): string {
  return text.replace(/\\([\\@$"])|\$\w+/g, (_, literal: string | undefined) => literal ?? '1');
}

/** Where a quoted text begins that may be a program: `-n '`, `script='`, `print -r '`. */
const OPENING = /(?:-n\s*|\w=|print\s+-r\s+|-s\s*<\(\s*echo\s+)'/g;

function quotedPrograms(text: string): readonly EmbeddedProgram[] {
  const programs: EmbeddedProgram[] = [];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    const start = match.index + match[0].length - 1;
    const word = readWord(text, start);
    if (isInComment(text, match.index) || !isProgram(word.text)) continue;
    OPENING.lastIndex = word.end;
    const line = text.slice(0, start).split('\n').length;
    const command = text.slice(text.lastIndexOf('\n', start) + 1, start);
    programs.push({ text: word.text, line, ...optionsOf(command) });
  }
  return programs;
}

/** Of a command line of dtrace's. */
function optionsOf(command: string): Pick<EmbeddedProgram, 'cpp' | 'lax'> {
  const has = (letter: string) => new RegExp(`dtrace\\b.* -\\w*${letter}`).test(command);
  return { cpp: has('C'), lax: has('Z') };
}

function isInComment(text: string, at: number): boolean {
  return /^\s*#/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** It names a probe, and is no list of words or a call of another program. */
function isProgram(text: string): boolean {
  return (
    /\w*:\w*:[\w$*-]*:[\w*-]+/.test(text) || /\b(?:BEGIN|END|tick-\w+|profile-\w+)\b/.test(text)
  );
}

/**
 * A word of the shell from its first quote on, as the shell hands it over. What it fills in from its
 * own variables is not known: a 1 stands for each, which is a number and, in quotes of D's, a text.
 */
function readWord(text: string, start: number): { readonly text: string; readonly end: number } {
  const piece = /'([^']*)'|\\(.)|([^\s'"\\`$;&|<>()])|"[^"]*"|\$\{?\w+\}?|`[^`]*`/sy;
  let word = '';
  let end = start;
  piece.lastIndex = start;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [, quoted, escaped, bare] = match;
    word += quoted ?? escaped ?? bare ?? '1';
    end = piece.lastIndex;
  }
  return { text: word, end };
}
