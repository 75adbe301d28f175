import { imm } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import { readKernel } from '../kernel-memory.ts';
import type { Subroutine } from '../subroutine.ts';

/** Of an IPv4 packet: all of it; of an IPv6 packet: without the header, which has 40 bytes. */
const IPV4_LENGTH = 2;
const IPV6_LENGTH = 4;
const IPV6_HEADER = 40;

/** Where scripts for Solaris have a STREAMS message, ours have the packet: the address of its header. */
function row(name: string): Subroutine {
  return {
    name,
    proto: 'size_t(void *)',
    stability: 'Evolving/Evolving/Common',
    lower: (g, args) => {
      const { b } = g;
      const { base, offset } = readKernel(g, scalarArgument(args, 0), 8);
      const bytes = b.swap(2, b.load(2, base, offset + IPV4_LENGTH));
      const version = b.alu('rsh', b.load(1, base, offset), imm(4));
      b.when('eq', version, imm(6), () => {
        const payload = b.swap(2, b.load(2, base, offset + IPV6_LENGTH));
        b.assign(bytes, b.alu('add', payload, imm(IPV6_HEADER)));
      });
      return integerValue(bytes);
    },
    doc: 'The number of bytes of a packet, by its IP header.',
    example: `BEGIN { printf("%d\\n", ${name}(curthread->comm)); exit(0); }`,
  };
}

export const msgsize = row('msgsize');
export const msgdsize = row('msgdsize');
