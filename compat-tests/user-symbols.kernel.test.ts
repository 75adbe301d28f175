/** Names of user code, in processes of the tests' own. */
import { describe, expect, it } from 'vitest';
import { named, Running, startTracing, trace, whyNoTracing } from './kernel.ts';

const reason = whyNoTracing();

const NAPS = 'syscall::*nanosleep:entry, syscall::*select*:entry';
/** The C library's frame that has called the kernel. */
const FRAME = /lib(?:c\.so\.6|c[-.]\S+)`\w*(?:sleep|select)\w*\+0x[0-9a-f]+$/m;

describe.skipIf(reason !== undefined)(named('user symbols', reason), () => {
  it('a command that has ended when its stack is printed', async () => {
    const text = `${NAPS} /pid == $target/ { ustack(1); @[ustack(1)] = count(); }`;
    const { stdout } = await trace('-qn', text, '-c', 'sleep 0.01');
    const frame = stdout.trim().split('\n').at(0)?.trim();
    expect(frame).toMatch(FRAME);
    // As an action and as a key.
    expect(stdout.split(frame ?? '?')).toHaveLength(3);
  });

  it('a process that goes on', async () => {
    await using sleeper = new Running('perl', ['-e', 'select undef, undef, undef, .01 while 1']);
    const text = `${NAPS} /pid == ${sleeper.pid}/ { ustack(); exit(0); }`;
    await using run = await startTracing('-n', text);
    expect((await run.ended).stdout).toMatch(FRAME);
  });

  it('%A takes any number, as an address of the target', async () => {
    const text = `${NAPS} /pid == $target/ { printf("%A %A", ustackdepth, 8); exit(0); }`;
    const { stdout } = await trace('-qn', text, '-c', 'sleep 0.01');
    expect(stdout.trim()).toMatch(/^0x[0-9a-f]+ 0x8$/);
  });

  it('noresolve leaves the symbols out', async () => {
    const text = `${NAPS} /pid == $target/ { ustack(1); @[uaddr(8)] = count(); }`;
    const { stdout } = await trace('-xnoresolve', '-qn', text, '-c', 'sleep 0.01');
    expect(stdout.trim()).toMatch(/^libc[-.]\S+:0x[0-9a-f]+\s+0x8\s+1$/);
  });
});
