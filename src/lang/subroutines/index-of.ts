import { imm } from '../../ir/index.ts';
import { intArgument, integerValue, textArgument } from '../arguments.ts';
import { firstMatch, lastMatch, matcher } from '../match.ts';
import { clamp } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringAtPosition } from '../substrings.ts';

/** Positions and empty strings as in Perl, whose functions DTrace's follow (illumos and Oracle). */
const proto = 'int(const char *, const char *, [int])';

export const index: Subroutine = {
  name: 'index',
  proto,
  lower: (g, args) => {
    const m = matcher(g, textArgument(g, args, 0), textArgument(g, args, 1));
    const start = clamp(g, intArgument(g, args, 2, 0), imm(0), m.text.length);
    return integerValue(firstMatch(g, m, start));
  },
  doc: 'Where a string first occurs in another, at a position or later; −1 if nowhere.',
  example: 'BEGIN { printf("%d\\n", index("foobarbar", "bar")); exit(0); }',
};

/** Nothing begins before a negative position, except the empty string, which is said to be at 0. */
export const rindex: Subroutine = {
  name: 'rindex',
  proto,
  lower: (g, args) => {
    const { b } = g;
    const m = matcher(g, textArgument(g, args, 0), textArgument(g, args, 1));
    const limit = b.copy(args.length > 2 ? intArgument(g, args, 2, 0) : m.text.length);
    b.when('eq', m.pattern.length, imm(0), () =>
      b.assign(limit, clamp(g, limit, imm(0), m.text.length)),
    );
    return integerValue(lastMatch(g, m, limit));
  },
  doc: 'Where a string last occurs in another, at a position or before; −1 if nowhere.',
  example: 'BEGIN { printf("%d\\n", rindex("foobarbar", "bar")); exit(0); }',
};

export const strstr: Subroutine = {
  name: 'strstr',
  proto: 'string(const char *, const char *)',
  lower: (g, args) => {
    const s = textArgument(g, args, 0);
    const m = matcher(g, s, textArgument(g, args, 1));
    return stringAtPosition(g, s, firstMatch(g, m, g.b.constant(0)));
  },
  bound: ([s = 1]) => s,
  doc: 'A string from where another first occurs in it; NULL if it does not.',
  example: 'BEGIN { printf("%s\\n", strstr("foobarbar", "bar")); exit(0); }',
};
