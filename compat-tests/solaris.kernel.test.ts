/** What scripts for Solaris find on Linux: its system calls, structs, variables and functions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';
import { watch } from './watch.ts';

const reason =
  whyNoTracing() ??
  whyNoProgram('perl', '-e', '1') ??
  (process.arch === 'x64' ? undefined : 'the calls are made by their numbers on x86-64');
const suite = describe.skipIf(reason !== undefined);
const whyNoWitness = whyNoProgram('strace', '-V');

/** A shell that starts others, all of which open files and look for some. */
const COMMANDS = 'cat /etc/hostname; ls -l /nonexistent; stat /etc; (cat /etc/passwd | wc); exit 0';

suite(named('system calls of Solaris', reason), () => {
  it.skipIf(whyNoWitness)(named('are as many as strace counts', whyNoWitness), async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
    try {
      const file = join(folder, 'workload');
      writeFileSync(file, `(${COMMANDS}) >/dev/null 2>&1`);
      const counts = straceCounts(join(folder, 'counts'), file);
      const { stdout } = await trace(
        '-qxevaltime=exec',
        '-n',
        `syscall::open:entry /progenyof($target)/ { open++; }
         syscall::open*:return /progenyof($target)/ { globbed++; }
         syscall::open:entry, syscall::openat:entry /progenyof($target)/ { both++; }
         syscall::stat:entry, syscall::lstat:entry, syscall::fstat:entry, syscall::xstat:entry
           /progenyof($target)/ { status++; }
         syscall::*fork*:return /progenyof($target) && arg0 > 0/ { children++; }
         syscall::exece:return /progenyof($target) && errno == 0/ { execs++; }
         END { printf("%d %d %d %d %d %d", open, globbed, both, status, children, execs); }`,
        '-c',
        `sh ${file}`,
      );
      const { opens, status, children, execs } = counts;
      // The program itself was executed before it is traced.
      const expected = [opens, opens, opens, status, children, execs - 1];
      expect(stdout.trim().split(' ').map(Number)).toEqual(expected);
      expect(opens).toBeGreaterThan(10);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('have their arguments in the places that they have on Solaris', async () => {
    const found = await watch(CALLS, VIEW);
    expect(Object.fromEntries(found)).toEqual({
      'open:66': 1,
      'open:0': 1,
      'open:2': 1,
      'stat:witness': 2,
      'lstat:witness': 1,
      fstat: 2,
      'read:read': 1,
      'read:pread': 1,
      'mask:0:800:5': 1,
      gtime: 1,
      rexit: 3,
      silent: 0,
    });
  });

  it('a program that names some has the arguments of all as there', async () => {
    const found = await watch(
      'my ($name, $buf) = ("FOLDER/witness", "\\0" x 256); getppid(); syscall(257, -100, $name, 66, 0600); syscall(262, -100, $name, $buf, 0); syscall(2, $name, 0, 0);',
      `syscall::getppid:entry /pid == $target/ { self->on = 1; }
       syscall:::entry /self->on/ { self->name = probefunc; self->path = arg0; }
       syscall::open*:return, syscall::stat:return
       /self->path && basename(copyinstr(self->path)) == "witness"/
       { printf("%s:%s 1\\n", self->name, probefunc); self->path = 0; }`,
    );
    expect([...found.keys()]).toEqual(['openat:open', 'newfstatat:stat', 'open:open']);
  });

  it.each([
    ['-xsolaris=off', 'syscall::rexit:entry'],
    ['-xdialect=oracle', 'syscall::rexit:entry'],
    ['-xsolaris=off', 'syscall::open64:entry'],
  ])('with %s there is no %s', async (option, probe) => {
    const { stderr } = await trace(option, '-n', `${probe} { exit(0); }`);
    expect(stderr).toContain(`probe description ${probe} does not match any probes`);
  });
});

interface Counts {
  readonly opens: number;
  readonly status: number;
  readonly children: number;
  readonly execs: number;
}

function straceCounts(output: string, script: string): Counts {
  spawnSync('strace', ['-f', '-c', '-U', 'name,calls,errors', '-o', output, 'sh', script]);
  const rows = readFileSync(output, 'latin1').split('\n');
  const calls = (failed: boolean, ...names: readonly string[]): number =>
    rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([name = '']) => names.includes(name))
      .reduce(
        (sum, [, count, errors = 0]) => sum + Number(count) - (failed ? 0 : Number(errors)),
        0,
      );
  return {
    opens: calls(true, 'open', 'openat', 'openat2'),
    status: calls(true, 'stat', 'lstat', 'fstat', 'newfstatat', 'statx'),
    children: calls(true, 'clone', 'clone3', 'fork', 'vfork'),
    execs: calls(false, 'execve', 'execveat'),
  };
}

/** Between two calls of getppid(), each by its number on x86-64. */
const CALLS = `
my ($name, $buf, $none, $how, $set) =
  ("FOLDER/witness", "\\0" x 256, "", pack("Q3", 2, 0, 0), pack("Q", 0x0000000500000800));
getppid();
my $fd = syscall(257, -100, $name, 66, 0600);
syscall(3, syscall(2, $name, 0, 0));
syscall(3, syscall(437, -100, $name, $how, 24));
syscall(262, -100, $name, $buf, 0);
syscall(262, -100, $name, $buf, 0x100);
syscall(262, $fd, $none, $buf, 0x1000);
syscall(332, -100, $name, 0, 0xfff, $buf);
syscall(5, $fd, $buf);
syscall(0, $fd, $buf, 77);
syscall(17, $fd, $buf, 77, 0);
syscall(14, 0, $set, 0, 8);
syscall(201, 0);
getppid();
exit(3);
`;

const VIEW = `
int on;
syscall::getppid:entry /pid == $target/ { on = !on; }
syscall::open:entry /on && pid == $target/ { self->path = arg0; self->flags = arg1; }
syscall::open:return /self->path && basename(copyinstr(self->path)) == "witness"/
{ @["open", lltostr(self->flags)] = count(); self->path = 0; }
syscall::stat:entry, syscall::lstat:entry /on && pid == $target/ { self->path = arg0; }
syscall::*stat:return /self->path/
{ @[probefunc, basename(copyinstr(self->path))] = count(); self->path = 0; }
syscall::fstat:entry /on && pid == $target && arg0 > 2/ { @single[probefunc] = count(); }
syscall::*read:entry /on && pid == $target && arg2 == 77/ { @["read", probefunc] = count(); }
syscall::lwp_sigmask:entry /on && pid == $target && arg2 != 0/ { @m[arg0, arg1, arg2] = count(); }
syscall::gtime:return /on && pid == $target/ { @single[probefunc] = count(); }
syscall::rexit:entry /pid == $target/ { @status[probefunc] = sum(arg0); }
syscall::resolvepath:entry, syscall::open64:return, syscall::exec:entry { silent++; }
END
{
  printa("%s:%s %@d\\n", @);
  printa("%s %@d\\n", @single);
  printa("%s %@d\\n", @status);
  printa("mask:%d:%x:%d %@d\\n", @m);
  printf("silent %d\\n", silent);
}`;

suite(named('structs and variables of Solaris', reason), () => {
  it('a thread leads to its process, its parent, its files and its directory', async () => {
    const found = await watch(
      'open(my $f, ">", "FOLDER/witness"); chdir("FOLDER"); my $x = "x" x 33; syscall(1, fileno($f), $x, 33); getppid();',
      `syscall::write:entry /pid == $target && arg2 == 33/
       {
         this->procp = curthread->t_procp;
         this->filep = this->procp->p_user.u_finfo.fi_list[arg0].uf_file;
         this->vnodep = this->filep != 0 ? this->filep->f_vnode : 0;
         printf("file %d\\n", stringof(this->vnodep->v_path) == fds[arg0].fi_pathname);
         this->entry = (uf_entry_t *)((uint64_t)this->procp->p_user.u_finfo.fi_list +
             arg0 * sizeof (uf_entry_t));
         printf("entry %d\\n", this->entry->uf_file == this->filep);
         printf("name %d\\n", basename(stringof(this->vnodep->v_path)) == "witness");
         printf("type %d\\n", this->vnodep->v_type == VREG);
         printf("offset %d\\n", this->filep->f_offset);
       }
       syscall::getppid:entry /pid == $target/
       {
         printf("cwd %d\\n", stringof(curthread->t_procp->p_user.u_cdir->v_path) == cwd);
         printf("pid %d\\n", curthread->t_procp->p_pidp->pid_id == pid);
         printf("parent %d\\n", curthread->t_procp->p_parent->p_pidp->pid_id == ppid);
         printf("comm %d\\n", (string)curthread->t_procp->p_user.u_comm == execname);
         printf("linux %d\\n", curthread->tgid == pid);
         printf("lwps %d\\n", curthread->t_procp->p_lwpcnt);
         printf("cpu %d\\n", curthread->t_cpu->cpu_id == cpu);
         printf("queue %d\\n", curthread->t_cpu->cpu_disp->disp_nrunnable >= 0);
         printf("older %d\\n", curthread->t_procp->p_mstart < timestamp);
       }`,
    );
    const { offset, ...facts } = Object.fromEntries(found);
    expect(offset).toBe(0);
    expect(new Set(Object.values(facts))).toEqual(new Set([1]));
    expect(Object.keys(facts)).toHaveLength(13);
  });

  it('variables are what /proc says', async () => {
    const { stdout } = await trace(
      '-qn',
      `BEGIN { printf("%d %d %d %s %d %d", \`physmem, \`_pagesize, \`ncpus_online, \`utsname.release,
           \`freemem > 0 && \`freemem <= \`physmem, \`swapfs_minfree); exit(0); }`,
    );
    const total = Number(/^MemTotal:\s+(\d+)/m.exec(readFileSync('/proc/meminfo', 'latin1'))?.[1]);
    const expected = [total / 4, 4096, cpus().length, release(), 1, 0].join(' ');
    expect(stdout.trim()).toBe(expected);
  });

  it('load averages follow /proc/loadavg while tracing goes on', async () => {
    const { stdout } = await trace(
      '-qn',
      'tick-2500ms { printf("%d %d", `hp_avenrun[2], `avenrun[2]); exit(0); }',
    );
    const [fine = 0, coarse = 0] = stdout.trim().split(' ').map(Number);
    const load = Number(readFileSync('/proc/loadavg', 'latin1').split(' ')[2]);
    expect(Math.abs(fine / 65536 - load)).toBeLessThan(0.2);
    // The one that Linux has, too, is the kernel's own where it can be found: it has more digits.
    const isCopy = whyNoTracing('data-symbols') !== undefined;
    expect(Math.abs(coarse / 2048 - fine / 65536)).toBeLessThan(isCopy ? 0.001 : 0.05);
  });
});

/** A connection to itself, of which each end writes; the ports are told by way of sleep(). */
const CONNECTION = `
use IO::Socket::INET;
my $listen = IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1", LocalPort => 0);
my $client = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $listen->sockport);
my $server = $listen->accept;
my ($x, $y) = ("x" x 100, "y" x 200);
syscall(1, fileno($client), $x, 100);
sysread($server, my $in, 100);
syscall(1, fileno($server), $y, 200);
sysread($client, $in, 200);
`;

suite(named('functions of Solaris', reason), () => {
  it('a connection, its ends, and each packet once', async () => {
    const found = await watch(
      CONNECTION,
      `fbt:ip:tcp_connect:entry /pid == $target/ { client = (uint64_t)arg0; connects++; }
       fbt:ip:tcp_connect:return /pid == $target/
       { remote = ((conn_t *)client)->u_port.tcpu_ports.tcpu_fport; }
       fbt:sockfs:sotpi_create:return /pid == $target/
       {
         server = (uint64_t)((tcp_t *)((struct sonode *)arg1)->so_priv)->tcp_connp;
         local = ((conn_t *)server)->u_port.tcpu_ports.tcpu_lport;
         last = ((conn_t *)server)->connua_v6addr.connua_faddr._S6_un._S6_u8[15];
       }
       fbt:ip:tcp_send_data:entry /(uint64_t)args[0]->tcp_connp == client && msgdsize(args[2]) > 100/
       { sent++; }
       fbt:ip:tcp_send_data:entry /(uint64_t)args[0]->tcp_connp == server && msgdsize(args[2]) > 200/
       { answered++; }
       fbt:ip:tcp_rput_data:entry /server && arg0 == server && msgdsize(args[1]) > 100/ { received++; }
       fbt:ip:tcp_rput_data:entry /client && arg0 == client && msgdsize(args[1]) > 200/ { back++; }
       END
       {
         printf("connects %d\\nsent %d\\nanswered %d\\n", connects, sent, answered);
         printf("received %d\\nback %d\\nends %d\\n", received, back, local == remote && local != 0);
         printf("address %d\\n", last);
       }`,
    );
    expect(Object.fromEntries(found)).toEqual({
      connects: 1,
      sent: 1,
      answered: 1,
      received: 1,
      back: 1,
      ends: 1,
      address: 1,
    });
  });

  it('reads and writes of a file: what is left of them is nothing', async () => {
    const found = await watch(
      'open(my $f, "+>", "FOLDER/witness"); my $x = "x" x 33; syscall(1, fileno($f), $x, 33); seek($f, 0, 0); my $b = "\\0" x 99; syscall(0, fileno($f), $b, 99);',
      `fbt::fop_read:entry, fbt::fop_write:entry
       /pid == $target && args[0]->v_path != 0 && basename(stringof(args[0]->v_path)) == "witness"/
       { self->size = args[1]->uio_resid; self->uiop = args[1]; }
       fbt::fop_read:return, fbt::fop_write:return /self->uiop/
       {
         @asked[probefunc] = sum(self->size);
         @done[probefunc] = sum(self->size - self->uiop->uio_resid);
         self->uiop = 0;
       }
       END { printa("%s:asked %@d\\n", @asked); printa("%s:done %@d\\n", @done); }`,
    );
    expect(Object.fromEntries(found)).toEqual({
      'fop_read:asked': 99,
      'fop_read:done': 33,
      'fop_write:asked': 33,
      'fop_write:done': 33,
    });
  });
});
