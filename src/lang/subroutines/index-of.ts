import { imm, type VReg } from '../../ir/index.ts';
import { intArgument, integerValue, textArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { firstMatch, lastMatch } from '../match.ts';
import { clamp } from '../memory.ts';
import { stringLength } from '../strings.ts';
import type { Subroutine } from '../subroutine.ts';
import { prefix, stringAtPosition, stringFrom } from '../substrings.ts';

/** Positions and empty strings are as in Perl, whose functions these follow. */
const proto = 'int(const char *, const char *, [int])';

export const index: Subroutine = {
  name: 'index',
  proto,
  lower: (g, args) => {
    const [text, pattern] = [textArgument(g, args, 0), textArgument(g, args, 1)];
    if (args.length < 3) return integerValue(g.reuse(() => firstMatch(g, text, pattern)));
    const position = intArgument(g, args, 2, 0);
    return integerValue(g.reuse(() => indexFrom(g, text, pattern, position)));
  },
  doc: 'Where a string first occurs in another, at a position or later; −1 if nowhere.',
  example: 'BEGIN { printf("%d\\n", index("foobarbar", "bar")); exit(0); }',
};

export const rindex: Subroutine = {
  name: 'rindex',
  proto,
  lower: (g, args) => {
    const [text, pattern] = [textArgument(g, args, 0), textArgument(g, args, 1)];
    if (args.length < 3) return integerValue(g.reuse(() => lastMatch(g, text, pattern)));
    const position = intArgument(g, args, 2, 0);
    return integerValue(g.reuse(() => lastUpTo(g, text, pattern, position)));
  },
  doc: 'Where a string last occurs in another, at a position or before; −1 if nowhere.',
  example: 'BEGIN { printf("%d\\n", rindex("foobarbar", "bar")); exit(0); }',
};

export const strstr: Subroutine = {
  name: 'strstr',
  proto: 'string(const char *, const char *)',
  lower: (g, args) => {
    const [text, pattern] = [textArgument(g, args, 0), textArgument(g, args, 1)];
    const position = g.reuse(() => firstMatch(g, text, pattern));
    return stringAtPosition(g, text, position);
  },
  bound: ([s = 1]) => s,
  doc: 'A string from where another first occurs in it; NULL if it does not.',
  example: 'BEGIN { printf("%s\\n", strstr("foobarbar", "bar")); exit(0); }',
};

/** A position outside the text counts as its nearer end. */
function indexFrom(g: Gen, text: StringValue, pattern: StringValue, position: VReg): VReg {
  const { b } = g;
  const start = clamp(g, position, imm(0), stringLength(g, text));
  const found = firstMatch(g, stringFrom(g, text, start), pattern);
  return b.alu('or', b.alu('add', found, start), b.alu('arsh', found, imm(63)));
}

/** What begins at the position ends a pattern's length behind it, and there the text is cut. */
function lastUpTo(g: Gen, text: StringValue, pattern: StringValue, position: VReg): VReg {
  const end = g.b.alu('add', position, stringLength(g, pattern));
  return lastMatch(g, prefix(g, text, clamp(g, end, imm(0), stringLength(g, text))), pattern);
}
