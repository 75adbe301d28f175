import { integerValue } from '../arguments.ts';
import type { Subroutine } from '../subroutine.ts';

export const rand: Subroutine = {
  name: 'rand',
  proto: 'int()',
  lower: (g) => integerValue(g.b.extend(4, true, g.b.call('get_prandom_u32'))),
  doc: 'A pseudo-random number; any of the 2^32 values of an int.',
  example: 'BEGIN { printf("%d\\n", rand() & 0xff); exit(0); }',
};
