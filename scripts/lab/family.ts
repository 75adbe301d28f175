import { readFileSync } from 'node:fs';

/** What links a process to those that started it. */
interface Kin {
  readonly parent: number;
  readonly group: number;
}

/**
 * The ancestors of a process as far as they belong to its process group: npm, a shell, tsx,
 * whatever one started to start it. The shell that a user types in is not among them, so a job may
 * outlive it.
 */
export function ancestors(pid: number, kin: (pid: number) => Kin | undefined = readKin): number[] {
  const group = kin(pid)?.group;
  const chain: number[] = [];
  for (let at = kin(pid)?.parent ?? 0; at > 1; at = kin(at)?.parent ?? 0) {
    if (kin(at)?.group !== group) break;
    chain.push(at);
  }
  return chain;
}

/**
 * Whether init has adopted a process, or an ancestor of its group: the one that led the group was
 * killed.
 */
export function isOrphan(pid: number, kin: (pid: number) => Kin | undefined = readKin): boolean {
  const eldest = ancestors(pid, kin).at(-1) ?? pid;
  const { parent, group } = kin(eldest) ?? {};
  return parent === 1 && group !== eldest && group !== kin(1)?.group;
}

/**
 * Ends this process, with `status`, soon after one of its ancestors: who kills npm means the lab.
 */
export function leaveWithFamily(status: number): void {
  if (isOrphan(process.pid)) process.exit(status);
  const born = ancestors(process.pid).join();
  const look = (): void => {
    if (ancestors(process.pid).join() !== born) process.exit(status);
  };
  setInterval(look, 500).unref();
}

function readKin(pid: number): Kin | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before it, in parentheses, may hold anything.
    const [, parent, group] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return parent === undefined || group === undefined ? undefined : { parent, group };
  } catch {
    return undefined;
  }
}
