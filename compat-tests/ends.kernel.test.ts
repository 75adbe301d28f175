/** How runs end: by signals, by their target, without a reader; and that nothing is left behind. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nativeSys, type Sys } from '../src/kernel/sys.ts';
import {
  BPF_PROG_GET_NEXT_ID,
  dtrace,
  named,
  Running,
  startTracing,
  trace,
  whyNoTracing,
} from './kernel.ts';

const reason = whyNoTracing();
const suite = describe.skipIf(reason !== undefined);

/** Counts what is certain to happen: the test's own ticks. */
const counting = ['-n', 'tick-10ms { @["ticks"] = count(); } END { printf("end\\n"); }'];

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

suite(named('signals', reason), () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s: a newline, END, the aggregations', async (name) => {
    await using run = await startTracing(...counting, '-n', 'tick-100ms { printf("tick\\n"); }');
    await run.says('tick');
    run.child.kill(name);
    const { status, stdout, stderr } = await run.ended;
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ready\n(tick\n)+\n(tick\n)*end\n\n {2}ticks +\d+\n$/);
  });

  it('the reader of the output goes away: the run ends', async () => {
    await using run = await startTracing('-n', 'tick-10ms { printf("%d\\n", n++); }');
    run.child.stdout?.destroy();
    const { status, stderr } = await run.ended;
    expect(status).toBe(1);
    expect(stderr).toBe('dtrace: failed to write to <stdout>: Broken pipe\n');
  });
});

suite(named('targets', reason), () => {
  it('-p ends with its process, which it does not harm', async () => {
    await using target = new Running('cat', []);
    await using run = await startTracing(
      ...['-p', String(target.pid)],
      ...['-n', 'END { printf("%d", $target); }'],
    );
    target.child.stdin?.end();
    const { status, stdout, stderr } = await run.ended;
    expect([status, stdout]).toEqual([0, `ready\n${target.pid}\n`]);
    expect(stderr).toBe('');
    expect((await target.ended).status).toBe(0);
  });

  it('says how the target has ended, unless quiet', async () => {
    const { stderr } = await trace('-n', 'BEGIN { x = 1; }', '-c', 'perl -e exit(3)');
    expect(stderr).toMatch(/^dtrace: pid \d+ exited with status 3$/m);
    const killed = await trace('-n', 'BEGIN { x = 1; }', '-c', 'perl -e kill(9,$$)');
    expect(killed.stderr).toMatch(/^dtrace: pid \d+ terminated by SIGKILL$/m);
  });

  it('exit() ends the run with its status, and the command of -c, too', async () => {
    const { status } = await trace('-qn', 'tick-50ms { exit(5); }', '-c', 'sleep 20');
    expect(status).toBe(5);
  });
});

suite(named('what is left', reason), () => {
  it('after kill -9 no program is attached any more', async () => {
    await using run = await startTracing(
      ...['-n', 'syscall:::entry, syscall:::return, profile-97 { @[probefunc] = count(); }'],
    );
    const programs = programsOf(run.pid);
    expect(programs.length).toBeGreaterThan(1);
    const sys = nativeSys();
    expect(programs.filter((id) => !programExists(sys, id))).toEqual([]);
    run.child.kill('SIGKILL');
    await run.ended;
    await expect
      .poll(() => programs.filter((id) => programExists(sys, id)), { timeout: 10_000 })
      .toEqual([]);
  });
});

/** Ids of the BPF programs that a process holds. */
function programsOf(pid: number): number[] {
  const folder = `/proc/${pid}/fdinfo`;
  const ids = readdirSync(folder).flatMap((fd) => {
    const text = readFileSync(join(folder, fd), 'latin1');
    return [...text.matchAll(/^prog_id:\s+(\d+)$/gm)].map(([, id]) => Number(id));
  });
  return [...new Set(ids)];
}

/** Whether the kernel still has a program of this id; it goes when nothing holds it. */
function programExists(sys: Sys, id: number): boolean {
  const attr = new Uint32Array([id - 1, 0, 0]);
  return sys.bpf(BPF_PROG_GET_NEXT_ID, new Uint8Array(attr.buffer)) === 0 && attr[1] === id;
}

suite(named('output', reason), () => {
  it('-o appends, and the file has all that standard output would', async () => {
    const file = join(scratchFolder(), 'out');
    for (const word of ['one', 'two']) {
      const { stdout } = await trace('-o', file, '-qn', `BEGIN { printf("${word}\\n"); exit(0); }`);
      expect(stdout).toBe('');
    }
    expect(readFileSync(file, 'utf8')).toBe('one\n\ntwo\n\n');
  });

  it('a script runs by its interpreter line, with arguments', async () => {
    const script = join(scratchFolder(), 'script.d');
    const body = 'BEGIN { printf("%d %s\\n", $1 + 1, $$2); exit(4); }';
    writeFileSync(script, `#!${dtrace} -qs\n${body}\n`, { mode: 0o755 });
    const { status, stdout } = await new Running(script, ['41', 'two words']).ended;
    expect([status, stdout]).toEqual([4, '42 two words\n\n']);
  });

  it('header and rows have their columns', async () => {
    const { stdout, stderr } = await trace('-n', 'BEGIN { trace(7); exit(0); }');
    expect(stdout).toMatch(/^CPU {5}ID {20}FUNCTION:NAME\n[ \d]{3} {6}1 {27}:BEGIN {9}7\n\n$/);
    expect(stderr).toBe("dtrace: description 'BEGIN ' matched 1 probe\n");
  });
});
