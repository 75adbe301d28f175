import { type SolarisFunction, typed } from './solaris-function.ts';
import type { Source } from './stable-source.ts';

/** Prototypes that have not changed since Linux 5.10. */
const sent = 'net_dev_queue(struct sk_buff *skb)';
const received = 'netif_receive_skb(struct sk_buff *skb)';
const changed = 'inet_sock_set_state(struct sock *sk, int oldstate, int newstate)';
const reset = 'tcp_send_reset(struct sock *sk, struct sk_buff *skb)';

/** One event is several of Solaris' calls, in this order. */
function connects(order: number, values: readonly string[]): Source {
  return { event: sent, when: '__is_connect[skb] && __remember[skb->sk] != 0', values, order };
}

const acceptCalls = ['accept', 'accept4'];
const newSock = '__sock_of[__file_of[(int)result]]';

function refuses(order: number, values: readonly string[]): Source {
  return { event: reset, when: 'sk == NULL && ntohs(skb->protocol) == 0x800', values, order };
}

const TCP_CLOSE = 7;

const ofSockets = (name: string, at: 'entry' | 'return', source: Source): SolarisFunction => ({
  module: 'sockfs',
  function: name,
  at,
  sources: [source],
  ...(at === 'entry' ? { args: typed('struct sonode *') } : {}),
});

const ofTcp = (
  name: string,
  at: 'entry' | 'return',
  source: Source | readonly Source[],
  ...types: readonly string[]
): SolarisFunction => ({
  module: 'ip',
  function: name,
  at,
  sources: [source],
  args: typed(...types),
  text: 'of IPv4',
});

/** Of sockets, and of TCP: on tracepoints and system calls, which every kernel has. */
export const socketFunctions: readonly SolarisFunction[] = [
  // FREAD and FWRITE.
  ofSockets('sotpi_accept', 'entry', { calls: acceptCalls, at: 'entry', values: ['1', '3'] }),
  ofSockets('sotpi_create', 'return', {
    calls: acceptCalls,
    at: 'return',
    when: `(int)result >= 0 && __is_tcp_sock[${newSock}] && __remember[${newSock}] != 0`,
    values: ['0', `(uintptr_t)${newSock}`],
    order: 1,
  }),
  ofSockets('sotpi_accept', 'return', {
    calls: acceptCalls,
    at: 'return',
    values: ['0', 'result'],
    order: 2,
  }),
  ofTcp('tcp_connect', 'entry', connects(1, ['(uintptr_t)skb->sk']), 'tcp_t *'),
  ofTcp('tcp_connect', 'return', connects(2, ['0', '0'])),
  ofTcp(
    'tcp_send_data',
    'entry',
    {
      event: sent,
      when: '__is_segment[skb, __ip_sent[skb]] && skb->sk != NULL && !__is_connect[skb]',
      values: ['(uintptr_t)skb->sk', '0', '(uintptr_t)__ip_sent[skb]'],
      order: 3,
    },
    'tcp_t *',
    'queue_t *',
    'mblk_t *',
  ),
  ofTcp(
    'tcp_rput_data',
    'entry',
    {
      event: received,
      when: '__is_segment[skb, __ip_received[skb]]',
      values: ['__conn_received[__ip_received[skb]]', '(uintptr_t)__ip_received[skb]'],
    },
    'conn_t *',
    'mblk_t *',
  ),
  ofTcp(
    'tcp_output',
    'entry',
    [
      {
        event: 'sock_send_length(struct sock *sk, int ret, int flags)',
        when: 'sk->sk_protocol == 6 && ret > 0',
        values: ['0', 'ret'],
      },
      // Before Linux 6.3; it gives an int.
      {
        function: 'tcp_sendmsg(struct sock *sk, void *message, size_t length)',
        at: 'return',
        when: '(int)result > 0',
        values: ['0', '(int)result'],
      },
    ],
    'queue_t *',
    'mblk_t *',
  ),
  // A connection that comes to its end makes room for the next.
  ofTcp('tcp_get_conn', 'return', {
    event: changed,
    when: `newstate == ${TCP_CLOSE} && sk->sk_protocol == 6 && __forget[sk] == 0`,
    values: ['0', '(uintptr_t)sk'],
  }),
  ofTcp(
    'tcp_xmit_early_reset',
    'entry',
    refuses(1, ['0', '(uintptr_t)__ip_sent[skb]']),
    ...['char *', 'mblk_t *', ...Array.from({ length: 5 }, () => 'int'), 'tcp_stack_t *'],
  ),
  ofTcp(
    'tcp_xchg',
    'entry',
    refuses(2, [
      '(uintptr_t)&__segment_of[__ip_sent[skb]]->dest',
      '(uintptr_t)&__segment_of[__ip_sent[skb]]->source',
    ]),
  ),
  ofTcp('tcp_xmit_early_reset', 'return', refuses(3, [])),
];
