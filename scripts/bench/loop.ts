import { type ChildProcess, spawn } from 'node:child_process';

/** Perl's getppid asks the kernel each time (strace says so), and perl-base is on every Debian. */
const SCRIPT = 'my ($n, $spin) = @ARGV; for (1..$n) { getppid; for (1..$spin) {} }';

export interface LoopRun {
  readonly pid: number;
  readonly wallNs: number;
}

/** Runs a loop of getppid() calls, each followed by `spin` empty turns, in a process of its own. */
export async function getppidLoop(calls: number, spin = 0): Promise<LoopRun> {
  const start = process.hrtime.bigint();
  const child = spawn('perl', ['-e', SCRIPT, `${calls}`, `${spin}`], { stdio: 'ignore' });
  const status = await ended(child);
  const wallNs = Number(process.hrtime.bigint() - start);
  if (status !== 0) throw new Error(`perl failed (status ${status})`);
  return { pid: child.pid ?? 0, wallNs };
}

/** The exit status of a child, once there is one; null if a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
}
