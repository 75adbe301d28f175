import type { ProbeArgument } from './provider.ts';
import { type StableProbe, stableProvider } from './stable.ts';

/** Where Linux passes each packet once that is given to a device, and each that comes from one. */
export const sent = 'net_dev_queue(struct sk_buff *skb)';
export const received = 'netif_receive_skb(struct sk_buff *skb)';

/** args[n] of this type is made of argn. */
export function translated(type: string, from: string, index: number): ProbeArgument {
  return { type: `${type} *`, from: { type: `${from} *`, index } };
}

/** What a packet and its socket are, the same for all providers of protocols. */
export const packetArguments = [
  translated('pktinfo_t', 'struct sk_buff', 0),
  translated('csinfo_t', 'struct sock', 1),
  translated('ipinfo_t', 'struct iphdr', 2),
];

const args = [
  ...packetArguments,
  translated('ifinfo_t', 'struct net_device', 3),
  translated('ipv4info_t', 'struct iphdr', 4),
  translated('ipv6info_t', 'struct ipv6hdr', 5),
];

const values = (header: string) => [
  ...['(uint64_t)skb', '(uint64_t)skb->sk', `(uint64_t)${header}`, '(uint64_t)skb->dev'],
  ...[`(uint64_t)__v4[${header}]`, `(uint64_t)__v6[${header}]`],
];

/** What is one packet to the kernel may become several when it leaves, or have been several. */
const merged = 'segments that the network card splits or the kernel merges count once';

const probes: readonly StableProbe[] = [
  {
    name: 'send',
    sources: [{ event: sent, when: '__is_sent[skb]', values: values('__sent[skb]') }],
    args,
    fidelity: 'close',
    text: merged,
  },
  {
    name: 'receive',
    sources: [{ event: received, when: '__is_received[skb]', values: values('__received[skb]') }],
    args,
    fidelity: 'close',
    text: `${merged}; before the packet is checked`,
  },
];

/** IPv4 and IPv6 packets of this host and through it (Dynamic Tracing Guide, "ip Provider"). */
export const ipProvider = stableProvider({
  name: 'ip',
  modules: ['ip'],
  probes,
});
