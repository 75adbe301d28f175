import { expect, test } from 'vitest';
import { mibProvider } from './mib.ts';
import { noEvents } from './provider.ts';

const names = mibProvider.probes(noEvents).map((p) => p.name);
const probe = (name: string) => ({ provider: 'mib', module: 'vmlinux', function: '', name });

test('no counter is there twice', () => {
  expect(new Set(names).size).toBe(names.length);
});

// A glob such as udp*InDatagrams must not count the same datagram twice.
test.each([/^udp.*InDatagrams$/, /^udp.*OutDatagrams$/, /^tcp.*InSegs$/, /^ip.*InReceives$/])(
  '%s is one',
  (glob) => {
    expect(names.filter((name) => glob.test(name))).toHaveLength(1);
  },
);

test.each([
  ['tcpOutDataBytes', 'net_dev_queue'],
  ['tcpInDataDupSegs', 'tcp_probe'],
  ['tcpPassiveOpens', 'inet_sock_set_state'],
  ['icmpInEchos', 'netif_receive_skb'],
  ['udpNoPorts', 'kfree_skb'],
  ['sctpAborted', 'Linux has no event for this counter'],
])('%s stands on %s', (name, what) => {
  const { fidelity, text } = mibProvider.origin?.(probe(name), noEvents) ?? {};
  expect([fidelity, text]).toEqual(['silent', expect.stringContaining(what)]);
});
