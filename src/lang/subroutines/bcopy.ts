import { scalarArgument } from '../arguments.ts';
import { bytesArgument, copyInto } from '../scratch.ts';
import type { Subroutine } from '../subroutine.ts';

export const bcopy: Subroutine = {
  name: 'bcopy',
  proto: 'void(void *, void *, size_t)',
  lower: (g, args) => {
    const [from, to, bytes] = [
      scalarArgument(args, 0),
      scalarArgument(args, 1),
      bytesArgument(args, 2),
    ];
    return copyInto(g, { helper: 'probe_read_kernel', from, to, bytes });
  },
  scratch: { target: 1 },
  doc: 'Copies bytes of kernel or scratch memory, from its first argument, to scratch memory.',
  example:
    'BEGIN { this->p = alloca(8); bcopy(probename, this->p, 6); trace(stringof(this->p)); exit(0); }',
};
