import { imm, type VReg } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import { readKernel } from '../kernel-memory.ts';
import type { Subroutine } from '../subroutine.ts';

/** Of an IPv4 packet: all of it; of an IPv6 packet: without the header, which has 40 bytes. */
const IPV4_LENGTH = 2;
const IPV6_LENGTH = 4;
const IPV6_HEADER = 40;

/**
 * Where scripts for Solaris have a STREAMS message, ours have the packet: the address of its header. Where
 * there is none so far, they have the size itself, which is no address.
 */
function row(name: string): Subroutine {
  return {
    name,
    proto: 'size_t(void *)',
    stability: 'Evolving/Evolving/Common',
    lower: (g, args) => integerValue(messageBytes(g, scalarArgument(args, 0))),
    doc: 'The number of bytes of a packet, by its IP header.',
    example: `BEGIN { printf("%d\\n", ${name}((void *)1)); exit(0); }`,
  };
}

function messageBytes(g: Gen, message: VReg): VReg {
  const { b } = g;
  const bytes = b.copy(message);
  b.when('ne', b.alu('rsh', message, imm(32)), imm(0), () => {
    const { base, offset } = readKernel(g, message, 8);
    b.assign(bytes, b.swap(2, b.load(2, base, offset + IPV4_LENGTH)));
    b.when('eq', b.alu('rsh', b.load(1, base, offset), imm(4)), imm(6), () => {
      const payload = b.swap(2, b.load(2, base, offset + IPV6_LENGTH));
      b.assign(bytes, b.alu('add', payload, imm(IPV6_HEADER)));
    });
  });
  return bytes;
}

export const msgsize = row('msgsize');
export const msgdsize = row('msgdsize');
