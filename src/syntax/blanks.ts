/**
 * The offset behind the blanks that begin at `start`: white space, comments, spliced lines, control
 * lines. A block comment that does not end, or has another one begin inside it, is not blank.
 */
export function blanksEnd(text: string, start: number): number {
  let at = start;
  for (let next = blankEnd(text, at); next > at; next = blankEnd(text, at)) at = next;
  return at;
}

function blankEnd(text: string, at: number): number {
  const char = text[at];
  if (char === undefined || (char > ' ' && !'/\\#'.includes(char))) return at;
  if (char === '\\') return text[at + 1] === '\n' ? at + 2 : at;
  if (char === '#') return isLineStart(text, at) ? lineEnd(text, at) : at;
  if (char === '/') return commentEnd(text, at);
  return spaceEnd(text, at);
}

const space = /[ \t\n\r\f\v]*/y;

function spaceEnd(text: string, at: number): number {
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function commentEnd(text: string, at: number): number {
  const second = text[at + 1];
  if (second === '/') return lineEnd(text, at);
  if (second !== '*') return at;
  const end = text.indexOf('*/', at + 2);
  const isNested = end < 0 || text.slice(at + 2, end).includes('/*');
  return isNested ? at : end + 2;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function isLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (' \t\f\v'.includes(text[before] ?? '\n')) before--;
  return (text[before] ?? '\n') === '\n';
}
