import { packetArguments, received, sent, translated } from './ip.ts';
import { type EventSource, type StableProbe, stableProvider } from './stable.ts';

const TCP = 6;

/** Linux's numbers of states. */
const STATE = { established: 1, synSent: 2, synReceived: 3, listen: 10, newSynReceived: 12 };
const FLAG = { syn: 2, rst: 4, ack: 16 };

const stateChange = 'inet_sock_set_state(struct sock *sk, int oldstate, int newstate)';

const tcps = translated('tcpsinfo_t', 'struct sock_common', 3);

const sentArguments = [...packetArguments, tcps, translated('tcpinfo_t', 'struct tcphdr', 4)];
const receivedArguments = [
  ...packetArguments,
  translated('tcpsinfo_t', 'struct __arrived', 3),
  translated('tcpinfo_t', 'struct tcphdr', 4),
];
/** Of what is known of the connection only. */
const connectionArguments = [
  ...packetArguments.slice(0, 2),
  translated('ipinfo_t', 'struct sock_common', 2),
  tcps,
  translated('tcpinfo_t', 'struct tcp_sock', 4),
];
const stateArguments = [
  ...sentArguments,
  { type: 'tcplsinfo_t *', from: { type: 'int', index: 5 } },
];

const IP = '__sent[skb]';
const flags = `__tcp_flags[${IP}]`;

/** A segment of this host on its way to a device; `when`: more that must be so. */
function segmentSent(when: string): EventSource {
  const own = `__is_sent[skb] && __is_own[skb] && __ip_protocol[${IP}] == ${TCP}`;
  return {
    event: sent,
    when: when === '' ? own : `${own} && ${when}`,
    values: [
      ...['(uint64_t)skb', '(uint64_t)skb->sk', `(uint64_t)${IP}`, '(uint64_t)skb->sk'],
      `__payload[${IP}]`,
    ],
    extra: [
      `__sent_state[skb->sk, ${IP}]`,
      '__is_connection[skb->sk] ? (uint64_t)skb->sk : 0',
      `__is_repeated[skb->sk, skb, ${IP}]`,
      '0',
      `(uint64_t)${IP}`,
    ],
  };
}

/** What a connection has received, told by what becomes of it. */
function heard(event: string, when: string, state: number, hadFlags: number): EventSource {
  return {
    event,
    when: `sk->sk_protocol == ${TCP} && ${when}`,
    values: ['0', ...Array<string>(4).fill('(uint64_t)sk')],
    extra: [String(state), '(uint64_t)sk', '0', String(hadFlags)],
  };
}

const isFirstAnswer = [
  `(${flags} & ${FLAG.syn | FLAG.ack}) == ${FLAG.syn | FLAG.ack} && skb->sk != NULL`,
  `skb->sk->__sk_common.skc_state == ${STATE.newSynReceived}`,
  '((struct request_sock *)skb->sk)->num_timeout == 0',
  '((struct request_sock *)skb->sk)->num_retrans == 0',
].join(' && ');

/** Linux makes the socket when the connection stands: until then, there is what answers the SYN. */
const changes: readonly EventSource[] = [
  {
    event: stateChange,
    when: `sk->sk_protocol == ${TCP} && (newstate != ${STATE.synReceived} || oldstate == ${STATE.synSent})`,
    values: ['0', '(uint64_t)sk', '0', '(uint64_t)sk', '0', 'oldstate'],
    extra: ['__new_state[sk, oldstate, newstate]', '(uint64_t)sk'],
  },
  {
    ...segmentSent(isFirstAnswer),
    values: ['0', '(uint64_t)skb->sk', '0', '(uint64_t)skb->sk', '0', String(STATE.listen)],
    extra: [String(STATE.synReceived)],
  },
];

const segments = 'segments that the network card splits or the kernel merges count once';

const probes: readonly StableProbe[] = [
  {
    name: 'accept-established',
    sources: [
      heard(
        stateChange,
        `oldstate == ${STATE.synReceived} && newstate == ${STATE.established}`,
        STATE.established,
        FLAG.ack,
      ),
    ],
    args: connectionArguments,
    fidelity: 'close',
    text: 'of the segment, ports, flags and numbers only',
  },
  {
    name: 'accept-refused',
    sources: [
      // The answer to a segment that acknowledges nothing.
      segmentSent(
        `(${flags} & ${FLAG.rst | FLAG.ack}) == ${FLAG.rst | FLAG.ack} && __tcp[${IP}]->seq == 0`,
      ),
    ],
    args: sentArguments,
  },
  {
    name: 'connect-established',
    sources: [
      heard(
        stateChange,
        `oldstate == ${STATE.synSent} && newstate == ${STATE.established}`,
        STATE.established,
        FLAG.syn | FLAG.ack,
      ),
    ],
    args: connectionArguments,
    fidelity: 'close',
    text: 'of the segment, ports, flags and numbers only',
  },
  {
    name: 'connect-refused',
    sources: [
      heard(
        'tcp_receive_reset(struct sock *sk)',
        `sk->__sk_common.skc_state == ${STATE.synSent}`,
        STATE.synSent,
        FLAG.rst | FLAG.ack,
      ),
    ],
    args: connectionArguments,
    fidelity: 'close',
    text: 'of the segment, ports, flags and numbers only',
  },
  {
    name: 'connect-request',
    sources: [
      segmentSent(
        `(${flags} & ${FLAG.syn | FLAG.ack}) == ${FLAG.syn} && __is_connection[skb->sk] && ` +
          '((struct inet_connection_sock *)skb->sk)->icsk_retransmits == 0',
      ),
    ],
    args: sentArguments,
  },
  {
    name: 'receive',
    sources: [
      {
        event: received,
        when: `__is_received[skb] && __ip_protocol[__received[skb]] == ${TCP}`,
        values: [
          ...['(uint64_t)skb', '0', '(uint64_t)__received[skb]', '(uint64_t)__received[skb]'],
          '__payload[__received[skb]]',
        ],
      },
    ],
    args: receivedArguments,
    fidelity: 'close',
    text: `${segments}; when it comes from a device: of args[3] addresses and ports only, no csinfo_t`,
  },
  {
    name: 'send',
    sources: [segmentSent('')],
    args: sentArguments,
    fidelity: 'close',
    text: `${segments}; when it is given to a device`,
  },
  {
    name: 'state-change',
    sources: changes,
    args: stateArguments,
    fidelity: 'close',
    text: 'time-wait as soon as the connection needs no socket; syn-received when a SYN is answered',
  },
];

/** TCP segments and connections (Dynamic Tracing Guide, "tcp Provider"). */
export const tcpProvider = stableProvider({
  name: 'tcp',
  modules: ['ip', 'tcp'],
  probes,
});
