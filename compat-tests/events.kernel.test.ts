/** Tracepoints, perf events and locks beside what else the kernel says of the same work. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dtrace, named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';
import { patience } from './patience.ts';

const reason = whyNoTracing('btf', 'tracefs') ?? whyNoProgram('perl', '-e', '1');
const suite = describe.skipIf(reason !== undefined);

/** Numbers at the ends of lines, by what stands before them. */
function counts(text: string): Readonly<Record<string, number>> {
  const rows = [...text.matchAll(/^ *(\S.*?) +(\d+)$/gm)];
  return Object.fromEntries(rows.map(([, key = '', n]) => [key.replace(/ +/g, ' '), Number(n)]));
}

/** Traces a Perl text, which may have blanks. */
async function traceWork(script: string, work: string) {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
  const path = join(folder, 'work.pl');
  writeFileSync(path, work);
  try {
    return await trace('-qn', script, '-c', `perl ${path} ${folder}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FORKS = 20;
const forks = `perl -e for(1..${FORKS}){exit(0)if!fork;wait}`;

suite(named('tracepoints', reason), () => {
  it('fire as often as what they tell of happens, by their record and by their parameters', async () => {
    const { stdout, stderr } = await trace(
      '-qn',
      `sdt:sched::sched_process_fork /pid == $target/ { @["sdt"] = count(); }
       sdt:sched::sched_process_fork /args[1] == $target/ { @["sdt record"] = count(); }
       sdt:task::task_newtask /stringof(args[1]) == "perl" && pid == $target/ { @["comm"] = count(); }
       rawtp:::sched_process_fork /pid == $target/ { @["rawtp"] = count(); }
       rawtp:::sched_process_fork /args[0]->tgid == $target && args[1]->tgid != $target/
       { @["rawtp tasks"] = count(); }
       proc:::create /pid == $target/ { @["proc"] = count(); }`,
      ...['-c', forks],
    );
    expect(stderr).toBe('');
    const expected = ['comm', 'proc', 'rawtp', 'rawtp tasks', 'sdt', 'sdt record'];
    expect(counts(stdout)).toEqual(Object.fromEntries(expected.map((name) => [name, FORKS])));
  });

  it('have numbers as the kernel means them: an exit code, a negative priority', async () => {
    const { stdout } = await trace(
      '-qn',
      `rawtp:raw_syscalls::sys_exit /pid == $target && args[1] == -2/ { @["two"] = count(); }
       sdt:raw_syscalls::sys_exit /pid == $target && args[1] == -2/ { @["fields"] = count(); }
       sdt:raw_syscalls::sys_exit /pid == $target && arg1 == -2/ { @["number"] = count(); }
       syscall:::return /pid == $target && errno == ENOENT/ { @["errno"] = count(); }`,
      ...['-c', 'perl -e for(1..7){open(F,"/no/such/file")}'],
    );
    const { errno = 0, ...others } = counts(stdout);
    expect(errno).toBeGreaterThanOrEqual(7);
    expect(others).toEqual({ two: errno, fields: errno, number: errno });
  });

  it('all at once: what is counted is right, and quickly there', async () => {
    const { stdout, stderr } = await trace(
      '-qn',
      `rawtp::: /pid == $target/ { @[probename] = count(); }
       syscall:::entry /pid == $target/ { @c = count(); }
       END { printa("calls %@d\\n", @c); printa("%s %@d\\n", @); }`,
      ...['-c', 'perl -e getppid()for(1..5000)'],
    );
    const { calls = 0, sys_enter } = counts(stdout);
    expect(calls).toBeGreaterThan(5000);
    expect(sys_enter).toBe(calls);
    expect(stderr.replace(/^dtrace: \d+ nested probe drops? on CPU \d+\n/gm, '')).toBe('');
  });

  it('a stack begins in the function that has the tracepoint', async () => {
    for (const probe of [
      'rawtp:sched::sched_switch',
      'sdt:sched::sched_switch',
      'sched:::off-cpu',
    ]) {
      const { stdout } = await trace('-qn', `${probe} { stack(1); exit(0); }`);
      expect(stdout).toMatch(/^\s*vmlinux`__schedule\+0x/);
    }
    const { stdout } = await trace(
      '-qn',
      'sdt:sched::sched_switch { trace(arg1); stack(1); exit(0); }',
    );
    expect(stdout).toContain('vmlinux`__schedule+0x');
  });

  it('are listed, with those of all providers, in half a second', () => {
    const started = process.hrtime.bigint();
    const list = execFileSync(dtrace, ['-l'], { encoding: 'latin1', maxBuffer: 1 << 24 });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const rows = list.split('\n');
    const functions = rows.filter((row) => / fbt /.test(row)).length;
    expect(rows.length - functions).toBeGreaterThan(2000);
    // On a machine with nothing else to do it is 0.2; where there are functions, they are ten thousands.
    expect(seconds).toBeLessThan(2 * patience * (1 + functions / 20_000));
  });
});

/** Touches 500 pages between two readings of the number of its faults. */
const faults = `
sub faults { sysseek(S, 0, 0); sysread(S, $b, 500); (split(/ /, substr($b, rindex($b, ")"))))[8] }
open(S, "/proc/self/stat"); faults() for 1..50;
$a = faults(); $x = "x" x 2048000; $z = faults(); print "faults ", $z - $a, "\\n";`;

suite(named('cpc', reason), () => {
  it('counts page faults as the kernel does', async () => {
    const { stdout } = await traceWork(
      `syscall::read:entry /pid == $target/ { reads++; inside = 1; }
       syscall::read:return /pid == $target/ { inside = 0; }
       cpc:::page_faults-all-1 /pid == $target && !inside/ { @[reads] = count(); }
       cpc:::minor_faults-user-1 /pid == $target && !inside/ { @user[reads] = count(); }
       END { printa("all %d %@d\\n", @); printa("user %d %@d\\n", @user); }`,
      faults,
    );
    const told = counts(stdout)['faults'] ?? 0;
    expect(told).toBeGreaterThanOrEqual(500);
    const ofMost = (name: string) => {
      const found = [...stdout.matchAll(new RegExp(`^${name} \\d+ (\\d+)$`, 'gm'))];
      return found.map(([, n]) => Number(n));
    };
    expect(ofMost('all')).toContain(told);
    expect(ofMost('user')).toContain(told);
  });

  it('tells where the processor is', async () => {
    const { stdout } = await trace(
      '-qn',
      `cpc:::cpu_clock-all-1000000 /pid == $target/
       { @[arg0 == 0, arg1 == 0] = count(); } END { printa("%d %d %@d\\n", @); }`,
      ...['-c', 'perl -e $i++while($i<5e6)'],
    );
    // Either in the kernel or not.
    expect(stdout).not.toMatch(/^(?:0 0|1 1) /m);
    expect(Number(/^1 0 (\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(10);
  });

  const hasCounters = whyNoTracing('cpu-counters') === undefined;
  const tooMuch = hasCounters ? 'this processor has counters' : undefined;
  it.skipIf(hasCounters)(named('an event that there is no counter for', tooMuch), async () => {
    const { stderr, status } = await trace('-n', 'cpc:::instructions-all-10000 { @ = count(); }');
    expect(stderr).toContain(
      'failed to enable cpc:::instructions-all-10000: this machine has no such counter',
    );
    expect(status).toBe(1);
  });
});

/** Processes that make files in the same folder, whose lock they wait for. */
const rivals = `
for my $n (1..4) {
  next if fork;
  for (1..2000) { open(F, ">$ARGV[0]/$n"); close(F); unlink("$ARGV[0]/$n") }
  exit;
}
1 while wait() > 0;`;

const noContention = reason ?? whyNoTracing('contention');

describe.skipIf(noContention !== undefined)(named('lockstat', noContention), () => {
  it('tells of every wait that the kernel tells of, and for how long', async () => {
    const { stdout, stderr } = await traceWork(
      `rawtp:lock::contention_end /progenyof($target)/ { @["ends"] = count(); }
       lockstat::: /progenyof($target)/ { @["waits"] = count(); }
       lockstat:::rw-block /progenyof($target)/ { @["blocks"] = count(); @slept["slept"] = sum(arg1); }
       lockstat:::rw-block /progenyof($target) && arg2/ { @["readers"] = count(); }
       BEGIN { started = timestamp; } END { printf("time %d\\n", timestamp - started); }`,
      rivals,
    );
    expect(stderr).toBe('');
    const { ends = 0, waits = 0, blocks = 0, slept = 0, time = 0 } = counts(stdout);
    expect(blocks).toBeGreaterThan(0);
    // Semaphores are none of them; nor what the programs themselves wait for.
    expect(waits).toBeLessThanOrEqual(ends);
    expect(waits).toBeGreaterThan(ends * 0.9 - 3);
    expect(slept).toBeGreaterThan(0);
    expect(slept).toBeLessThan(time * 4);
  });
});
