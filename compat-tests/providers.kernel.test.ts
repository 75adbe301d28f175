/** A probe of each provider that a user's kernel should have, beside a workload that makes it fire. */
import { describe, expect, it } from 'vitest';
import { Bench, whyNoDisk } from './bench.ts';
import { named, whyNoProgram, whyNoTracing } from './kernel.ts';
import { watch } from './watch.ts';

const reason =
  whyNoTracing('btf', 'tracefs') ?? whyNoProgram('perl', '-MIO::Socket::INET', '-e', '1');

interface Smoke {
  /** Descriptions and, if not every firing counts, a predicate. */
  readonly probes: string;
  /** Perl. */
  readonly work: string;
  /** How often they fire, or at least. */
  readonly times: number | { readonly least: number };
}

const some = { least: 1 };
const own = '/pid == $target/';
const fork = 'for (1..3) { exit if !fork; wait }';
const spin = 'use POSIX (); 1 while POSIX::clock() < 300_000;';

/** A connection to a port that nobody else has. */
const connection = `
  use IO::Socket::INET;
  my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1) or die $!;
  my $client = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $server->sockport) or die $!;
  my $peer = $server->accept; $client->syswrite('hello'); $peer->sysread(my $text, 5);`;
const datagrams = `
  use IO::Socket::INET;
  my $to = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Proto => 'udp') or die $!;
  my $from = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $to->sockport, Proto => 'udp') or die $!;
  $from->send('hello') for 1..3;`;
/** Processes that make files in the same folder, whose lock they wait for. */
const rivals = `
  for my $n (1..4) {
    next if fork;
    for (1..1000) { open(F, ">FOLDER/$n"); close(F); unlink("FOLDER/$n") }
    exit;
  }
  1 while wait() > 0;`;

const smokes: Readonly<Record<string, Smoke>> = {
  syscall: { probes: `syscall::getppid:entry ${own}`, work: 'getppid() for 1..7;', times: 7 },
  profile: { probes: `profile-97 ${own}`, work: spin, times: some },
  tick: { probes: 'tick-50ms', work: spin, times: some },
  proc: { probes: `proc:::create ${own}`, work: fork, times: 3 },
  sched: {
    probes: `sched:::off-cpu ${own}`,
    work: 'select undef, undef, undef, 0.01 for 1..5;',
    times: { least: 5 },
  },
  io: {
    probes: 'io:::start /args[1]->dev_statname == "DISK"/',
    work: 'system qw(dd if=/dev/zero of=/dev/DISK bs=4k count=3 oflag=direct status=none);',
    times: 3,
  },
  sysinfo: { probes: `sysinfo:::sysfork ${own}`, work: fork, times: 3 },
  vminfo: { probes: `vminfo:::as_fault ${own}`, work: 'my $x = "x" x 1_000_000;', times: some },
  mib: { probes: `mib:::tcpActiveOpens ${own}`, work: connection, times: 1 },
  lockstat: { probes: 'lockstat:::rw-block /progenyof($target)/', work: rivals, times: some },
  ip: { probes: `ip:::send ${own}`, work: datagrams, times: 3 },
  tcp: { probes: `tcp:::connect-request ${own}`, work: connection, times: 1 },
  udp: { probes: `udp:::send ${own}`, work: datagrams, times: 3 },
  sdt: { probes: `sdt:sched::sched_process_fork ${own}`, work: fork, times: 3 },
  rawtp: { probes: `rawtp:::sched_process_fork ${own}`, work: fork, times: 3 },
  cpc: { probes: `cpc:::page_faults-all-1 ${own}`, work: 'my $x = "x" x 1_000_000;', times: some },
};

/** Why a provider cannot be tried here; undefined if it can. */
function whyNot(provider: string, { work }: Smoke): string | undefined {
  if (provider === 'lockstat') return whyNoTracing('contention');
  return work.includes('DISK') ? whyNoDisk() : undefined;
}

describe.skipIf(reason !== undefined)(named('the provider', reason), () => {
  for (const [provider, smoke] of Object.entries(smokes)) {
    const missing = whyNot(provider, smoke);
    it.skipIf(missing !== undefined)(named(provider, missing), async () => {
      await using bench = new Bench();
      const disk = smoke.work.includes('DISK') ? bench.disk(1 << 20) : '';
      const program = `${smoke.probes} { @["${provider}"] = count(); } END { printa("%s %@d\\n", @); }`;
      const fired = await watch(
        smoke.work.replaceAll('DISK', disk),
        program.replaceAll('DISK', disk),
      );
      const times = fired.get(provider);
      if (typeof smoke.times === 'number') expect(times).toBe(smoke.times);
      else expect(times).toBeGreaterThanOrEqual(smoke.times.least);
    });
  }
});
