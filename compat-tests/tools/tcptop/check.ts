import { expect } from 'vitest';
import { type Bench, rows } from '../../bench.ts';

/** A request of known length, and its answer: as many bytes at both ends. */
export async function check(bench: Bench): Promise<void> {
  const port = await bench.serve(0);
  const { pid, output, said } = await bench.watch(
    `use IO::Socket::INET;
    my $web = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => ${port});
    syswrite $web, "GET / HTTP/1.0\\r\\n\\r\\n"; my $bytes = 0;
    while (my $got = sysread $web, my $text, 500) { $bytes += $got } print $bytes`,
    () => ['tcptop'],
  );
  const bytes = `${'GET / HTTP/1.0\r\n\r\n'.length + Number(said)}`;
  const own = [`${pid}`, 'perl', '127.0.0.1', expect.any(String), '127.0.0.1', `${port}`, bytes];
  expect(rows(output, pid)).toEqual([own]);
  const other = rows(output, port).filter((words) => words[3] === `${port}`);
  expect(other.reduce((sum, words) => sum + Number(words.at(-1)), 0)).toBe(Number(bytes));
}
