import { imm } from '../../ir/index.ts';
import { intArgument, scalarArgument } from '../arguments.ts';
import type { Gen, StringValue, Value } from '../gen.ts';
import { readKernel } from '../kernel-memory.ts';
import { search } from '../loops.ts';
import { byteAt, loadByte } from '../memory.ts';
import { hexDigits, hexPair } from '../net-text.ts';
import type { Subroutine } from '../subroutine.ts';

const ARPHRD = { ethernet: { type: 1, bytes: 6 }, infiniband: { type: 32, bytes: 20 } } as const;
const LINK_BOUND = 3 * ARPHRD.infiniband.bytes;

export const link_ntop: Subroutine = {
  name: 'link_ntop',
  proto: 'string(int, void *)',
  lower: (g, args) => linkAddress(g, args),
  bound: (_args, strsize) => Math.min(LINK_BOUND, strsize),
  doc: 'A link-layer address of a hardware type, ARPHRD_ETHER or ARPHRD_INFINIBAND, as text.',
  example: 'syscall::ioctl:entry { printf("%s\\n", link_ntop(1, copyin(arg2, 6))); exit(0); }',
};

function linkAddress(g: Gen, args: readonly Value[]): StringValue {
  const { b } = g;
  const [type, pointer] = [intArgument(g, args, 0, 0), scalarArgument(args, 1)];
  const { ethernet, infiniband } = ARPHRD;
  const at = g.scratch(inPairs(infiniband.bytes));
  const digits = g.constant(hexDigits());
  const write = (bytes: number): void => {
    const from = readKernel(g, pointer, bytes);
    search(g, { end: bytes, step: 1 }, (i) => {
      const pair = hexPair(g, digits, loadByte(g, from, i));
      const to = byteAt(g, at, b.alu('mul', i, imm(3)));
      b.store(4, to.base, to.offset, b.alu('or', pair, imm(0x3a0000)));
      return b.constant(0);
    });
    b.store(1, at.base, at.offset + 3 * bytes - 1, imm(0));
  };
  b.ifElse(
    'eq',
    type,
    imm(ethernet.type),
    () => write(ethernet.bytes),
    () => {
      b.when('ne', type, imm(infiniband.type), () => g.fault('illegalOperation'));
      write(infiniband.bytes);
    },
  );
  const bound = Math.min(LINK_BOUND, g.options.strsize);
  if (bound < LINK_BOUND) b.store(1, at.base, at.offset + bound - 1, imm(0));
  return { kind: 'string', at, bound };
}

/** Room for so many pairs of digits with what is between them, and the end of a 4-byte store. */
function inPairs(bytes: number): number {
  return 3 * bytes + 4;
}
