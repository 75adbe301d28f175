import { imm, type VReg } from '../../ir/index.ts';
import { intArgument, textArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { clamp } from '../memory.ts';
import { stringLength } from '../strings.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringFrom } from '../substrings.ts';

export const substr: Subroutine = {
  name: 'substr',
  proto: 'string(const char *, int, [int])',
  lower: (g, args) => {
    const s = textArgument(g, args, 0);
    const size = g.options.strsize;
    return cut(g, s, intArgument(g, args, 1, 0), intArgument(g, args, 2, size));
  },
  bound: ([s = 1]) => s,
  doc: 'Part of a string: from an index (negative: counted from the end), at most so many bytes (negative: all but so many at the end).',
  example: 'BEGIN { printf("%s\\n", substr("foobar", 3, 2)); exit(0); }',
};

/**
 * A start before the string takes its missing part off the count; a start behind it gives "". The
 * two numbers are clamped at the end only, as the 32-bit arguments cannot overflow before.
 */
function cut(g: Gen, s: StringValue, index: VReg, count: VReg): StringValue {
  const { b } = g;
  const length = stringLength(g, s);
  const start = b.copy(index);
  const remaining = b.copy(count);
  b.when('slt', start, imm(0), () => {
    b.assign(start, b.alu('add', start, length));
    const reach = b.alu('add', start, remaining);
    b.when('slt', start, imm(0), () =>
      b.when('sgt', reach, imm(0), () => {
        b.assign(remaining, reach);
        b.assign(start, imm(0));
      }),
    );
  });
  const rest = b.alu('sub', length, start);
  b.when('slt', remaining, imm(0), () => b.assign(remaining, b.alu('add', remaining, rest)));
  b.when('slt', start, imm(0), () => b.assign(remaining, imm(0)));
  b.when('sle', rest, imm(0), () => b.assign(remaining, imm(0)));
  return stringFrom(g, s, start, clamp(g, remaining, imm(0), imm(s.bound - 1)));
}
