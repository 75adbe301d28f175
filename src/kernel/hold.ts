import { must } from './failure.ts';
import type { Sys } from './sys.ts';

/** ptrace(2) requests and options (include/uapi/linux/ptrace.h). */
export const PTRACE_CONT = 7;
const PTRACE_DETACH = 17;
const PTRACE_SYSCALL = 24;
const PTRACE_SEIZE = 0x4206;
const PTRACE_O_TRACESYSGOOD = 1;
const PTRACE_O_TRACEEXEC = 0x10;
/** The child dies with us as long as it is held. */
const PTRACE_O_EXITKILL = 0x100000;

export const SIGTRAP = 5;
/** What `status >> 8` is in the stops waited for. */
const EXEC_STOP = SIGTRAP | (4 << 8);
const SYSCALL_STOP = SIGTRAP | 0x80;

/**
 * Seizes a child, opens its gate and returns when it has exec'd: stopped at the end of the system call,
 * so that neither execve's return nor anything of the program's own has been missed or will be seen.
 * False if the child ended instead.
 *
 * All of it is synchronous, on the thread that ptrace ties the child to, and every stop is waited for
 * here: the event loop, which waits for its children too and takes any status for an end, sees none.
 */
export function holdAtExec(sys: Sys, pid: number, openGate: () => void): boolean {
  const options = PTRACE_O_TRACEEXEC | PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
  must(sys.ptrace(PTRACE_SEIZE, pid, options), `failed to control process ${pid}`);
  openGate();
  return (
    runUntil(sys, pid, EXEC_STOP, PTRACE_CONT) && runTo(sys, pid, PTRACE_SYSCALL, SYSCALL_STOP)
  );
}

/** Lets a held child run, no longer ours. */
export function letGo(sys: Sys, pid: number): void {
  sys.ptrace(PTRACE_DETACH, pid, 0);
}

export function runTo(sys: Sys, pid: number, request: number, stop: number): boolean {
  return sys.ptrace(request, pid, 0) >= 0 && runUntil(sys, pid, stop, request);
}

/** Waits for one kind of stop; a signal that arrives meanwhile is delivered. */
function runUntil(sys: Sys, pid: number, stop: number, request: number): boolean {
  for (;;) {
    const status = sys.waitpid(pid);
    if (status < 0 || !isStop(status)) return false;
    const reason = status >> 8;
    if (reason === stop) return true;
    const signal = reason < SIGTRAP_LIMIT && reason !== SIGTRAP ? reason : 0;
    if (sys.ptrace(request, pid, signal) < 0) return false;
  }
}

/** Larger reasons are events, not signals. */
const SIGTRAP_LIMIT = 0x80;

/** WIFSTOPPED. */
function isStop(status: number): boolean {
  return (status & 0xff) === 0x7f;
}
