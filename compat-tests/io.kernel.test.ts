/** The io provider beside what the kernel itself counts of a disk (Documentation/block/stat.rst). */
import { describe, expect, it } from 'vitest';
import { Bench, whyNoDisk } from './bench.ts';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';

const reason = whyNoTracing() ?? whyNoProgram('dd', '--version') ?? whyNoDisk();

interface Traced {
  /** What the D program prints: lines of a name and a number. */
  readonly numbers: ReadonlyMap<string, number>;
  /** By how much the disk's statistics grew: requests and sectors read, and written. */
  readonly grown: readonly number[];
}

/** Runs commands of a shell that is $target in the program, in which $$1 is the disk. */
async function watchDisk(
  bench: Bench,
  disk: string,
  commands: string,
  program: string,
): Promise<Traced> {
  const tell = `echo statistics $(cat /sys/block/${disk}/stat)`;
  const work = bench.file('work', `${tell}\n${commands}\n${tell}\n`);
  const run = await trace(
    '-q',
    '-xargref',
    '-xstrsize=64',
    '-n',
    program,
    '-c',
    `sh ${work}`,
    disk,
  );
  expect(run.stderr).toBe('');
  const lines = run.stdout.matchAll(/^(\S+) (-?\d+)$/gm);
  const numbers = [...lines].map(([, name = '', value]) => [name, Number(value)] as const);
  const told = run.stdout.matchAll(/^statistics (.*)$/gm);
  const [before = [], after = []] = [...told].map(([, text = '']) => text.split(' ').map(Number));
  const columns = [0, 2, 4, 6];
  return {
    numbers: new Map(numbers),
    grown: columns.map((column) => (after[column] ?? 0) - (before[column] ?? 0)),
  };
}

/** Requests and bytes, by name of probe and direction; those that are done were started. */
const sums = `
  io:::start /args[1]->dev_statname == $$1 && args[0]->b_flags & B_READ/
  { @n["start-reads"] = sum(1); @n["start-read"] = sum(args[0]->b_bcount); }
  io:::start /args[1]->dev_statname == $$1 && args[0]->b_flags & B_WRITE/
  { @n["start-writes"] = sum(1); @n["start-written"] = sum(args[0]->b_bcount); }
  io:::done /args[1]->dev_statname == $$1 && args[0]->b_flags & B_READ/
  { @n["done-reads"] = sum(1); @n["done-read"] = sum(args[0]->b_bcount); }
  io:::done /args[1]->dev_statname == $$1 && args[0]->b_flags & B_WRITE/
  { @n["done-writes"] = sum(1); @n["done-written"] = sum(args[0]->b_bcount); }
  io:::start /args[1]->dev_statname == $$1/
  { began[args[0]->b_edev, args[0]->b_blkno] = args[0]->b_bcount; }
  io:::done /began[args[0]->b_edev, args[0]->b_blkno] == args[0]->b_bcount/
  { @n["paired"] = sum(1); began[args[0]->b_edev, args[0]->b_blkno] = 0; }
  END { printa("%s %@d\\n", @n); }`;

describe.skipIf(reason !== undefined)(named('io', reason), () => {
  it.each([
    ['if=/dev/DISK of=/dev/null iflag=direct bs=16k count=40', [40, 40 * 32, 0, 0]],
    ['if=/dev/zero of=/dev/DISK oflag=direct bs=8k count=25', [0, 0, 25, 25 * 16]],
  ])('dd %s: each block once, by the process that asked for it', async (words, grown) => {
    await using bench = new Bench();
    const disk = bench.disk(4 << 20);
    const isAsked = grown[0]
      ? 'args[0]->b_flags & B_READ && args[0]->b_bcount == 16384'
      : 'args[0]->b_flags & B_WRITE && args[0]->b_bcount == 8192';
    const program = `${sums}
      io:::start /args[1]->dev_statname == $$1 && (!progenyof($target) || execname != "dd")/
      { @n["stranger"] = sum(1); }
      io:::start /args[1]->dev_statname == $$1 && !(args[0]->b_flags & B_PHYS)/
      { @n["cached"] = sum(1); }
      io:::start,io:::done /args[1]->dev_statname == $$1 && args[2]->fi_pathname != "<none>"/
      { @n["file"] = sum(1); }
      io:::done /args[1]->dev_statname == $$1 && (args[0]->b_error || args[0]->b_flags & B_ERROR)/
      { @n["failed"] = sum(1); }
      io:::wait-start,io:::wait-done /execname == "dd" && args[1]->dev_statname == $$1/
      { @n[probename] = sum(1); @n["wait-other"] = sum(${isAsked} ? 0 : 1); }`;
    const traced = await watchDisk(
      bench,
      disk,
      `dd status=none ${words.replace('DISK', disk)}`,
      program,
    );
    const [reads = 0, read = 0, writes = 0, written = 0] = grown;
    expect(traced.grown).toEqual(grown);
    const some = (name: string, value: number) => (value > 0 ? [[name, value] as const] : []);
    const { numbers } = traced;
    expect(numbers.get('wait-start')).toBe(numbers.get('wait-done'));
    expect(numbers.get('wait-other') ?? 0).toBe(0);
    const others = [...numbers].filter(([name]) => !name.startsWith('wait-'));
    expect(new Map(others)).toEqual(
      new Map([
        ...['start', 'done'].flatMap((probe) => [
          ...some(`${probe}-reads`, reads),
          ...some(`${probe}-read`, read * 512),
          ...some(`${probe}-writes`, writes),
          ...some(`${probe}-written`, written * 512),
        ]),
        ['paired', reads + writes] as const,
      ]),
    );
  });

  it.each(['none', 'mq-deadline'])(
    'a file, with scheduler %s: its name and its bytes',
    async (scheduler) => {
      await using bench = new Bench();
      const { disk, mounted } = bench.fileSystem();
      const set = bench.file(
        'set',
        `echo ${scheduler} 2>/dev/null >/sys/block/${disk}/queue/scheduler\n`,
      );
      const path = `${mounted}/known`;
      const work = `. ${set}
        dd if=/dev/zero of=${path} bs=4k count=50 conv=fsync status=none
        dd if=${path} of=/dev/null iflag=nocache count=0 status=none
        dd if=${path} of=/dev/null bs=4k status=none`;
      const program = `${sums}
      io:::start,io:::done /args[2]->fi_pathname == "${path}"/
      {
        @n[strjoin(probename, args[0]->b_flags & B_READ ? "-in" : "-out")] = sum(args[0]->b_bcount);
        @end["end"] = max(args[2]->fi_offset + args[0]->b_bcount);
      }
      io:::start /args[2]->fi_pathname == "${path}" && (args[2]->fi_mount != "${mounted}" ||
        args[2]->fi_name != "known" || args[2]->fi_dirname != "${mounted}" ||
        args[2]->fi_fs == "<none>" || args[1]->dev_name != "loop" ||
        args[1]->dev_pathname != strjoin("/dev/", $$1) || !(args[0]->b_flags & B_PAGEIO))/
      { @n["wrong"] = sum(1); }
      END { printa("%s %@d\\n", @end); }`;
      const { numbers, grown } = await watchDisk(bench, disk, work, program);
      const names = ['start-in', 'start-out', 'done-in', 'done-out'];
      expect(names.map((name) => numbers.get(name))).toEqual(names.map(() => 50 * 4096));
      expect(numbers.get('wrong')).toBeUndefined();
      expect(numbers.get('end')).toBe(50 * 4096);
      const bytes = ['start-read', 'done-read', 'start-written', 'done-written'];
      const [, read = 0, , written = 0] = grown;
      expect(bytes.map((name) => (numbers.get(name) ?? 0) / 512)).toEqual([
        read,
        read,
        written,
        written,
      ]);
      expect(numbers.get('start-writes')).toBe(numbers.get('done-writes'));
      expect(numbers.get('paired')).toBe(
        (numbers.get('done-reads') ?? 0) + (numbers.get('done-writes') ?? 0),
      );
    },
  );
});
