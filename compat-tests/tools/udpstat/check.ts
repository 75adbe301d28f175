import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 50 datagrams of 1000 bytes from a socket to itself. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    `use IO::Socket::INET; my $udp = IO::Socket::INET->new(Proto => "udp", LocalAddr => "127.0.0.1");
    my $self = $udp->sockname;
    for (1..50) { send $udp, "x" x 1000, 0, $self; recv $udp, my $text, 2000, 0 }`,
    () => ['udpstat'],
  );
  const column = (place: number) => new RegExp(`^(?: +\\d+){${place}} +(\\d+)(?: +\\d+)*$`);
  const bytes = [total(output, column(1)), total(output, column(3))];
  for (const sum of bytes) {
    expect(sum).toBeGreaterThanOrEqual(50_000);
    expect(sum).toBeLessThan(60_000);
  }
}
