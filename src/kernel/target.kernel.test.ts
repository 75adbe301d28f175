import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cell, endAfterEach, kernelSuite, open, withReturn } from './live-kit.ts';
import { grabProcess, launchCommand } from './target.ts';
import * as asm from './test-programs.ts';

const { HELPER, bump, program } = asm;

endAfterEach();

kernelSuite('traced processes', () => {
  test('holds a command before its first instruction, and sees it end', async () => {
    const target = launchCommand(`${process.execPath} -e process.exit(7)`);
    const stat = execFileSync('cat', [`/proc/${target.pid}/stat`], { encoding: 'latin1' });
    expect(stat).toMatch(/\(node\) t /);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(target.exited()).toBeUndefined();
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    target.resume();
    await ended;
    expect(target.exited()).toEqual({ status: 7 });
  });

  test('sees the first system call of a held command, and not the end of its exec', async () => {
    const target = launchCommand('true');
    const isTarget = [
      asm.call(HELPER.getCurrentPidTgid),
      asm.shiftRight(0, 32),
      asm.jumpIfNot(0, target.pid, 5),
    ];
    const count = (name: string, event: string, at: number) =>
      program(name, { kind: 'raw_tracepoint', event, typed: false }, [
        ...isTarget,
        ...withReturn(bump(at)).slice(0, -1),
        asm.exit(),
      ]);
    const kernel = await open([count('entry', 'sys_enter', 0), count('return', 'sys_exit', 1)]);
    await kernel.attach();
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    target.resume();
    await ended;
    // All that return were seen to enter; exit_group does not return.
    expect(cell(kernel, 0)).toBeGreaterThan(5);
    expect(cell(kernel, 1)).toBe(cell(kernel, 0) - 1);
  });

  test('a held command does not outlive its tracer', async () => {
    const module = fileURLToPath(new URL('./target.ts', import.meta.url));
    const script = `import { launchCommand } from '${module}';
      console.log(launchCommand('sleep 100').pid);
      setInterval(() => {}, 1000);`;
    const options = ['--import', 'tsx', '--input-type=module', '-e', script];
    const tracer = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(tracer.stdout, 'data')) as [Buffer];
    const held = grabProcess(Number(pid.toString()));
    const ended = new Promise<void>((resolve) => held.onExit(resolve));
    tracer.kill('SIGKILL');
    await ended;
    expect(held.exited()).toEqual({ status: 0 });
  });

  test('ends a command that was never resumed', async () => {
    const target = launchCommand('sleep 100');
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    target.release();
    await ended;
    expect(target.exited()).toEqual({ signal: 9 });
  });

  test.each([
    ['no-such-command', 'failed to execute no-such-command: file does not exist'],
    ['/etc/passwd x', 'failed to execute /etc/passwd: file is not executable'],
    ['/etc', 'failed to execute /etc: file does not exist'],
    ['  ', 'failed to execute : no command'],
  ])('refuses -c "%s"', (command, message) => {
    expect(() => launchCommand(command)).toThrow(message);
  });

  test('watches a process of others', async () => {
    const child = spawn('sleep', ['100']);
    const target = grabProcess(child.pid ?? 0);
    expect(target.exited()).toBeUndefined();
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    child.kill();
    await Promise.all([ended, once(child, 'exit')]);
    expect(target.exited()).toEqual({ status: 0 });
    expect(() => grabProcess(child.pid ?? 0)).toThrow(/failed to grab pid \d+: no such process/);
  });
});
