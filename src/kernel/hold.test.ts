import { expect, test } from 'vitest';
import { fakeSys } from './fake-sys.ts';
import { holdAtExec } from './hold.ts';

const stop = (reason: number): number => 0x7f | (reason << 8);
const EXEC = stop(5 | (4 << 8));
const SYSCALL = stop(0x85);
const SIGINT = stop(2);
const GROUP_STOP = stop(19 | (0x80 << 8));
const EXITED = 127 << 8;

/** Plays wait statuses; says whether the child is held and which requests (with signal) were made. */
function hold(statuses: readonly number[]): { held: boolean; requests: string[] } {
  const queue = [...statuses];
  const requests: string[] = [];
  const sys = fakeSys(undefined, {
    ptrace: (request, _pid, data) => {
      requests.push(`${request}:${data}`);
      return 0;
    },
    waitpid: () => queue.shift() ?? -10,
  });
  return { held: holdAtExec(sys, 42, () => requests.push('gate')), requests };
}

const SEIZED = [`${0x4206}:${0x100011}`, 'gate'];

test.each([
  ['exec, then the end of the system call', [EXEC, SYSCALL], true, ['24:0']],
  ['a signal on the way is delivered', [SIGINT, EXEC, SYSCALL], true, ['7:2', '24:0']],
  ['a group stop is no signal', [GROUP_STOP, EXEC, SYSCALL], true, ['7:0', '24:0']],
  ['the exec fails', [EXITED], false, []],
  ['killed after the exec', [EXEC, 9], false, ['24:0']],
])('%s', (_name, statuses, held, requests) => {
  expect(hold(statuses)).toEqual({ held, requests: [...SEIZED, ...requests] });
});
