/** A line as the preprocessor sees it: spliced, without comments. */
export interface Line {
  readonly text: string;
  /** 1-based number of its first line in the file. */
  readonly number: number;
  readonly isDirective: boolean;
}

// What may hold a "/*" that is no comment, or a newline; everything else goes by one at a time.
const piece =
  /\\\r?\n|\r?\n|\/\/(?:\\\n|[^\n])*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\.)*'|[^\\\r\n/"']+|[\s\S]/g;

/**
 * Splits a text. A directive goes on where a backslash or a comment takes its line's end; elsewhere
 * a comment of several lines leaves several lines, so that each keeps its number.
 */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let current = '';
  let start = 1;
  let number = 1;
  const end = (): void => {
    lines.push({ text: current, number: start, isDirective: isDirective(current) });
    current = '';
    start = number;
  };
  for (const [found] of text.matchAll(piece)) {
    const newlines = found.split('\n').length - 1;
    number += newlines;
    if (/^\r?\n$/.test(found)) end();
    else if (/^\\\r?\n$/.test(found)) continue;
    else if (/^\/[/*]/.test(found)) {
      current += ' ';
      if (newlines > 0 && !isDirective(current)) end();
    } else current += found;
  }
  if (current !== '') end();
  return lines;
}

/** An interpreter line is none. */
function isDirective(line: string): boolean {
  return /^\s*#(?!!)/.test(line);
}
