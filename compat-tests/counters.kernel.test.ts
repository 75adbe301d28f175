/** The sysinfo and vminfo providers beside what the kernel itself counts of a thread. */
import { describe, expect, it } from 'vitest';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';
import { watch } from './watch.ts';

const reason = whyNoTracing() ?? whyNoProgram('perl', '-e', '1');
/** The work makes calls by their numbers. */
const isX86 = process.arch === 'x64';
const noFaults =
  whyNoTracing('page-fault-events') ??
  (isX86 ? undefined : 'the calls are made by their numbers on x86-64');

/** Work between two calls of getppid(2), which say when to begin and to end. */
const between = (work: string): string => `getppid(); ${work} getppid();`;

/** D for probes between the two calls, and for what the thread's own counters say of the time. */
function beside(probes: string, counters: Readonly<Record<string, string>>): string {
  const names = Object.entries(counters);
  return `
    syscall::getppid:entry /pid == $target && !on/
    { on = 1; ${names.map(([name, member]) => `v_${name} = ${member};`).join(' ')} }
    syscall::getppid:return /pid == $target && on == 1/ { on = 2; }
    ${probes}
    syscall::getppid:entry /pid == $target && on == 2/
    {
      on = 3;
      ${names.map(([name, member]) => `@n["own-${name}"] = sum(${member} - v_${name});`).join('\n')}
    }
    END { printa("%s %@d\\n", @n); }`;
}

const at = 'pid == $target && on == 2';

describe.skipIf(reason !== undefined)(named('sysinfo and vminfo', reason), () => {
  it('bytes and calls of reading and writing, as in /proc/PID/io', async () => {
    const work = `open my $f, '+>', 'FOLDER/file' or die; my $b = 'x' x 3000;
      pipe my $r, my $w;
      ${between(`
        syswrite $f, $b, $_ for 1..40;
        sysseek $f, 0, 0;
        sysread $f, my $c, 700 for 1..12;
        syswrite $w, $b, 100; sysread $r, my $c, 4096; close $w; sysread $r, $c, 1;`)}`;
    const numbers = await watch(
      work,
      beside(
        `sysinfo:::readch, sysinfo:::writech /${at}/ { @n[probename] = sum(arg0); }
         sysinfo:::sysread, sysinfo:::syswrite /${at}/ { @n[probename] = sum(arg0); }`,
        {
          readch: 'curthread->ioac.rchar',
          writech: 'curthread->ioac.wchar',
          sysread: 'curthread->ioac.syscr',
          syswrite: 'curthread->ioac.syscw',
        },
      ),
    );
    const expected = { readch: 820 + 100, writech: 820 + 100, sysread: 14, syswrite: 41 };
    for (const [name, value] of Object.entries(expected)) {
      expect(numbers.get(name), name).toBe(value);
      expect(numbers.get(`own-${name}`), name).toBe(value);
    }
  });

  it("switches, of one's own will and not, as getrusage(2) has them", async () => {
    const work = between('for (1..40) { select undef, undef, undef, 0.01; for (1..100000) { } }');
    const numbers = await watch(
      work,
      beside(`sysinfo:::pswitch, sysinfo:::inv_swtch /${at}/ { @n[probename] = sum(arg0); }`, {
        own: 'curthread->nvcsw',
        inv_swtch: 'curthread->nivcsw',
      }),
    );
    expect(numbers.get('inv_swtch') ?? 0).toBe(numbers.get('own-inv_swtch'));
    const own = (numbers.get('own-own') ?? 0) + (numbers.get('own-inv_swtch') ?? 0);
    expect(numbers.get('pswitch')).toBe(own);
    expect(own).toBeGreaterThanOrEqual(40);
  });

  it('processes of a known tree', async () => {
    const work = `for my $n (1..5) {
        my $pid = fork; if (!$pid) { exec '/bin/sh', '-c', ':' if $n > 3; exit }
        waitpid $pid, 0;
      }`;
    const names = ['sysfork', 'sysvfork', 'sysexec', 'nthreads', 'procovf'];
    const numbers = await watch(
      work,
      `${names.map((name) => `sysinfo:::${name}`)} /progenyof($target)/ { @n[probename] = sum(arg0); }
       END { printa("%s %@d\\n", @n); }`,
    );
    expect(numbers).toEqual(
      new Map([
        ['sysexec', 2],
        ['nthreads', 5],
        ['sysfork', 5],
      ]),
    );
  });

  it.skipIf(noFaults !== undefined)(
    named('page faults, as getrusage(2) has them', noFaults),
    async () => {
      const faults = 'vminfo:::as_fault, vminfo:::prot_fault';
      const [pages, page] = [1500, 4096];
      // mmap(2) without MAP_POPULATE, of a file that is not in memory any more (posix_fadvise(2)).
      const work = `open my $f, '+>', 'FOLDER/file' or die; syswrite $f, 'x' x 65536; syscall 74, fileno $f;
      my $pages = syscall 9, 0, ${pages * page}, 3, 0x22, -1, 0;
      syscall 28, $pages, ${pages * page}, 15;
      my $file = syscall 9, 0, 65536, 1, 1, fileno $f, 0;
      syscall 221, fileno $f, 0, 0, 4;
      sysseek $f, 0, 0;
      ${between(`
        syscall 0, fileno $f, $pages + $_ * ${page}, 1 for 0..${pages - 1};
        unpack 'P1', pack 'Q', $file;`)}`;
      const numbers = await watch(
        work,
        beside(
          `${faults} /${at}/ { @n["faults"] = sum(arg0); }
         vminfo:::maj_fault /${at}/ { @n["major"] = sum(arg0); }
         vminfo:::zfod /${at}/ { @n["zfod"] = sum(arg0); }`,
          { minor: 'curthread->min_flt', major: 'curthread->maj_flt' },
        ),
      );
      const major = numbers.get('own-major') ?? 0;
      expect(numbers.get('major') ?? 0).toBe(major);
      expect(numbers.get('faults')).toBe((numbers.get('own-minor') ?? 0) + major);
      expect(numbers.get('faults')).toBeGreaterThanOrEqual(pages);
      expect(numbers.get('zfod')).toBeGreaterThanOrEqual(pages);
    },
  );

  it('all of them at once, with their arguments', async () => {
    const run = await trace(
      '-qn',
      'BEGIN { exit(0); } sysinfo:::, vminfo:::, fpuinfo:::, io::: { @[probename] = sum(arg0); }',
    );
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });
});
