import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, statSync, writeSync } from 'node:fs';
import { constants as os } from 'node:os';
import type { Target } from '../backend/index.ts';
import { SystemError } from '../diag/index.ts';
import { runToEntry } from './entry.ts';
import { holdAtExec, letGo } from './hold.ts';
import { ERRNO, nativeSys, type Sys } from './sys.ts';

/** A target that says when it ends. */
export interface WatchedTarget extends Target {
  /** Calls `listener` once, on the event loop, when the process has ended. */
  onExit(listener: () => void): void;
}

type Ending = NonNullable<ReturnType<Target['exited']>>;

/** How a process ended, and who wants to know. */
class Life {
  #ending: Ending | undefined;
  #listener: (() => void) | undefined;

  end(ending: Ending): void {
    this.#ending = ending;
    this.#listener?.();
  }

  readonly exited = (): Ending | undefined => this.#ending;

  readonly onExit = (listener: () => void): void => {
    this.#listener = listener;
    if (this.#ending) setImmediate(listener);
  };
}

/**
 * Starts the command of -c and holds it until `resume`: after its exec, before its first instruction, or
 * at its entry point, where the dynamic linker has done its work and nothing of the program's has run.
 * Words are split on blanks only, as DTrace does. SystemError `failed to execute …`.
 *
 * The child starts as a shell that waits for a byte. It is seized meanwhile, then execs the command and
 * stops there; if we die, the pipe's end or PTRACE_O_EXITKILL ends it.
 */
export function launchCommand(
  command: string,
  environment: readonly string[] = [],
  hold: 'exec' | 'entry' = 'exec',
  sys: Sys = nativeSys(),
): WatchedTarget {
  const argv = command.split(BLANKS).filter((word) => word !== '');
  const name = argv[0] ?? '';
  checkExecutable(name);
  const pipe = sys.pipe();
  if (typeof pipe === 'number') throw cannotExecute(name, 'no pipe');
  const [gate, opener] = pipe;
  const child = spawn('/bin/sh', ['-c', STUB, ...argv], {
    stdio: ['inherit', 'inherit', 'inherit', gate],
    env: changedEnvironment(environment),
  });
  // Asynchronous, and after the missing pid has told the same.
  child.on('error', () => {});
  sys.close(gate);
  try {
    if (child.pid === undefined) throw cannotExecute(name, 'unable to fork');
    const held = holdAtExec(sys, child.pid, () => writeSync(opener, '\n'));
    if (!held) throw cannotExecute(name, 'cannot execute file');
    if (hold === 'entry' && !runToEntry(sys, child.pid))
      throw cannotExecute(name, 'it ended before its entry point');
    return launched(sys, child, child.pid);
  } finally {
    sys.close(opener);
    child.unref();
  }
}

const BLANKS = /[\f\n\r\t\v ]+/;
/** `$0` is the command's own name, so it is exec'd under it and found through PATH. */
const STUB = 'read -r _ <&3 && exec "$0" "$@" 3<&-';

function launched(sys: Sys, child: ChildProcess, pid: number): WatchedTarget {
  const life = new Life();
  let held = true;
  child.on('exit', (status, signal) => {
    life.end(signal === null ? { status: status ?? 0 } : { signal: os.signals[signal] });
  });
  return {
    pid,
    exited: life.exited,
    onExit: life.onExit,
    resume: () => {
      if (held) letGo(sys, pid);
      held = false;
    },
    release: () => {
      held = false;
      if (!life.exited()) child.kill('SIGKILL');
    },
  };
}

/** Watches the process of -p. SystemError `failed to grab pid …` if there is none. */
export function grabProcess(pid: number, sys: Sys = nativeSys()): WatchedTarget {
  const pidfd = sys.pidfdOpen(pid);
  if (pidfd < 0) throw new SystemError(`failed to grab pid ${pid}: ${grabError(-pidfd)}`);
  const life = new Life();
  let watching = true;
  const watch = sys.watch(pidfd, () => {
    release();
    // Only its parent learns the status.
    life.end({ status: 0 });
  });
  const release = (): void => {
    if (!watching) return;
    watching = false;
    watch.stop();
    sys.close(pidfd);
  };
  return { pid, exited: life.exited, onExit: life.onExit, resume: () => {}, release };
}

/** EINVAL is a number that cannot be a process, or a thread that leads none. */
function grabError(error: number): string {
  const known: Readonly<Record<number, string>> = {
    [ERRNO.ESRCH]: 'no such process',
    [ERRNO.EINVAL]: 'no such process',
    [ERRNO.ENOENT]: 'no such process',
    [ERRNO.EPERM]: 'permission denied',
  };
  return known[error] ?? `error ${error}`;
}

/** Our own, with `NAME=value` set and `NAME` removed, in order. */
function changedEnvironment(changes: readonly string[]): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const change of changes) {
    const at = change.indexOf('=');
    if (at < 0) delete environment[change];
    else environment[change.slice(0, at)] = change.slice(at + 1);
  }
  return environment;
}

/** Looks where execvp(3) would look, for an error before anything has started. */
function checkExecutable(name: string): void {
  if (name === '') throw cannotExecute(name, 'no command');
  const folders = name.includes('/') ? [''] : (process.env['PATH'] ?? DEFAULT_PATH).split(':');
  const reasons = folders.map((folder) => obstacle(folder === '' ? name : `${folder}/${name}`));
  if (reasons.includes(undefined)) return;
  throw cannotExecute(name, reasons.find((reason) => reason !== NO_FILE) ?? NO_FILE);
}

const DEFAULT_PATH = '/bin:/usr/bin';
const NO_FILE = 'file does not exist';

function obstacle(path: string): string | undefined {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return NO_FILE;
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch {
    return 'file is not executable';
  }
}

function cannotExecute(name: string, reason: string): SystemError {
  return new SystemError(`failed to execute ${name}: ${reason}`);
}
