/** The fbt provider: what functions are called with and give, whichever way the kernel lets them be traced. */
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FunctionWay } from '../src/bpf/index.ts';
import { Answers, functionTracing } from '../src/kernel/index.ts';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';

const reason = whyNoTracing() ?? whyNoProgram('dd', '--version');
const { ways, refusals } =
  reason === undefined ? functionTracing(new Answers()) : { ways: [], refusals: [] };

/** Why functions are not traced. */
const skipped = ways.length > 0 ? undefined : (reason ?? refusals.join('; '));

const ZERO = '/dev/zero';
const reads = 200;
const bytes = 100;

/** A command that reads the file so often, and what its D program prints: lines of a name and a number. */
async function watchReads(way: FunctionWay, program: string): Promise<ReadonlyMap<string, number>> {
  const run = await trace(
    ...['-q', '-x', `fbtattach=${way}`, '-n', program, '-c'],
    `dd if=${ZERO} of=/dev/null bs=${bytes} count=${reads} status=none`,
    String(statSync(ZERO).ino),
  );
  expect(run.stderr).toBe('');
  const lines = run.stdout.matchAll(/^(\S+) (-?\d+)$/gm);
  return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
}

const ofFile = 'pid == $target && args[0]->f_inode->i_ino == $1';

describe.skipIf(ways.length === 0)(named('functions', skipped), () => {
  it.each(ways)('%s: as many reads and bytes as there are', async (way) => {
    const counts = await watchReads(
      way,
      `fbt::vfs_read:entry /${ofFile}/ { self->in = 1; @["asked"] = sum(arg2); @["same"] = sum(arg0 == (uintptr_t)args[0]); }
       fbt::vfs_read:return /self->in/ { self->in = 0; @["reads"] = sum(1); @["got"] = sum(arg1); @["typed"] = sum(args[1]); @["offset"] = sum(arg0); }
       END { printa("%s %@d\\n", @); }`,
    );
    const total = reads * bytes;
    expect(Object.fromEntries(counts)).toEqual({
      ...{ asked: total, got: total, typed: total },
      ...{ reads, same: reads, offset: -reads },
    });
  });

  it.each(ways)(
    '%s: a stack begins in the function, and at its return in the caller',
    async (way) => {
      const run = await trace(
        ...['-q', '-x', `fbtattach=${way}`, '-n'],
        `fbt::vfs_read:entry /${ofFile}/ { stack(1); self->in = 1; }
       fbt::vfs_read:return /self->in/ { stack(1); exit(0); }`,
        ...['-c', `dd if=${ZERO} of=/dev/null bs=1 count=1 status=none`],
        String(statSync(ZERO).ino),
      );
      expect(run.stdout.match(/`\w+/g)).toEqual(['`vfs_read', '`ksys_read']);
    },
  );

  it('many functions are traced, and which one is known', async () => {
    const run = await trace(
      ...['-q', '-n', 'fbt::vfs_*:entry /pid == $target/ { @[probefunc] = count(); }'],
      ...['-n', 'END { printa("%s %@d\\n", @); }', '-c'],
      `dd if=${ZERO} of=/dev/null bs=${bytes} count=${reads} status=none`,
    );
    const lines = new Map([...run.stdout.matchAll(/^(\w+) (\d+)$/gm)].map(([, f, n]) => [f, n]));
    expect(lines.get('vfs_write')).toBe(String(reads));
    expect(Number(lines.get('vfs_read'))).toBeGreaterThanOrEqual(reads);
  });
});

/** Runs a D program over a command; gives its lines of names and numbers, and what it complains of. */
async function measure(
  command: string,
  program: string,
  ...options: readonly string[]
): Promise<{ readonly counts: Readonly<Record<string, number>>; readonly stderr: string }> {
  const prints = [...new Set(program.match(/@\w*/g))].map((a) => `printa("%s %@d\\n", ${a});`);
  const end = `END { ${prints.join(' ')} }`;
  const run = await trace('-q', ...options, '-n', program, '-n', end, '-c', command);
  const lines = run.stdout.matchAll(/^(\S+) (-?\d+)$/gm);
  const counts = Object.fromEntries([...lines].map(([, name = '', n]) => [name, Number(n)]));
  return { counts, stderr: run.stderr };
}

const copyZeros = `dd if=${ZERO} of=/dev/null bs=${bytes} count=${reads} status=none`;
const inode = statSync(ZERO).ino;

describe.skipIf(ways.length === 0)(named('types of many functions', skipped), () => {
  it.each(ways)('%s: args[] of each, and who does not fit is told', async (way) => {
    const { counts, stderr } = await measure(
      copyZeros,
      `fbt::vfs_*:entry /pid == $target && args[0]->f_inode->i_ino == ${inode}/ { @[probefunc] = count(); }`,
      ...['-x', `fbtattach=${way}`],
    );
    expect(counts).toEqual({ vfs_read: reads });
    expect(stderr).toMatch(
      /^dtrace: \d+ probes are left out, as args\[\] have other types there .*\n$/,
    );
  });

  it('with -v, which and why', async () => {
    const { stderr } = await measure(
      'true',
      'fbt::vfs_*:entry { @[""] = sum(args[0]->f_flags); }',
      '-v',
    );
    expect(stderr).toMatch(
      /left out: .*vmlinux:vfs_getattr:entry.* \(args\[0\] is a struct path \*: f_flags is not/,
    );
  });

  it('what is returned, also of a list of descriptions', async () => {
    const program = `fbt::vfs_read:return, fbt::vfs_w*:return, fbt::vfs_getattr:return /pid == $target && args[1] == ${bytes}/
      { @[probefunc] = sum(args[1]); }`;
    const { counts, stderr } = await measure(copyZeros, program);
    expect(counts).toEqual({ vfs_read: reads * bytes, vfs_write: reads * bytes });
    expect(stderr).toBe('');
  });

  it('a clause that fits none is an error', async () => {
    const { stderr } = await measure(
      'true',
      'fbt::vfs_*:entry { @[""] = sum(args[0]->no_member); }',
    );
    expect(stderr).toContain('matches an unstable set of probes');
  });
});

/** One of several arguments for which registers do not suffice. */
function placeOf(type: string, listing: string): number {
  return Number(new RegExp(`args\\[(\\d+)\\]: ${type}$`, 'm').exec(listing)?.[1] ?? -1);
}

describe.skipIf(ways.length === 0)(named('argN', skipped ?? whyNoProgram('perl', '-v')), () => {
  it.each(ways)('%s: has the width of its type', async (way) => {
    const { counts, stderr } = await measure(
      'ls /nowhere-at-all',
      `fbt::filename_lookup:entry /pid == $target/ { @least["here"] = min(arg0); }
       fbt::do_filp_open:entry /pid == $target/ { @most["open"] = max(arg0); }
       fbt::path_noexec:return /pid == $target/ { @most["bool"] = max(arg1); }
       fbt::filename_lookup:return, fbt::path_noexec:return /pid == $target/ { @least["returned"] = min(arg1); }`,
      ...['-x', `fbtattach=${way}`],
    );
    expect(stderr).toContain('No such file');
    expect(counts).toEqual({ here: -100, open: -100, bool: 0, returned: -2 });
  });

  it.each(ways)('%s: behind those in registers, and behind a struct', async (way) => {
    const { stdout: listing } = await trace('-lvn', 'fbt::do_mmap:entry');
    const pointer = placeOf('unsigned long \\*', listing);
    const { counts } = await measure(
      'perl -MSocket -e socket(S,AF_INET,SOCK_STREAM,0);setsockopt(S,SOL_SOCKET,SO_KEEPALIVE,1)',
      `syscall::mmap:entry /pid == $target/ { self->page = arg5 >> 12; self->maps = 1; }
       fbt::do_mmap:entry /self->maps/ { self->maps = 0; @["maps"] = sum(1);
         @["pages"] = sum(arg${pointer - 1} == self->page);
         @["pointers"] = sum((uint64_t)arg${pointer} > 0xffff800000000000); }
       fbt::sock_setsockopt:entry /pid == $target/ { @most["bytes"] = max(arg4); @most["option"] = max(arg2); }`,
      ...['-x', `fbtattach=${way}`],
    );
    const { maps = 0, pages, pointers, ...socket } = counts;
    expect(maps).toBeGreaterThan(5);
    expect([pages, pointers]).toEqual([maps, maps]);
    expect(socket).toEqual({ bytes: 4, option: 9 });
  });
});

describe.skipIf(!ways.includes('kprobe'))(
  named(
    'instructions',
    skipped ?? (ways.includes('kprobe') ? undefined : 'this kernel has no kprobes'),
  ),
  () => {
    it('one at the beginning is met as often as the function is called, and shows the registers', async () => {
      const { counts } = await measure(
        copyZeros,
        `fbt::vfs_write:0 /pid == $target/ { @["met"] = sum(1); @["here"] = sum(uregs[R_PC] - (uintptr_t)&\`vfs_write < 16); }`,
      );
      expect(counts).toEqual({ met: reads, here: reads });
    });

    it.each([
      ['1', 'no instruction that may be probed begins there'],
      ['0x7fffffff', 'the function ends before that'],
    ])('%s: refused', async (offset, why) => {
      const run = await trace('-n', `fbt::vfs_write:${offset} { }`);
      expect([run.status, run.stderr]).toEqual([
        1,
        expect.stringContaining(`vmlinux:vfs_write:${Number(offset)} is not traced: ${why}`),
      ]);
    });

    it('listed only when asked for', async () => {
      const [one, all] = await Promise.all([
        trace('-ln', 'fbt::vfs_write:0x10'),
        trace('-lf', 'vfs_write'),
      ]);
      expect(one.stdout).toMatch(/fbt +vmlinux +vfs_write 0x10$/m);
      expect(all.stdout.match(/vfs_write \w+/g)).toEqual(['vfs_write entry', 'vfs_write return']);
    });
  },
);

describe.skipIf(!ways.includes('multi'))(
  named(
    'a thousand functions',
    skipped ?? (ways.includes('multi') ? undefined : 'this kernel has no fprobes'),
  ),
  () => {
    it('are attached together, those that BPF itself calls too', async () => {
      const run = await trace(
        ...[
          '-n',
          'fbt::x*:entry, fbt::bpf*:entry, fbt::*htab*:, fbt::*ringbuf*: { @[probefunc] = count(); }',
        ],
        ...['-n', 'fbt::bpf_*: { trace(probefunc); }', '-c', copyZeros],
      );
      const matched = Number(/matched (\d+) probes/.exec(run.stderr)?.[1]);
      expect([run.status, matched > 1000]).toEqual([0, true]);
    });
  },
);

const SPINS = ['_raw_spin_lock_irqsave', '_raw_spin_unlock_irqrestore'];

/** The compiler may have put them into their callers. */
async function whyNoSpins(): Promise<string | undefined> {
  const { stdout } = await trace('-ln', 'fbt::_raw_spin*:');
  const missing = SPINS.find((name) => !stdout.includes(` ${name} `));
  return missing && `${missing} cannot be traced`;
}

const noSpins = skipped ?? (await whyNoSpins());

describe.skipIf(noSpins !== undefined)(named('spin locks', noSpins), () => {
  // A helper's own lock is one of these: what waits for it within waits forever, and the machine with it.
  it('programs there do not run within each other', async () => {
    const run = await trace(
      ...['-q', '-c', copyZeros, '-n'],
      `fbt::_raw_spin_lock_irqsave:return, fbt::_raw_spin_unlock_irqrestore:entry { trace(1); }
       fbt::_raw_spin_lock*: { @[probefunc, tid] = count(); self->last = timestamp; }
       syscall::: /self->last/ { printf("%d", timestamp > self->last); }
       tick-100ms { trunc(@, 2); }`,
    );
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^1+\n/);
    expect(run.stderr).toMatch(/^(?:dtrace: \d+ .*drops?.*\n)*$/);
  });
});

const noLocks = skipped ?? (ways.includes('fentry') ? whyNoProgram('perl', '-v') : refusals[0]);

describe.skipIf(noLocks !== undefined)(named('locks that nobody waits for', noLocks), () => {
  it('a mutex that a pipe has', async () => {
    const { counts } = await measure(
      `perl -e pipe(R,W);getppid();for(1..${reads}){syswrite(W,"x");sysread(R,$b,1)}getppid()`,
      `syscall::getppid:return /pid == $target/ { calls++; self->on = calls == 1; }
       lockstat:::adaptive-acquire, lockstat:::adaptive-release /self->on/ { @[probename] = count(); }
       lockstat:::adaptive-acquire /self->on/ { self->held = (uintptr_t)args[0]; }
       lockstat:::adaptive-release /self->on/ { @same["same"] = sum(self->held == (uintptr_t)args[0]); }`,
    );
    const { 'adaptive-acquire': taken = 0, same = 0 } = counts;
    expect(taken).toBeGreaterThanOrEqual(2 * reads);
    expect(taken).toBeLessThan(3 * reads);
    expect(counts['adaptive-release']).toBe(taken);
    expect(same).toBeGreaterThanOrEqual(2 * reads);
  });

  it.skipIf(noSpins !== undefined)(named('spin locks', noSpins), async () => {
    const { counts } = await measure(
      copyZeros,
      'lockstat:::spin-acquire, lockstat:::spin-release /pid == $target/ { @[probename] = count(); }',
    );
    const { 'spin-acquire': taken = 0, 'spin-release': left = 0 } = counts;
    expect(taken).toBeGreaterThan(reads);
    expect(left / taken).toBeGreaterThan(0.9);
    expect(left / taken).toBeLessThan(1.1);
  });
});

describe.skipIf(reason !== undefined)(named('a description that matches nothing', reason), () => {
  it('says why in one line', async () => {
    const run = await trace('-n', 'fbt::no_such_function:entry { }');
    expect([run.status, run.stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
    const why = ways.length > 0 ? 'has no function' : 'lets no function be traced: it';
    expect(run.stderr).toContain(`does not match any probes (this kernel ${why}`);
  });
});
