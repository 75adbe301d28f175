import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Between a folder's name and the id of the process that fills it. */
const PARTIAL = '.partial.';

/** Where what the lab fetches is kept from run to run. */
export const cacheFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dtrace-lab');

/**
 * A folder of the cache, filled if it is not there. It appears under its name when all is in it;
 * what a killed run left of it is thrown away.
 */
export async function cachedFolder(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  removeRemains();
  const partial = `${folder}${PARTIAL}${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    await fill(partial);
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

/** Removes folders of processes that have gone. */
function removeRemains(): void {
  mkdirSync(cacheFolder(), { recursive: true });
  for (const entry of readdirSync(cacheFolder())) {
    const [, maker] = entry.split(PARTIAL);
    if (maker !== undefined && !existsSync(`/proc/${maker}`))
      rmSync(join(cacheFolder(), entry), { recursive: true, force: true });
  }
}
