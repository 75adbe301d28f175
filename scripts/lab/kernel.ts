import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { initrd } from './initrd.ts';
import { outputOf, type ToolPaths } from './tools.ts';

/**
 * A kernel that is ready to boot: `folder` holds what its package unpacks to, and the first file
 * system made of it.
 */
export interface Kernel {
  readonly folder: string;
  /** As `uname -r` says. */
  readonly release: string;
  readonly image: string;
  readonly initrd: string;
}

/**
 * The kernels of the lab, and the packages that depend on the newest one of the series. Which
 * package that is depends on the Debian release; the cloud kernels are built for virtual machines
 * and small.
 */
export const series: Readonly<Record<string, readonly string[]>> = {
  '6.1': ['linux-image-cloud-amd64'],
  '6.12': ['linux-image-6.12-cloud-amd64', 'linux-image-cloud-amd64'],
};

/** Between a folder's name and the id of the process that fills it. */
const PARTIAL = '.partial.';

/** Where kernels are kept from run to run. */
export const cacheFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'dtrace-lab');

/**
 * The kernel of a series, fetched and unpacked if the cache does not have it. The folder appears
 * under its name when all is in it; what a killed run left of it is thrown away.
 */
export async function prepareKernel(name: string, tools: ToolPaths): Promise<Kernel> {
  const folder = join(cacheFolder(), name);
  if (!existsSync(folder)) {
    removeRemains();
    const partial = `${folder}${PARTIAL}${process.pid}`;
    mkdirSync(partial, { recursive: true });
    try {
      await fetchKernel(name, partial, tools);
      writeFileSync(join(partial, 'initrd'), await initrd(partial, releaseIn(partial), tools));
      if (!existsSync(folder)) renameSync(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  const release = releaseIn(folder);
  const image = join(folder, 'boot', `vmlinuz-${release}`);
  return { folder, release, image, initrd: join(folder, 'initrd') };
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

async function fetchKernel(name: string, folder: string, tools: ToolPaths): Promise<void> {
  const found = await packageOf(name, tools);
  console.error(`lab: fetching ${found}`);
  await outputOf(tools, tools.aptGet, ['-qq', 'download', found], folder);
  for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.deb'))) {
    await outputOf(tools, tools.dpkg, ['-x', join(folder, file), folder]);
    rmSync(join(folder, file));
  }
}

/** The package with the newest kernel of a series. */
async function packageOf(name: string, tools: ToolPaths): Promise<string> {
  for (const meta of series[name] ?? []) {
    const found = dependency(await dependsOf(meta, tools), name);
    if (found !== undefined) return found;
  }
  const metas = series[name]?.join(' or ');
  throw new Error(`apt has no kernel ${name} (${metas}): needs Debian's sources; apt-get update`);
}

async function dependsOf(meta: string, tools: ToolPaths): Promise<string> {
  try {
    return (await outputOf(tools, tools.aptCache, ['depends', meta])).toString();
  } catch {
    return '';
  }
}

/** The kernel package of a series in what `apt-cache depends` prints of a package. */
export function dependency(text: string, name: string): string | undefined {
  return text
    .match(/Depends: (linux-image-\S+)/g)
    ?.map((line) => line.slice('Depends: '.length))
    .find((found) => found.startsWith(`linux-image-${name}.`));
}

function releaseIn(folder: string): string {
  const [release] = readdirSync(join(folder, 'lib/modules'));
  if (release === undefined) throw new Error(`${folder} holds no kernel: remove it and try again`);
  return release;
}
