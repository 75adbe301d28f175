import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** 4 MB from one end of a connection to the other. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    `use IO::Socket::INET; my $listener = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1");
    my $out = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $listener->sockport);
    my $in = $listener->accept; close $listener;
    if (fork) { close $out; 1 while sysread $in, my $text, 100_000; wait }
    else { syswrite $out, "x" x 50_000 for 1..80 }`,
    () => ['tcpstat'],
  );
  const column = (place: number) => new RegExp(`^(?: +\\d+){${place}} +(\\d+)(?: +\\d+)*$`);
  for (const bytes of [total(output, column(1)), total(output, column(5))]) {
    expect(bytes).toBeGreaterThanOrEqual(4_000_000);
    expect(bytes).toBeLessThan(5_000_000);
  }
}
