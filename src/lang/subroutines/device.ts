import { imm } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Subroutine } from '../subroutine.ts';

/** Bits of the minor number in the kernel's own dev_t, which has 32 (include/linux/kdev_t.h). */
const MINOR_BITS = 20;

export const getmajor: Subroutine = {
  name: 'getmajor',
  proto: 'unsigned int(uint64_t)',
  lower: (g, args) => {
    const device = g.b.extend(4, false, scalarArgument(args, 0));
    return integerValue(g.b.alu('rsh', device, imm(MINOR_BITS)));
  },
  doc: "The major number of one of the kernel's device numbers.",
  example: 'BEGIN { printf("%d\\n", getmajor(0x800001)); exit(0); }',
};

export const getminor: Subroutine = {
  name: 'getminor',
  proto: 'unsigned int(uint64_t)',
  lower: (g, args) =>
    integerValue(g.b.alu('and', scalarArgument(args, 0), imm((1 << MINOR_BITS) - 1))),
  doc: "The minor number of one of the kernel's device numbers.",
  example: 'BEGIN { printf("%d\\n", getminor(0x800001)); exit(0); }',
};
