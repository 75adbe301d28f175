import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** Three requests to a server that thinks for 30 ms. */
export async function check(bench: Bench): Promise<void> {
  const port = await bench.serve(30);
  const { output } = await bench.watch(
    `use IO::Socket::INET; for (1..3) {
      my $web = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => ${port});
      syswrite $web, "GET / HTTP/1.0\\r\\nHost: web.example\\r\\n\\r\\n"; 1 while sysread $web, my $text, 500;
    }`,
    (pid) => ['weblatency', `${pid}`],
  );
  const [[, count, average, worst] = []] = rows(output, 'web.example');
  expect(count).toBe('3');
  expect(Number(average)).toBeGreaterThan(29_000);
  expect(Number(worst)).toBeGreaterThanOrEqual(Number(average));
}
