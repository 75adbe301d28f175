import { readFileSync } from 'node:fs';

/**
 * Macro variables: ids of dtrace itself, and `target`, which is 0 without -c and -p (libdtrace).
 * Process group and session come from /proc, because node does not tell them.
 */
export function macroVariables(target: number | undefined): ReadonlyMap<string, number> {
  const { pgid, sid } = groupAndSession();
  return new Map([
    ['pid', process.pid],
    ['ppid', process.ppid],
    ['uid', process.getuid?.() ?? 0],
    ['euid', process.geteuid?.() ?? 0],
    ['gid', process.getgid?.() ?? 0],
    ['egid', process.getegid?.() ?? 0],
    ['pgid', pgid],
    ['sid', sid],
    ['target', target ?? 0],
  ]);
}

/** proc(5): after the command in parentheses come state, ppid, pgrp, session. */
function groupAndSession(): { readonly pgid: number; readonly sid: number } {
  const stat = readFileSync('/proc/self/stat', 'latin1');
  const [, , pgid, sid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pgid: Number(pgid), sid: Number(sid) };
}
