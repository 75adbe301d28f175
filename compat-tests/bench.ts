/** What the tests of the tools share: a workload that waits until it is watched, and the tool. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Running, startTracing, whyNoProgram } from './kernel.ts';

/** A process of the test that does its work when it is told to. */
export class Workload extends Running {
  /** Tells it to begin, and waits for its end. */
  async go(): Promise<void> {
    this.child.stdin?.end('go\n');
    await this.ended;
  }
}

export interface Watched {
  /** Of the workload. */
  readonly pid: number;
  /** The tool's. */
  readonly output: string;
  /** The workload's. */
  readonly said: string;
}

/** The words of each line that has this one, or one like it. */
export function rows(
  output: string,
  word: string | number | RegExp,
): readonly (readonly string[])[] {
  const lines = output.split('\n').map((line) => line.trim().split(/\s+/));
  const isMeant = (other: string) =>
    word instanceof RegExp ? word.test(other) : other === `${word}`;
  return lines.filter((words) => words.some(isMeant));
}

/** The sum of what the first group of a pattern finds: a tool may print more than once. */
export function total(output: string, pattern: RegExp): number {
  const found = output.matchAll(new RegExp(pattern, 'gm'));
  return [...found].reduce((sum, [, number = '']) => sum + Number(number), 0);
}

/** Why there can be no disk of one's own; undefined if there can. */
export function whyNoDisk(): string | undefined {
  return whyNoProgram('losetup', '--find') ?? whyNoProgram('mkfs.ext2', '-V');
}

/** The numbers of a file below /proc: the sum of what the first group of a pattern finds. */
export function counted(file: string, pattern: RegExp): number {
  return total(readFileSync(`/proc/${file}`, 'utf8'), pattern);
}

/** Interrupts so far, of devices and of the kinds between processors that Linux has events of. */
export function interrupts(): number {
  const rows = readFileSync('/proc/interrupts', 'utf8').match(
    /^ *(?:\d+|LOC|IWI|RES|CAL|TLB):.*$/gm,
  );
  const numbers = (rows ?? []).flatMap(
    (row) => row.replace(/^.*?:/, '').match(/^(?: +\d+)+/) ?? [],
  );
  return numbers
    .flatMap((row) => row.trim().split(/ +/))
    .reduce((sum, one) => sum + Number(one), 0);
}

/** One test's: everything that it starts ends with it. */
export class Bench implements AsyncDisposable {
  readonly #started: Running[] = [];
  readonly #servers: Server[] = [];
  /** Commands that take away what is not a process. */
  readonly #cleanings: (readonly string[])[] = [];
  #folder: string | undefined;

  /** A folder of its own, with nothing in it. */
  get folder(): string {
    this.#folder ??= mkdtempSync(join(realpathSync(tmpdir()), 'dtrace-tool-'));
    return this.#folder;
  }

  /**
   * A process that runs a text of Perl after it was told to `go()`; before, it `says('up')`. `spin(N)`
   * uses N microseconds of a processor.
   */
  waiting(perl: string): Workload {
    const spin = 'sub spin { my $end = POSIX::clock() + shift; 1 while POSIX::clock() < $end }';
    const text = `use POSIX (); ${spin} $| = 1; print "up"; <STDIN>; ${perl}`;
    return this.start('perl', '-e', text);
  }

  /** Any process that waits for a line of its standard input. */
  start(command: string, ...args: readonly string[]): Workload {
    return this.#add(new Workload(command, args, { cwd: this.folder }));
  }

  /** A web server of this process that answers after so many milliseconds. Gives its port. */
  async serve(delayMs: number): Promise<number> {
    const server = createServer((_, response) => setTimeout(() => response.end('yes'), delayMs));
    this.#servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  /** A file of the folder, as long as the text. Gives its path. */
  file(name: string, text = ''): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** A disk of its own, which takes no room while nothing is written. Gives its name: loop7. */
  disk(bytes: number): string {
    const image = this.file('disk');
    truncateSync(image, bytes);
    const device = execFileSync('losetup', ['--find', '--show', image], {
      encoding: 'utf8',
    }).trim();
    this.#cleanings.unshift(['losetup', '--detach', device]);
    return device.slice('/dev/'.length);
  }

  /** A file system of 8 MB on a disk of its own. Gives the names of the disk and of its folder. */
  fileSystem(): { readonly disk: string; readonly mounted: string } {
    const disk = this.disk(8 << 20);
    const mounted = join(this.folder, 'mounted');
    mkdirSync(mounted);
    execFileSync('mkfs.ext2', ['-q', `/dev/${disk}`]);
    execFileSync('mount', [`/dev/${disk}`, mounted]);
    this.#cleanings.unshift(['umount', mounted]);
    return { disk, mounted };
  }

  /** Runs a text of Perl, with a tool that may be told the number of its process. */
  async watch(perl: string, tool: (pid: number) => readonly string[]): Promise<Watched> {
    const work = this.waiting(perl);
    await work.says('up');
    const output = await this.whileTracing(tool(work.pid), () => work.go());
    const { stdout, stderr } = await work.ended;
    if (stderr !== '') throw new Error(stderr);
    return { pid: work.pid, output, said: stdout.slice('up'.length) };
  }

  /** What a tool prints while a process sleeps, and how many events of the system it must and may show. */
  async whileSleeping(
    tool: readonly string[],
    count: () => number,
  ): Promise<{ readonly output: string; readonly least: number; readonly most: number }> {
    const work = this.waiting('select undef, undef, undef, 0.01 for 1..10');
    await work.says('up');
    const before = count();
    let least = 0;
    const output = await this.whileTracing(tool, async () => {
      const start = count();
      await work.go();
      least = count() - start;
    });
    return { output, least, most: count() - before };
  }

  /** What a tool (its name and arguments, options of dtrace among them) prints while something goes on. */
  async whileTracing(
    [tool = '', ...args]: readonly string[],
    work: () => Promise<void>,
    settleMs = 0,
  ): Promise<string> {
    const tracer = this.#add(await startTracing('-xargref', '--tool', tool, ...args));
    await work();
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    tracer.child.kill('SIGINT');
    const { stdout, stderr } = await tracer.ended;
    if (stderr !== '') throw new Error(stderr);
    return stdout.replace('ready\n', '');
  }

  #add<R extends Running>(process: R): R {
    this.#started.push(process);
    return process;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const process of this.#started) await process[Symbol.asyncDispose]();
    for (const server of this.#servers) server.close();
    for (const [command = '', ...args] of this.#cleanings) execFileSync(command, args);
    if (this.#folder) rmSync(this.#folder, { recursive: true });
  }
}
