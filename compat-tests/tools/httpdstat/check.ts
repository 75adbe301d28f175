import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';

/** Four connections, with a GET each and then two HEADs and a POST. */
export async function check(bench: Bench): Promise<void> {
  const port = await bench.serve(0);
  const { output } = await bench.watch(
    `use IO::Socket::INET; for my $words ("GET HEAD", "GET", "GET HEAD POST", "GET") {
      my $web = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => ${port});
      for my $word (split " ", $words) {
        syswrite $web, "$word / HTTP/1.1\\r\\nHost: here\\r\\nContent-Length: 0\\r\\n\\r\\n";
        sysread $web, my $text, 500;
      }
    }`,
    () => ['httpdstat', `${process.pid}`],
  );
  const columns = [1, 2, 3, 4, 5].map((n) =>
    total(
      output,
      new RegExp(`^\\d{4} \\w+ +\\d+ [\\d:]+(?: +\\d+){${n - 1}} +(\\d+)(?: +\\d+){${5 - n}}$`),
    ),
  );
  expect(columns).toEqual([4, 4, 2, 1, 0]);
}
