import { received, sent } from './ip.ts';
import { type EventSource, type StableProbe, stableProvider } from './stable.ts';

/** The counters of Solaris' network modules, by what their names begin with. */
const counters: Readonly<Record<string, string>> = {
  icmp: `InAddrMaskReps InAddrMasks InBadRedirects InCksumErrs InDestUnreachs InEchoReps InEchos
    InErrors InFragNeeded InMsgs InOverflows InParmProbs InRedirects InSrcQuenchs InTimeExcds
    InTimestampReps InTimestamps InUnknowns OutAddrMaskReps OutAddrMasks OutDestUnreachs OutDrops
    OutEchoReps OutEchos OutErrors OutFragNeeded OutMsgs OutParmProbs OutRedirects OutSrcQuenchs
    OutTimeExcds OutTimestampReps OutTimestamps`,
  ipIfStats: `ForwProhibits HCInBcastPkts HCInDelivers HCInForwDatagrams HCInMcastPkts HCInOctets
    HCInReceives HCOutBcastPkts HCOutForwDatagrams HCOutMcastPkts HCOutOctets HCOutRequests
    HCOutTransmits InAddrErrors InCksumErrs InDiscards InHdrErrors InNoRoutes InTruncatedPkts
    InUnknownProtos InWrongIPVersion OutDiscards OutFragCreates OutFragFails OutFragOKs
    OutFragReqds OutNoRoutes ReasmDuplicates ReasmFails ReasmOKs ReasmPartDups ReasmReqds`,
  ipsec: 'InFailed InSucceeded',
  ipv6IfIcmp: `InAdminProhibs InBadNeighborAdvertisements InBadNeighborSolicitations
    InBadRedirects InDestUnreachs InEchoReplies InEchos InErrors InGroupMembBadQueries
    InGroupMembBadReports InGroupMembOurReports InGroupMembQueries InGroupMembReductions
    InGroupMembResponses InGroupMembTotal InMsgs InNeighborAdvertisements InNeighborSolicits
    InOverflows InParmProblems InPktTooBigs InRedirects InRouterAdvertisements InRouterSolicits
    InTimeExcds OutAdminProhibs OutDestUnreachs OutEchoReplies OutEchos OutErrors
    OutGroupMembQueries OutGroupMembReductions OutGroupMembResponses OutMsgs
    OutNeighborAdvertisements OutNeighborSolicits OutParmProblems OutPktTooBigs OutRedirects
    OutRouterAdvertisements OutRouterSolicits OutTimeExcds`,
  rawip: 'InCksumErrs InDatagrams InErrors InOverflows OutDatagrams OutErrors',
  sctp: `Aborted ActiveEstab ChecksumError CurrEstab FragUsrMsgs InClosed InDupAck InSCTPPkts
    InUnsentAck ListenDrop OutAck OutAckDelayed OutCtrlChunks OutFastRetrans OutOrderChunks
    OutSCTPPkts OutOfBlue OutUnorderChunks OutWinProbe OutWinUpdate PassiveEstab ReasmUsrMsgs
    RetransChunks RtoInitial Shutdowns TimHeartBeatDrop TimHeartBeatProbe TimRetrans
    TimRetransDrop`,
  tcp: `ActiveOpens AttemptFails EstabResets HCInSegs HCOutSegs HalfOpenDrop InAckBytes InAckSegs
    InAckUnsent InClosed InDataDupBytes InDataDupSegs InDataInorderBytes InDataInorderSegs
    InDataPartDupBytes InDataPartDupSegs InDataPastWinBytes InDataPastWinSegs InDataUnorderBytes
    InDataUnorderSegs InDupAck InErrs InWinProbe InWinUpdate ListenDrop ListenDropQ0 OutAck
    OutAckDelayed OutControl OutDataBytes OutDataSegs OutFastRetrans OutRsts OutSackRetransSegs
    OutUrg OutWinProbe OutWinUpdate PassiveOpens RetransBytes RetransSegs RttNoUpdate RttUpdate
    TimKeepalive TimKeepaliveDrop TimKeepaliveProbe TimRetrans TimRetransDrop`,
  udp: 'HCInDatagrams HCOutDatagrams InCksumErrs InErrors InOverflows NoPorts OutErrors',
};

const PROTOCOL = { icmp: 1, tcp: 6, udp: 17 };

/** Of an event, if `when` is so: the counter grows by `by`. */
const counted = (event: string, when: string, by = '1'): EventSource => ({
  event,
  when,
  values: [by],
});

/** A packet of this host, or for it, of one of the protocols above it. */
function packet(protocol: keyof typeof PROTOCOL, at: 'in' | 'out', when = '', by = '1') {
  const header = at === 'in' ? '__received[skb]' : '__sent[skb]';
  const ours = at === 'in' ? '__is_received[skb]' : '__is_sent[skb] && __is_own[skb]';
  const test = `${ours} && __ip_protocol[${header}] == ${PROTOCOL[protocol]}`;
  const event = at === 'in' ? received : sent;
  return counted(event, when === '' ? test : `${test} && (${when})`, by);
}

/** ICMP messages, by type; of version 4, the first byte of what a packet carries. */
const messages: Readonly<Record<string, number>> = {
  ...{ EchoReps: 0, DestUnreachs: 3, SrcQuenchs: 4, Redirects: 5, Echos: 8, TimeExcds: 11 },
  ...{ ParmProbs: 12, Timestamps: 13, TimestampReps: 14, AddrMasks: 17, AddrMaskReps: 18 },
};

const ways = [
  { way: 'In', at: 'in', header: '__received[skb]' },
  { way: 'Out', at: 'out', header: '__sent[skb]' },
] as const;

const icmp = ways.flatMap(({ way, at, header }): [string, EventSource][] => [
  [`icmp${way}Msgs`, packet('icmp', at)],
  ...Object.entries(messages).map(([name, type]): [string, EventSource] => [
    `icmp${way}${name}`,
    packet('icmp', at, `*(uint8_t *)__payload[${header}] == ${type}`),
  ]),
  // Destination unreachable, as the packet is too large.
  [
    `icmp${way}FragNeeded`,
    packet('icmp', at, `ntohs(*(uint16_t *)__payload[${header}]) == 0x0304`),
  ],
]);

const receivedIp = '__is_received[skb] && __ip_version[__received[skb]] == 4';
const sentIp = '__is_sent[skb] && __is_own[skb] && __ip_version[__sent[skb]] == 4';
const ip: [string, EventSource][] = [
  ['ipIfStatsHCInReceives', counted(received, receivedIp)],
  ['ipIfStatsHCInOctets', counted(received, receivedIp, 'skb->len')],
  ['ipIfStatsHCOutRequests', counted(sent, sentIp)],
];

const IP = '__sent[skb]';
const bytes = `__tcp_bytes[skb, ${IP}]`;
const again = `__is_repeated[skb->sk, skb, ${IP}]`;
const flags = `__tcp_flags[${IP}]`;

const tcpOut: [string, EventSource][] = [
  ['tcpHCOutSegs', packet('tcp', 'out', `!${again}`, '__segments[skb]')],
  ['tcpOutDataSegs', packet('tcp', 'out', `${bytes} != 0 && !${again}`, '__segments[skb]')],
  ['tcpOutDataBytes', packet('tcp', 'out', `${bytes} != 0 && !${again}`, bytes)],
  ['tcpRetransSegs', packet('tcp', 'out', again, '__segments[skb]')],
  ['tcpRetransBytes', packet('tcp', 'out', `${bytes} != 0 && ${again}`, bytes)],
  ['tcpOutRsts', packet('tcp', 'out', `(${flags} & TH_RST) != 0`)],
  ['tcpOutControl', packet('tcp', 'out', `(${flags} & (TH_SYN | TH_FIN | TH_RST)) != 0`)],
  ['tcpOutUrg', packet('tcp', 'out', `(${flags} & TH_URG) != 0`)],
  [
    'tcpOutAck',
    packet('tcp', 'out', `${bytes} == 0 && (${flags} & ~(TH_ACK | TH_ECE | TH_CWR)) == 0`),
  ],
];

const change = 'inet_sock_set_state(struct sock *sk, int oldstate, int newstate)';
const changed = (when: string) =>
  counted(change, `sk->sk_protocol == ${PROTOCOL.tcp} && (${when})`);

/** Linux's numbers: 1 established, 2 syn-sent, 3 syn-received, 7 closed, 8 close-wait. */
const tcpConnections: [string, EventSource][] = [
  ['tcpActiveOpens', changed('oldstate == 7 && newstate == 2')],
  ['tcpPassiveOpens', changed('newstate == 3 && oldstate != 2')],
  ['tcpAttemptFails', changed('newstate == 7 && (oldstate == 2 || oldstate == 3)')],
  ['tcpEstabResets', changed('newstate == 7 && (oldstate == 1 || oldstate == 8)')],
];

/** What an established connection receives, before anything is made of it. */
const probe = 'tcp_probe(struct sock *sk, struct sk_buff *skb)';
const arrived = (when: string, by = '1') => counted(probe, when, by);
const length = '__arrived_bytes[skb]';
/** How far it begins before what is expected, and how far it ends after that. */
const early = '__early[sk, skb]';
const late = '__late[sk, skb]';
const news = '__acknowledged[sk, skb]';

const data = (name: string, when: string): [string, EventSource][] => [
  [`tcpIn${name}Segs`, arrived(`${length} != 0 && ${when}`)],
  [`tcpIn${name}Bytes`, arrived(`${length} != 0 && ${when}`, length)],
];

const tcpIn: [string, EventSource][] = [
  ['tcpHCInSegs', packet('tcp', 'in')],
  ...data('DataInorder', `${early} == 0`),
  ...data('DataUnorder', `${early} < 0`),
  ...data('DataDup', `${late} <= 0`),
  ['tcpInDataPartDupSegs', arrived(`${length} != 0 && ${early} > 0 && ${late} > 0`)],
  ['tcpInDataPartDupBytes', arrived(`${length} != 0 && ${early} > 0 && ${late} > 0`, early)],
  ['tcpInAckSegs', arrived(`${news} > 0`)],
  ['tcpInAckBytes', arrived(`${news} > 0`, news)],
  [
    'tcpInDupAck',
    arrived(`${length} == 0 && ${news} == 0 && ((struct tcp_sock *)sk)->packets_out != 0`),
  ],
  ['tcpInErrs', counted('tcp_bad_csum(struct sk_buff *skb)', '1')],
];

const dropped = 'kfree_skb(struct sk_buff *skb, void *location, enum skb_drop_reason reason)';
const failed = 'udp_fail_queue_rcv_skb(int rc, struct sock *sk)';
const lost = (reason: string) =>
  counted(
    dropped,
    `reason == SKB_DROP_REASON_${reason} && __is_ip[skb] && __ip_protocol[${IP}] == ${PROTOCOL.udp}`,
  );

const udp: [string, EventSource][] = [
  ['udpHCOutDatagrams', packet('udp', 'out', '', '__segments[skb]')],
  ['udpHCInDatagrams', packet('udp', 'in')],
  ['udpNoPorts', lost('NO_SOCKET')],
  ['udpInCksumErrs', lost('UDP_CSUM')],
  ['udpInErrors', counted(failed, '1')],
  // ENOMEM and ENOBUFS.
  ['udpInOverflows', counted(failed, 'rc == -12 || rc == -105')],
];

const differs = new Map([
  [received, 'when it comes from a device; packets on their way through this host count, too'],
  [sent, 'when it is given to a device'],
  [probe, 'of connections that are established, and that neither end is closing'],
]);

const sources = new Map([...icmp, ...ip, ...tcpOut, ...tcpConnections, ...tcpIn, ...udp]);

const probes = Object.entries(counters).flatMap(([prefix, names]) =>
  names.split(/\s+/).map((name): StableProbe => {
    const source = sources.get(`${prefix}${name}`);
    return {
      name: `${prefix}${name}`,
      args: [{ type: 'int64_t' }],
      sources: source ? [source] : [],
      fidelity: 'close',
      text: source ? (differs.get(source.event) ?? '') : 'Linux has no event for this counter',
    };
  }),
);

/** Counters of the network; arg0 is by how much one grows (Dynamic Tracing Guide, "mib Provider"). */
export const mibProvider = stableProvider({
  name: 'mib',
  modules: ['ip', 'icmp', 'tcp', 'udp', 'rawip', 'sctp'],
  probes,
});
