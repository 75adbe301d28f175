// White space, a block comment (they do not nest), a line comment, a spliced line, a control line.
const blanks =
  /(?:[ \t\n\r\f\v]+|\/\*(?:[^*/]+|\*(?!\/)|\/(?!\*))*\*\/|\/\/[^\n]*|\\\n|(?<=^[\f\t\v ]*)#[^\n]*)*/my;

/** The offset behind the blanks that begin at `start`; a comment that does not end is not blank. */
export function blanksEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  // Most tokens touch: nothing above the space but "#", "/" and "\" begins a blank.
  if (first > 32 && first !== 35 && first !== 47 && first !== 92) return start;
  blanks.lastIndex = start;
  return blanks.test(text) ? blanks.lastIndex : start;
}
