/** The sched provider beside what the kernel itself counts. */
import { describe, expect, it } from 'vitest';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';
import { patience } from './patience.ts';
import { watch } from './watch.ts';

const reason = whyNoTracing() ?? whyNoProgram('perl', '-e', '1');

/**
 * Works and sleeps by turns, between two calls of getppid(2) that say when to begin and to end; then
 * prints the nanoseconds for which it has run since, by /proc/PID/schedstat.
 */
const workload = `
  sub ran { open my $file, '/proc/self/schedstat'; (split ' ', <$file>)[0] }
  my $before = ran();
  getppid();
  for (1..60) { select undef, undef, undef, 0.002; for (1..250000) { } }
  getppid();
  print 'told ', ran() - $before, "\\n";`;

/** D between the two calls; n["name"] are numbers to print. */
const program = `
  syscall::getppid:entry /pid == $target && !on/
  {
    on = 1; self->since = timestamp;
    nvcsw = curthread->nvcsw; nivcsw = curthread->nivcsw;
  }
  syscall::getppid:return /on == 1/ { on = 2; }
  sched:::sleep /pid == $target && on == 2/ { @n["sleep"] = sum(1); }
  sched:::preempt /pid == $target && on == 2/ { @n["preempt"] = sum(1); }
  sched:::off-cpu /pid == $target && on == 2/
  {
    @n["off-cpu"] = sum(1);
    @n["ran"] = sum(self->since ? timestamp - self->since : 0);
    self->since = 0;
  }
  sched:::on-cpu /pid == $target && on == 2/ { @n["on-cpu"] = sum(1); self->since = timestamp; }
  sched:::on-cpu /pid == $target && on == 2 && (ppid != $pid || uid != $uid || execname != "perl")/
  {
    @n["stranger"] = sum(1);
  }
  sched:::wakeup /args[1]->pr_pid == $target && on == 2/ { @n["wakeup"] = sum(1); }
  sched:::enqueue /args[1]->pr_pid == $target && on == 2/
  {
    @n["enqueue"] = sum(1);
    queue = args[2]->cpu_id;
  }
  sched:::dequeue /args[0]->pr_lwpid == $target && on == 2/
  {
    @n["dequeue"] = sum(1);
    @n["elsewhere"] = sum(args[2]->cpu_id == queue ? 0 : 1);
  }
  sched:::tick /pid == $target && on == 2/ { @n["tick"] = sum(1); }
  syscall::getppid:entry /pid == $target && on == 2/
  {
    on = 3;
    @n["ran"] = sum(timestamp - self->since);
    @n["nvcsw"] = sum(curthread->nvcsw - nvcsw);
    @n["nivcsw"] = sum(curthread->nivcsw - nivcsw);
  }
  END { printa("%s %@d\\n", @n); }`;

/** Within 5 %. */
function expectNearly(actual: number, expected: number): void {
  expect(Math.abs(actual - expected) / expected, `${actual} of ${expected}`).toBeLessThan(0.05);
}

describe.skipIf(reason !== undefined)(named('sched', reason), () => {
  it('a thread that works and sleeps', async () => {
    const seen = await watch(workload, program);
    const of = (name: string): number => seen.get(name) ?? 0;

    expect(of('sleep')).toBeGreaterThanOrEqual(60);
    expect([of('sleep'), of('preempt')]).toEqual([of('nvcsw'), of('nivcsw')]);
    expect(of('off-cpu')).toBe(of('nvcsw') + of('nivcsw'));
    expect([of('stranger'), of('elsewhere')]).toEqual([0, 0]);
    // These fire in threads that come before it; a machine may hide its own from tracing.
    expectNearly(of('on-cpu'), of('off-cpu'));
    expectNearly(of('wakeup'), of('sleep'));
    expectNearly(of('enqueue'), of('off-cpu'));
    expectNearly(of('dequeue'), of('enqueue'));
    expectNearly(of('ran'), of('told'));
    // A hundred a second, of which the kernel skips some: see the profile provider.
    expect(of('tick')).toBeGreaterThan(of('told') / 20e6);
    expect(of('tick')).toBeLessThan(of('told') / 10e6 + 10);
  });

  // A thread that leaves its processor has its time booked just before.
  it('vtimestamp is the time that the kernel has booked', async () => {
    const seen = await watch(
      'select undef, undef, undef, 0.001 for 1..50',
      `sched:::off-cpu /pid == $target/
       { @["ahead"] = avg((int64_t)(vtimestamp - curthread->se.sum_exec_runtime)); }
       END { printa("%s %@d\\n", @); }`,
    );
    expect(Math.abs(seen.get('ahead') ?? Number.NaN)).toBeLessThan(100_000 * patience);
  });

  it('change-pri: what nice(2) changes, as Solaris has it', async () => {
    const { stdout } = await trace(
      '-qn',
      `sched:::change-pri /pid == $target && args[1]->pr_pid == pid/
       { printf("%d %d\\n", args[0]->pr_pri, args[2]); }`,
      ...['-c', 'perl -MPOSIX -e POSIX::nice(5);POSIX::nice(14)'],
    );
    expect(stdout.trim().split('\n')).toEqual(['29 22', '22 0']);
  });
});
