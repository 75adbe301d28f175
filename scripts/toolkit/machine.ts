import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const INSIDE = 'DTRACE_TOOLKIT_INSIDE';
const PLACE = '/usr/sbin';

/**
 * Scripts begin with `#!/usr/sbin/dtrace`: runs this program once more where that is ours, for it alone.
 * Gives the exit status of that, or undefined if this is it.
 */
export function enter(dtrace: string, folder: string): number | undefined {
  if (process.env[INSIDE] !== undefined) {
    placeDtrace(dtrace, folder);
    return undefined;
  }
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, [INSIDE]: '1' };
  const { status } = spawnSync('unshare', ['-m', ...self], { stdio: 'inherit', env });
  return status ?? 1;
}

function placeDtrace(dtrace: string, folder: string): void {
  const [upper, work] = ['upper', 'work'].map((name) => join(folder, name));
  for (const path of [upper, work]) if (path !== undefined) mkdirSync(path, { recursive: true });
  symlinkSync(dtrace, join(folder, 'upper', 'dtrace'));
  const options = `lowerdir=${PLACE},upperdir=${upper},workdir=${work}`;
  const { status } = spawnSync('mount', ['-t', 'overlay', 'overlay', '-o', options, PLACE], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`there is no ${PLACE}/dtrace, and it cannot be put there`);
}

/** Interpreters that wrappers name, and this system lacks. */
export function missingPrograms(): readonly string[] {
  return ['/usr/bin/ksh', '/usr/bin/sh', '/usr/bin/perl'].filter((path) => !existsSync(path));
}
