/** One-liners over processes of the tests' own: what is counted must be exactly what happened. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  caller,
  callsOfGetppid,
  named,
  Running,
  startTracing,
  trace,
  whyNoProgram,
  whyNoTracing,
} from './kernel.ts';
import { patience } from './patience.ts';

const reason = whyNoTracing() ?? whyNoProgram('perl', '-e', '1');
const suite = describe.skipIf(reason !== undefined);

const CALLS = 100_000;

/** The last number of a line, by what stands before it. */
function table(text: string): Map<string, number> {
  const rows = [...text.matchAll(/^\s*(\S+)\s+(\d+)$/gm)];
  return new Map(rows.map(([, key = '', count]) => [key, Number(count)]));
}

suite(named('counting', reason), () => {
  it('100,000 calls are 100,000', async () => {
    const text = 'syscall::getppid:entry /pid == $target/ { @n = count(); n++; }';
    const end = 'END { printa("agg %@d\\n", @n); printf("var %d\\n", n); }';
    const { stdout } = await trace('-qn', text, '-n', end, '-c', callsOfGetppid(CALLS));
    expect(stdout).toBe(`agg ${CALLS}\nvar ${CALLS}\n\n`);
  });

  it('100,000 of each of four processes at once, without a drop', async () => {
    await using one = caller(CALLS);
    await using two = caller(CALLS);
    await using three = caller(CALLS);
    await using four = caller(CALLS);
    const callers = [one, two, three, four];
    await Promise.all(callers.map((process) => process.says('up')));
    const mine = callers.map(({ pid }) => `pid == ${pid}`).join(' || ');
    await using run = await startTracing(
      '-n',
      `syscall::getppid:entry /${mine}/ { @[pid] = count(); }`,
    );
    for (const { child } of callers) child.stdin?.end('go\n');
    await Promise.all(callers.map(({ ended }) => ended));
    run.child.kill('SIGINT');
    const { stdout, stderr } = await run.ended;
    expect(table(stdout)).toEqual(new Map(callers.map(({ pid }) => [String(pid), CALLS])));
    expect(stderr).toBe('');
  });

  it('entries, returns and measured times are as many', async () => {
    const { stdout } = await trace(
      '-qn',
      `syscall::getppid:entry /pid == $target/ { self->t = timestamp; @c["entries"] = count(); }
       syscall::getppid:return /self->t/ { @q = quantize(timestamp - self->t); self->t = 0; }
       syscall::getppid:return /pid == $target/ { @c["returns"] = count(); }
       END { printa(@c); printa(@q); }`,
      '-c',
      callsOfGetppid(20_000),
    );
    const counts = table(stdout);
    expect([counts.get('entries'), counts.get('returns')]).toEqual([20_000, 20_000]);
    const bars = [...stdout.matchAll(/^ +\d+ \|[@ ]{40} (\d+) *$/gm)];
    expect(bars.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(20_000);
  });

  it('what is dropped is counted: lines and drops are as many as calls', async () => {
    const { stdout, stderr } = await trace(
      ...['-qb', '4k', '-xswitchrate=1s', '-n'],
      'syscall::getppid:entry /pid == $target/ { printf("line %d %d\\n", n++, timestamp); }',
      ...['-c', callsOfGetppid(CALLS)],
    );
    const lines = stdout.match(/^line /gm)?.length ?? 0;
    const drops = [...stderr.matchAll(/^dtrace: (\d+) drops? on CPU \d+$/gm)];
    expect(drops.length).toBeGreaterThan(0);
    expect(lines + drops.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(CALLS);
  });
});

suite(named('arguments', reason), () => {
  it('copyinstr gives the path, and a call that fails gives -1 and errno', async () => {
    const { stdout } = await trace(
      '-qn',
      `syscall::openat:entry /pid == $target/ { self->path = arg1; }
       syscall::openat:return /self->path/
       {
         printf("%s %s %d\\n", copyinstr(self->path), (int)arg0 == -1 ? "failed" : "opened", errno);
         self->path = 0;
       }`,
      ...['-c', 'perl -e open(F,"/etc/passwd");open(F,"/no/such/file");open(F,"/etc/passwd/x")'],
    );
    const lines = stdout.split('\n');
    const expected = ['/etc/passwd opened 0', '/no/such/file failed 2', '/etc/passwd/x failed 20'];
    expect(lines).toEqual(expect.arrayContaining(expected));
  });

  it('-c holds the command until all is enabled: its first call is seen', async () => {
    const first = 'syscall:::entry /pid == $target && n++ == 0/ { printf("%s", probefunc); }';
    const { stdout } = await trace('-xevaltime=exec', '-qn', first, '-c', '/bin/true');
    expect(stdout).toBe('brk\n');
  });
});

const noStrace = reason ?? whyNoProgram('strace', '-c', '/bin/true');

describe.skipIf(noStrace !== undefined)(named('beside strace -c', noStrace), () => {
  it('every call and every failure of a command is counted alike', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
    const command = ['ls', '-l', '/'];
    try {
      const report = join(folder, 'report');
      await new Running('strace', ['-f', '-c', '-o', report, ...command]).ended;
      const { stdout } = await trace(
        ...['-o', join(folder, 'counts'), '-xevaltime=exec', '-qn'],
        `syscall:::entry /pid == $target/ { @calls[probefunc] = count(); }
         syscall:::return /pid == $target && errno/ { @errors[probefunc] = count(); }
         END { printa("call.%s %@d\\n", @calls); printa("error.%s %@d\\n", @errors); }`,
        ...['-c', command.join(' ')],
      );
      expect(stdout).toContain('usr');
      const counted = table(readFileSync(join(folder, 'counts'), 'utf8'));
      // It is seen by strace before, and by neither after, its return.
      for (const name of ['execve', 'exit_group']) counted.delete(`call.${name}`);
      expect(counted).toEqual(reported(readFileSync(report, 'utf8')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** The table of strace -c: % time, seconds, usecs/call, calls, errors if any, name. */
function reported(text: string): Map<string, number> {
  const rows = text.matchAll(/^ *[\d.]+ +[\d.]+ +\d+ +(\d+) +(\d*) *([a-z]\w*)$/gm);
  const entries = [...rows].flatMap(([, calls, errors, name = '']): [string, number][] => {
    if (name === 'total' || name === 'execve' || name === 'exit_group') return [];
    const failures: [string, number][] = errors ? [[`error.${name}`, Number(errors)]] : [];
    return [[`call.${name}`, Number(calls)], ...failures];
  });
  return new Map(entries);
}

suite(named('clocks', reason), () => {
  it('tick-100ms comes ten times in a second', async () => {
    const { stdout } = await trace(
      '-qn',
      'tick-100ms { n++; } tick-1050ms { printf("%d", n); exit(0); }',
    );
    expect(stdout).toBe('10\n');
  });

  it('profile-97 finds a busy process 97 times for each second of its time', async () => {
    const { stdout } = await trace(
      ...['-qn', 'profile-97 /pid == $target/ { @ = count(); } END { printa("%@d samples", @); }'],
      ...['-c', 'perl -e $e=time+2;1while(time<$e);printf("%f_seconds",(times)[0]+(times)[1])'],
    );
    const samples = Number(/(\d+) samples/.exec(stdout)?.[1]);
    const seconds = Number(/([\d.]+)_seconds/.exec(stdout)?.[1]);
    // An emulated processor loses interrupts.
    expect(samples / seconds).toBeGreaterThan(97 * (patience > 1 ? 0.5 : 0.8));
    expect(samples / seconds).toBeLessThan(97 * 1.2);
  });

  it("a tick's stack begins where the processor was", async () => {
    const { stdout } = await trace(
      '-qn',
      `tick-5ms /arg0 && pid == $target && n++ < 20/ { printf("at %a", arg0); stack(1); }
       tick-5ms /n == 20/ { exit(0); }`,
      // It ticks on the first processor, and the scheduler may leave the command on another one.
      ...['-c', 'taskset -c 0 dd if=/dev/urandom of=/dev/null bs=64k status=none'],
    );
    const samples = [...stdout.matchAll(/^at (\S+)\n +(\S+)$/gm)];
    const right = samples.filter(([, pc, frame]) => pc === frame);
    expect(samples.length).toBe(20);
    // On an emulated processor a late tick may come by another interrupt than the sample that it tells.
    expect(right.length).toBeGreaterThanOrEqual(patience > 1 ? 6 : samples.length);
    expect(samples.join('\n')).not.toMatch(/interrupt|hrtimer|__traceiter/);
  });
});

suite(named('where -c holds the command', reason), () => {
  it.each([
    ['exec', '1'],
    ['preinit', '0'],
    ['main', '0'],
  ])('%s: the dynamic linker is seen %s times', async (evaltime, expected) => {
    const count = 'syscall::set_tid_address:entry /pid == $target/ { n++; }';
    const end = 'END { printf("%d", n); }';
    const { stdout } = await trace('-qn', count, '-n', end, `-xevaltime=${evaltime}`, '-c', 'true');
    expect(stdout.trim()).toBe(expected);
  });
});
