import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';

/** A file by creat(2), x86-64's number of it, a datagram, a change of user, and work. */
const perl = [
  'use IO::Socket::INET; use POSIX; my ($file, $port) = @ARGV;',
  'syscall(85, $file, 0600);',
  'my %to = (Proto => "udp", PeerAddr => "127.0.0.1", PeerPort => $port);',
  'IO::Socket::INET->new(%to)->send("x");',
  'POSIX::setuid(65534); my $x = 1; $x++ while $x < 1e6;',
].join(' ');

/** Something of each kind that the scripts look for, over and over, for little time each. */
const loop = (folder: string, port: number): string => `
while kill -0 ${process.pid} 2>/dev/null; do
  ls -l / >/dev/null
  cat /etc/hostname /nonexistent >${folder}/copy 2>/dev/null
  dd if=/dev/zero of=${folder}/data bs=64k count=8 oflag=direct 2>/dev/null
  dd if=${folder}/data of=/dev/null bs=64k iflag=direct 2>/dev/null
  mkdir ${folder}/made; mv ${folder}/copy ${folder}/made; rm -r ${folder}/made
  sh -c 'exit 3'
  sleep 1 & kill $!
  sh -c 'kill -SEGV $$' 2>/dev/null &
  perl -e '${perl}' ${folder}/created ${port}
  curl -s -o /dev/null http://127.0.0.1:${port}/
  (echo one | tr o 0) >/dev/null
  while read -r line; do echo "$line"; done </etc/passwd >${folder}/lines
  sync -d ${folder}/data
  sleep 0.1
done`;

/** Runs until it is disposed of, with all processes that it has started. */
export class Workload implements Disposable {
  readonly #server: Server;
  readonly #shell: ChildProcess;

  private constructor(server: Server, shell: ChildProcess) {
    this.#server = server;
    this.#shell = shell;
  }

  static async start(folder: string): Promise<Workload> {
    const server = createServer((_, response) => response.end('x'.repeat(4096)));
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const options = { detached: true, stdio: 'ignore' } as const;
    return new Workload(server, spawn('sh', ['-c', loop(folder, port)], options));
  }

  get pid(): number {
    return this.#shell.pid ?? 0;
  }

  [Symbol.dispose](): void {
    if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, 'SIGKILL');
    this.#server.close();
  }
}
