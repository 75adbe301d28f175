import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** Two connections to this process. */
export async function check(bench: Bench): Promise<void> {
  const port = await bench.serve(0);
  const { output } = await bench.watch(
    `use IO::Socket::INET; for (1..2) {
      my $web = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => ${port});
      syswrite $web, "GET / HTTP/1.0\\r\\n\\r\\n"; 1 while sysread $web, my $text, 500;
    }`,
    () => ['connections'],
  );
  const accepted = new RegExp(`^ *\\d+ +${process.pid} .* ${port} 127\\.0\\.0\\.1$`, 'gm');
  expect(output.match(accepted)).toHaveLength(2);
}
