import { endianness } from 'node:os';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Subroutine } from '../subroutine.ts';

const swaps = endianness() === 'LE';

/** Host and network order differ by the same swap in both directions. */
function row(name: string, bytes: 2 | 4 | 8, what: string): Subroutine {
  const type = `uint${bytes * 8}_t`;
  return {
    name,
    proto: `${type}(${type})`,
    stability: 'Evolving/Evolving/Common',
    lower: (g, args) => {
      const value = scalarArgument(args, 0);
      return integerValue(swaps ? g.b.swap(bytes, value) : g.b.extend(bytes, false, value));
    },
    doc: `${bytes * 8} bits from ${what}.`,
    example: `BEGIN { printf("%x\\n", ${name}(0x12)); exit(0); }`,
  };
}

const toNetwork = 'host to network byte order';
const toHost = 'network to host byte order';

export const htons = row('htons', 2, toNetwork);
export const htonl = row('htonl', 4, toNetwork);
export const htonll = row('htonll', 8, toNetwork);
export const ntohs = row('ntohs', 2, toHost);
export const ntohl = row('ntohl', 4, toHost);
export const ntohll = row('ntohll', 8, toHost);
