import { imm, type VReg } from '../../ir/index.ts';
import { scalarArgument, textArgument } from '../arguments.ts';
import { firstByte, lastByte } from '../find.ts';
import type { Gen, StringValue, Value } from '../gen.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringAtPosition } from '../substrings.ts';
import { exactZeroBytes, spread, upToFirst, zeroBytes } from '../words.ts';

const bound: Subroutine['bound'] = ([s = 1]) => s;

/** The closing zero counts as a character that can be found. */
export const strchr: Subroutine = {
  name: 'strchr',
  proto: 'string(const char *, char)',
  lower: (g, args) => {
    const { b } = g;
    const s = searched(g, args);
    const sought = character(g, args);
    const position = firstByte(g, s, (word) => zeroBytes(b, b.alu('xor', word, sought)));
    return stringAtPosition(g, s, position);
  },
  bound,
  doc: 'A string from the first occurrence of a character; NULL if there is none.',
  example: 'BEGIN { printf("%s\\n", strchr("foobar", \'b\')); exit(0); }',
};

export const strrchr: Subroutine = {
  name: 'strrchr',
  proto: 'string(const char *, char)',
  lower: (g, args) => {
    const { b } = g;
    const s = searched(g, args);
    const sought = character(g, args);
    const position = lastByte(g, s, (word, end) =>
      b.alu('and', exactZeroBytes(b, b.alu('xor', word, sought)), upToFirst(b, end)),
    );
    return stringAtPosition(g, s, position);
  },
  bound,
  doc: 'A string from the last occurrence of a character; NULL if there is none.',
  example: 'BEGIN { printf("%s\\n", strrchr("a/b/c", \'/\')); exit(0); }',
};

/** Oracle's D looks at one character less than a string may have, and gives none behind that. */
function searched(g: Gen, args: readonly Value[]): StringValue {
  const s = textArgument(g, args, 0);
  if (g.options.dialect !== 'oracle' || s.bound < g.options.strsize) return s;
  const at = g.scratch(s.bound);
  g.b.call('probe_read_kernel_str', g.address(at), imm(s.bound - 1), g.address(s.at));
  return { kind: 'string', at, bound: s.bound };
}

/** The character sought, in every byte of a word. */
function character(g: Gen, args: readonly Value[]): VReg {
  return spread(g.b, g.b.alu('and', scalarArgument(args, 1), imm(0xff)));
}
