/** The proc provider beside what the processes themselves know of each other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { syscallNumber } from '../src/machine/index.ts';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';
import { watch } from './watch.ts';

const reason = whyNoTracing() ?? whyNoProgram('perl', '-e', '1');
const suite = describe.skipIf(reason !== undefined);

/** Those of the numbers whose names begin so, without that. */
function part(numbers: ReadonlyMap<string, number>, prefix: string): Map<string, number> {
  const own = [...numbers].filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

/** `perl.` is what wait(2) tells the parent, `dtrace.` what the probes do. */
const forkTree = `
  use strict;
  my %seen = map { ("perl.$_" => 0) } qw(create exited killed dumped);
  sub child { my ($do) = @_;
    my $pid = fork // die;
    if (!$pid) { $do->(); exit 0 }
    waitpid($pid, 0);
    $seen{'perl.create'}++;
    $seen{'perl.' . (($? & 127) == 0 ? 'exited' : $? & 128 ? 'dumped' : 'killed')}++;
  }
  child(sub { }) for 1..5;
  child(sub { exit 3 }) for 1..3;
  child(sub { kill KILL => $$ }) for 1..2;
  child(sub { kill USR1 => $$ });
  child(sub { chdir 'FOLDER'; exec 'sh', '-c', 'ulimit -c unlimited; kill -ABRT $$' });
  print "$_ $seen{$_}\\n" for sort keys %seen;
`;

suite(named('proc', reason), () => {
  it('a fork tree of known shape: each child once, in order, and how it ended', async () => {
    const numbers = await watch(
      forkTree,
      `proc:::create /pid == $target/ { @n["dtrace.create"] = count(); born[args[0]->pr_pid] = 1; }
       proc:::start /born[pid] == 1/ { @n["dtrace.start"] = count(); born[pid] = 2; }
       proc:::lwp-start /born[pid] == 2/ { @n["dtrace.lwp-start"] = count(); born[pid] = 3; }
       proc:::lwp-exit /born[pid] == 3/ { @n["dtrace.lwp-exit"] = count(); born[pid] = 4; }
       proc:::exit /born[pid] == 4 && curpsinfo->pr_ppid == $target/
       {
         @n[args[0] == CLD_EXITED ? "dtrace.exited" : args[0] == CLD_DUMPED ? "dtrace.dumped" :
            args[0] == CLD_KILLED ? "dtrace.killed" : "dtrace.other"] = count();
       }
       END { printa("%s %@d\\n", @n); }`,
    );
    const told = part(numbers, 'perl.');
    expect(told.get('create')).toBe(12);
    const each = ['start', 'lwp-start', 'lwp-exit'].map((name) => [name, 12] as const);
    const seen = [...told].filter(([, count]) => count > 0);
    expect(part(numbers, 'dtrace.')).toEqual(new Map([...seen, ...each]));
  });

  it('programs that are there run, the others fail with their error', async () => {
    const numbers = await watch(
      `for (1..4) { fork or exec('/bin/true'); wait }
       for (1..6) { fork or do { no warnings; exec('/no/such/program'); exit 1 }; wait }
       for (1..2) { fork or do { no warnings; exec('/etc/passwd'); exit 1 }; wait }`,
      `proc:::exec /progenyof($target) && pid != $target/ { @n[strjoin("exec.", args[0])] = count(); }
       proc:::exec-success /progenyof($target) && pid != $target/ { @n[execname] = count(); }
       proc:::exec-failure /progenyof($target)/ { @n[strjoin("errno.", lltostr(args[0]))] = count(); }
       END { printa("%s %@d\\n", @n); }`,
    );
    expect(Object.fromEntries(numbers)).toEqual({
      'exec./bin/true': 4,
      'exec./no/such/program': 6,
      'exec./etc/passwd': 2,
      true: 4,
      'errno.2': 6,
      'errno.13': 2,
    });
  });

  it('signals: sent, handled, discarded, and taken by one who waits for them', async () => {
    const wait = syscallNumber('rt_sigtimedwait');
    const numbers = await watch(
      `use POSIX;
       my $handled = 0; $SIG{USR1} = sub { $handled++ };
       kill USR1 => $$ for 1..20;
       $SIG{USR2} = 'IGNORE'; kill USR2 => $$ for 1..7;
       sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGHUP));
       my $set = pack 'Q', 1 << SIGHUP - 1;
       for (1..3) { kill HUP => $$; syscall(${wait}, $set, 0, 0, 8) == SIGHUP or die }
       print "perl $handled\\n";`,
      `proc:::signal-send /pid == $target && args[1]->pr_pid == pid && args[0]->pr_lwpid == tid/
         { @n[strjoin("send.", lltostr(args[2]))] = count(); }
       proc:::signal-discard /pid == $target && args[1]->pr_pid == pid/
         { @n[strjoin("discard.", lltostr(args[2]))] = count(); }
       proc:::signal-handle /pid == $target && args[1]->si_pid == pid && args[2] != NULL/
         { @n[strjoin("handle.", lltostr(args[0]))] = count(); }
       proc:::signal-clear /pid == $target && args[1]->si_signo == 0/
         { @n[strjoin("clear.", lltostr(args[0]))] = count(); }
       END { printa("%s %@d\\n", @n); }`,
    );
    expect(Object.fromEntries(numbers)).toEqual({
      perl: 20,
      'send.10': 20,
      'send.1': 3,
      'discard.12': 7,
      'handle.10': 20,
      'clear.1': 3,
    });
  });

  it('a fault, at its address, before the signal that it becomes', async () => {
    const numbers = await watch(
      `for (1..2) { fork or unpack('p', pack('Q', 8)); wait }`,
      `proc:::fault /ppid == $target && args[0] == FLTBOUNDS/
         { @n[strjoin("fault.", lltostr((uint64_t)args[1]->si_addr))] = count(); self->fault = 1; }
       proc:::signal-send /self->fault && args[2] == SIGSEGV/ { @n["send"] = count(); }
       END { printa("%s %@d\\n", @n); }`,
    );
    expect(Object.fromEntries(numbers)).toEqual({ 'fault.8': 2, send: 2 });
  });

  it('threads: as many as the process has', async () => {
    const numbers = await watch(
      `const { readdirSync } = require('node:fs');
       const { Worker } = require('node:worker_threads');
       let waiting = 4;
       const idle = 'setTimeout(() => {}, 1e6)';
       for (let n = 0; n < 4; n++) new Worker(idle, { eval: true }).once('online', () => {
         if (--waiting > 0) return;
         console.log('tasks ' + (readdirSync('/proc/self/task').length - 1));
         process.kill(process.pid, 'SIGKILL');
       });`,
      `proc:::lwp-create /pid == $target && args[1]->pr_pid == pid/ { @n["create"] = count(); }
       proc:::lwp-start /pid == $target/ { @n["start"] = count(); }
       proc:::lwp-exit /pid == $target/ { @n["exit"] = count(); }
       proc:::exit /pid == $target && args[0] == CLD_KILLED/ { @n["end"] = count(); }
       END { printa("%s %@d\\n", @n); }`,
      process.execPath,
    );
    const tasks = numbers.get('tasks') ?? 0;
    expect(tasks).toBeGreaterThan(4);
    expect(Object.fromEntries(numbers)).toEqual({
      tasks,
      create: tasks,
      start: tasks,
      exit: tasks + 1,
      end: 1,
    });
  });
});

suite(named('pr_psargs', reason), () => {
  /** Children that sleep for times that nobody else sleeps. */
  const sleepers = `
    for my $time ('0.0401', '0.0402') { fork or exec('sleep', $time); wait }
    if (!fork) { select undef, undef, undef, 0.04; exit }
    wait;`;

  it.each([
    ['of the thread that comes next', 'sched:::on-cpu /ppid == $target/', 'curpsinfo->pr_psargs'],
    [
      'of one that is chosen',
      'sched:::off-cpu /args[1]->pr_ppid == $target/',
      'args[1]->pr_psargs',
    ],
    ['of one that ends', 'proc:::exit /ppid == $target/', 'curpsinfo->pr_psargs'],
    ['of one that is woken', 'sched:::wakeup /args[1]->pr_ppid == $target/', 'args[1]->pr_psargs'],
  ])('%s', async (_, probe, text) => {
    const numbers = await watch(
      sleepers,
      `${probe} { this->text = ${text};
         this->is = this->text == "sleep 0.0401" ? "first" : this->text == "sleep 0.0402" ? "second" :
           strstr(this->text, "perl ") == this->text && substr(this->text, 5, 5) == "/tmp/" ? "perl" : "other";
         @n[this->is] = max(1); }
       END { printa("%s %@d\\n", @n); }`,
    );
    expect(Object.fromEntries(numbers)).toEqual({ first: 1, second: 1, perl: 1 });
  });

  it('of a process that was there before', async () => {
    // It would have nothing else to do while it waits.
    const awake = setInterval(() => undefined, 10);
    const { stdout } = await trace(
      '-qn',
      `sched:::off-cpu /args[1]->pr_pid == ${process.pid}/ { printf("%s", args[1]->pr_psargs); exit(0); }
       tick-5s { exit(1); }`,
    );
    clearInterval(awake);
    const own = readFileSync('/proc/self/cmdline', 'latin1').replaceAll('\0', ' ').trimEnd();
    expect(stdout.trimEnd()).toBe(own.slice(0, 79).trimEnd());
  });
});
