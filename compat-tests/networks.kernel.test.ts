/**
 * The network providers beside /proc/net/snmp of a network of the test's own, in which nobody else
 * counts, and where everything has an address that nobody else has.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';

const own = '10.203.71.1';
const reason =
  whyNoTracing() ??
  whyNoProgram('unshare', '-n', 'ip', 'link', 'set', 'lo', 'up') ??
  whyNoProgram('perl', '-MIO::Socket::IP', '-e', '1');

/** Runs a script beside a Perl text with `$ip`, and gives what it prints and what the kernel counted. */
async function beside(script: string, work: string) {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
  const [perl, shell] = [join(folder, 'work.pl'), join(folder, 'work.sh')];
  writeFileSync(perl, `use strict; use IO::Socket::IP; my $ip = '${own}';\n${work}\n${counted}`);
  writeFileSync(
    shell,
    `ip addr add ${own}/32 dev lo\nip link set lo up mtu 1500\nexec perl ${perl}\n`,
  );
  try {
    const args = ['-q', '-xstrsize=32', '-n', script, '-c', `unshare -n sh ${shell}`];
    const { stdout, stderr } = await trace(...args);
    const rows = [...stdout.matchAll(/^ *([\w ./-]+?) +(\d+)$/gm)];
    const snmp = [...stdout.matchAll(/^snmp (\w+) (\d+)$/gm)];
    const numbers = (found: RegExpExecArray[]) =>
      Object.fromEntries(found.map(([, key = '', n]) => [key.replace(/ +/g, ' '), Number(n)]));
    return {
      rows: numbers(rows.filter(([row]) => !row.startsWith('snmp'))),
      snmp: numbers(snmp),
      stderr,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Prints the kernel's counters. */
const counted = `
open(my $snmp, '/proc/net/snmp');
while (my $names = <$snmp>) {
  my @names = split ' ', $names;
  my @values = split ' ', scalar <$snmp>;
  my $group = shift @names; shift @values; $group =~ s/://;
  print "snmp $group$names[$_] $values[$_]\\n" for 0..$#names;
}`;

/** So many connections, each with these bytes there and back; and one that is refused. */
const CONNECTIONS = 4;
const connections = `
my $server = IO::Socket::IP->new(LocalHost => $ip, LocalPort => 7001, Listen => 5) or die $!;
for (1..${CONNECTIONS}) {
  my $client = IO::Socket::IP->new(PeerHost => $ip, PeerPort => 7001) or die $!;
  my $peer = $server->accept;
  $client->syswrite('x' x 1000); my $got = 0;
  $got += $peer->sysread(my $buffer, 4096) while $got < 1000;
  $peer->syswrite('y' x 300); $client->sysread(my $answer, 4096);
  $client->close; $peer->sysread(my $end, 1); $peer->close;
  select undef, undef, undef, 0.05;
}
IO::Socket::IP->new(PeerHost => $ip, PeerPort => 7002) and die;`;

const suite = describe.skipIf(reason !== undefined);

suite(named('tcp', reason), () => {
  it('segments and their bytes are those that the kernel counts', async () => {
    const { rows, snmp, stderr } = await beside(
      `tcp:::send, tcp:::receive /args[2]->ip_daddr == "${own}"/
       {
         @segments[probename] = count();
         @bytes[strjoin(probename, " bytes")] = sum(args[2]->ip_plength - args[4]->tcp_offset);
       }`,
      connections,
    );
    expect(stderr).toBe('');
    expect(snmp['TcpOutSegs']).toBeGreaterThan(CONNECTIONS * 8);
    expect(rows).toEqual({
      send: snmp['TcpOutSegs'],
      receive: snmp['TcpInSegs'],
      'send bytes': CONNECTIONS * 1300,
      'receive bytes': CONNECTIONS * 1300,
    });
  });

  it('connections are requested, established, accepted and refused as often as they are', async () => {
    const { rows, snmp } = await beside(
      `tcp:::connect-request, tcp:::connect-established, tcp:::connect-refused,
       tcp:::accept-established, tcp:::accept-refused
       /args[2]->ip_saddr == "${own}" && args[2]->ip_daddr == "${own}"/
       {
         this->port = probename == "connect-established" || probename == "accept-refused" ||
           probename == "connect-refused" ? args[4]->tcp_sport : args[4]->tcp_dport;
         @[probename, this->port, tcp_state_string[args[3]->tcps_state]] = count();
       }`,
      connections,
    );
    expect(rows).toEqual({
      'connect-request 7001 state-syn-sent': CONNECTIONS,
      'connect-established 7001 state-established': CONNECTIONS,
      'accept-established 7001 state-established': CONNECTIONS,
      'connect-request 7002 state-syn-sent': 1,
      'connect-refused 7002 state-syn-sent': 1,
      'accept-refused 7002 state-closed': 1,
    });
    expect([snmp['TcpActiveOpens'], snmp['TcpPassiveOpens']]).toEqual([
      CONNECTIONS + 1,
      CONNECTIONS,
    ]);
    expect([snmp['TcpAttemptFails'], snmp['TcpOutRsts']]).toEqual([1, 1]);
  });

  it('both ends of a connection go through their states, once each', async () => {
    const { rows } = await beside(
      `tcp:::state-change
       /args[3]->tcps_laddr == "${own}" && args[3]->tcps_raddr == "${own}" &&
         args[3]->tcps_rport != 7002/
       {
         @[args[3]->tcps_rport == 7001 ? "client" : "server",
           tcp_state_string[args[5]->tcps_state], tcp_state_string[args[3]->tcps_state]] = count();
       }`,
      connections,
    );
    const ways = {
      client: ['closed', 'syn-sent', 'established', 'fin-wait-1', 'fin-wait-2', 'time-wait'],
      server: ['listen', 'syn-received', 'established', 'close-wait', 'last-ack', 'closed'],
    };
    const steps = Object.entries(ways).flatMap(([end, states]) =>
      states.slice(1).map((state, i) => [`${end} state-${states[i]} state-${state}`, CONNECTIONS]),
    );
    expect(rows).toEqual(Object.fromEntries(steps));
  });

  it('a connection knows itself when it sends', async () => {
    const { rows } = await beside(
      `tcp:::send /args[3]->tcps_rport == 7001 && args[3]->tcps_raddr == "${own}"/
       {
         @["segment at its number", args[4]->tcp_seq == args[3]->tcps_snxt] = count();
         @["repeated", args[3]->tcps_retransmit] = count();
         @["mss", args[3]->tcps_mss > 500 && args[3]->tcps_mss < 1500] = count();
         @["same address", args[3]->tcps_local] = count();
       }`,
      connections,
    );
    const [first = 0, ...others] = Object.values(rows);
    expect(others).toEqual([first, first, first]);
    expect(Object.keys(rows).sort()).toEqual([
      'mss 1',
      'repeated 0',
      'same address 1',
      'segment at its number 1',
    ]);
  });
});

const DATAGRAMS = 50;
const datagrams = `
my $server = IO::Socket::IP->new(LocalHost => $ip, LocalPort => 7003, Proto => 'udp') or die $!;
my $client = IO::Socket::IP->new(PeerHost => $ip, PeerPort => 7003, Proto => 'udp') or die $!;
for (1..${DATAGRAMS}) { $client->send('x' x 100); $server->recv(my $got, 200); }
$client->send('x' x 4000); $server->recv(my $got, 5000);
IO::Socket::IP->new(PeerHost => $ip, PeerPort => 7004, Proto => 'udp')->send('nobody');`;

suite(named('udp, ip and mib', reason), () => {
  it('datagrams are those that the kernel counts, in fragments or not', async () => {
    const { rows, snmp } = await beside(
      `udp:::send, udp:::receive /args[2]->ip_saddr == "${own}" && args[2]->ip_daddr == "${own}"/
       { @[probename, args[4]->udp_dport, args[4]->udp_length] = count(); }`,
      datagrams,
    );
    expect(rows).toEqual({
      'send 7003 108': DATAGRAMS,
      'send 7003 4008': 1,
      'send 7004 14': 1,
      'receive 7003 108': DATAGRAMS,
      'receive 7003 4008': 1,
      'receive 7004 14': 1,
    });
    expect(snmp['UdpOutDatagrams']).toBe(DATAGRAMS + 2);
    expect(snmp['UdpInDatagrams'] ?? 0).toBe(DATAGRAMS + 1);
    expect(snmp['UdpNoPorts']).toBe(1);
  });

  it('packets are those that the kernel counts, each fragment one', async () => {
    const { rows, snmp } = await beside(
      `ip:::send, ip:::receive /args[4]->ipv4_saddr == "${own}"/
       {
         @[probename] = count();
         @f[probename, "fragments"] = sum(args[4]->ipv4_offset != 0 || (args[4]->ipv4_flags & 2) != 0);
         @d[probename, "on", args[3]->if_name] = sum(args[3]->if_local);
       }`,
      datagrams,
    );
    const all = snmp['IpInReceives'] ?? 0;
    expect(all).toBe(DATAGRAMS + 3 + 2);
    expect([snmp['IpOutTransmits'] ?? all, snmp['IpFragCreates']]).toEqual([all, 3]);
    expect(rows).toEqual({
      send: all,
      receive: all,
      'send fragments': 3,
      'receive fragments': 3,
      'send on lo': all,
      'receive on lo': all,
    });
  });

  it('counters grow as the kernel counts, where a process makes them grow', async () => {
    const { rows, snmp } = await beside(
      'mib:::udp*Out*, mib:::tcpActiveOpens, mib:::tcpOutData* /pid == $target/ { @[probename] = sum(arg0); }',
      `${connections}${datagrams.replaceAll('my ', 'our ')}`,
    );
    expect(rows).toEqual({
      tcpActiveOpens: snmp['TcpActiveOpens'],
      tcpOutDataBytes: CONNECTIONS * 1300,
      tcpOutDataSegs: CONNECTIONS * 2,
      udpHCOutDatagrams: snmp['UdpOutDatagrams'],
    });
  });
});
