import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A request of known length, and its answer. */
export async function check(bench: Bench): Promise<void> {
  const port = await bench.serve(0);
  const { pid, output, said } = await bench.watch(
    `use IO::Socket::INET;
    my $web = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => ${port});
    syswrite $web, "GET / HTTP/1.0\\r\\n\\r\\n"; my $bytes = 0;
    while (my $got = sysread $web, my $text, 500) { $bytes += $got } print $bytes`,
    () => ['tcpsnoop', `${port}`],
  );
  const mine = rows(output, pid);
  const bytes = (way: string) =>
    mine
      .filter((words) => words.includes(way))
      .reduce((sum, words) => sum + Number(words.at(-1)), 0);
  expect(bytes('->')).toBe('GET / HTTP/1.0\r\n\r\n'.length);
  expect(bytes('<-')).toBe(Number(said));
  expect(rows(output, 'S.....').map((words) => words.at(-3))).toEqual([
    `${port}`,
    expect.any(String),
  ]);
}
