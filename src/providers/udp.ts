import { packetArguments, received, sent, translated } from './ip.ts';
import { type StableProbe, stableProvider } from './stable.ts';

const UDP = 17;

const args = [
  ...packetArguments,
  translated('udpsinfo_t', 'struct iphdr', 3),
  translated('udpinfo_t', 'struct udphdr', 4),
];

/** What is needed of the header, and whose socket it is if that is known. */
const datagram = (header: string, own: number) => ({
  values: [
    ...['(uint64_t)skb', '(uint64_t)skb->sk', `(uint64_t)${header}`, `(uint64_t)${header}`],
    `__payload[${header}]`,
  ],
  extra: [String(own), '(uint64_t)skb->sk'],
});

const probes: readonly StableProbe[] = [
  {
    name: 'send',
    sources: [
      {
        event: sent,
        when: `__is_sent[skb] && __is_own[skb] && __ip_protocol[__sent[skb]] == ${UDP}`,
        ...datagram('__sent[skb]', 1),
      },
    ],
    args,
    fidelity: 'close',
    text: 'when it is given to a device; those that the network card splits (UDP_SEGMENT) count once',
  },
  {
    name: 'receive',
    sources: [
      {
        event: received,
        when: `__is_received[skb] && __ip_protocol[__received[skb]] == ${UDP}`,
        ...datagram('__received[skb]', 0),
      },
    ],
    args,
    fidelity: 'close',
    text: 'when it comes from a device, and whether or not a socket is there for it; no csinfo_t',
  },
];

/** UDP datagrams (Dynamic Tracing Guide, "udp Provider"). */
export const udpProvider = stableProvider({
  name: 'udp',
  modules: ['ip', 'udp'],
  probes,
});
