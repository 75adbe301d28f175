import { imm } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { byteAt, powerOfTwo } from '../memory.ts';
import { readString } from '../strings.ts';
import type { Subroutine } from '../subroutine.ts';

export const strjoin: Subroutine = {
  name: 'strjoin',
  proto: 'string(const char *, const char *)',
  lower: (g, args) => join(g, textArgument(g, args, 0), textArgument(g, args, 1)),
  bound: ([a = 1, b = 1], strsize) => Math.min(a + b - 1, strsize),
  doc: 'Two strings, one after the other, cut at strsize.',
  example: 'BEGIN { printf("%s\\n", strjoin("foo", "bar")); exit(0); }',
};

/** The second copy begins at the first one's zero; a mask proves where that can be. */
function join(g: Gen, a: StringValue, b: StringValue): StringValue {
  const reach = powerOfTwo(a.bound);
  const at = g.scratch(reach + b.bound);
  const length = g.b.alu('sub', readString(g, at, a.bound, a), imm(1));
  readString(g, byteAt(g, at, g.b.alu('and', length, imm(reach - 1))), b.bound, b);
  const bound = Math.min(a.bound + b.bound - 1, g.options.strsize);
  if (bound < a.bound + b.bound - 1) g.b.store(1, at.base, at.offset + bound - 1, imm(0));
  return { kind: 'string', at, bound };
}
