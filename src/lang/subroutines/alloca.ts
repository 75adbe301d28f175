import { integerValue } from '../arguments.ts';
import { bytesArgument } from '../scratch.ts';
import type { Subroutine } from '../subroutine.ts';

export const alloca: Subroutine = {
  name: 'alloca',
  proto: 'void *(size_t)',
  lower: (g, args) => integerValue(g.region.allot(bytesArgument(args, 0)).address),
  scratch: { size: 0 },
  doc: 'Scratch memory of so many bytes, which lives until the clause ends.',
  example: 'BEGIN { this->p = (int *)alloca(8); this->p[1] = 7; trace(this->p[1]); exit(0); }',
};
