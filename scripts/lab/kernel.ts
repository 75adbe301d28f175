import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from './cache.ts';
import { type Guest, guests, isForeign } from './guest.ts';
import { initrd } from './initrd.ts';
import { Packages } from './packages.ts';
import type { ToolPaths } from './tools.ts';
import { prepareUserland } from './userland.ts';

/**
 * A kernel that is ready to boot: `folder` holds what its package unpacks to, and the first file
 * system made of it.
 */
export interface Kernel {
  readonly guest: Guest;
  readonly folder: string;
  /** As `uname -r` says. */
  readonly release: string;
  readonly image: string;
  readonly initrd: string;
  /** A folder with programs to lay over the host's; undefined where those run. */
  readonly userland: string | undefined;
}

/** Kernels that the lab knows. */
export interface Series {
  readonly guest: Guest;
  /** How their releases begin. */
  readonly release: string;
  /** Packages that depend on the newest one; which does so depends on the Debian release. */
  readonly packages: readonly string[];
}

/** The cloud kernels are built for virtual machines and small. */
export const series: Readonly<Record<string, Series>> = {
  ...kernelsFor(guests.amd64, ''),
  ...kernelsFor(guests.arm64, '-arm64'),
};

function kernelsFor(guest: Guest, suffix: string): Readonly<Record<string, Series>> {
  const newest = `linux-image-cloud-${guest.architecture}`;
  const backport = `linux-image-6.12-cloud-${guest.architecture}`;
  return {
    [`6.1${suffix}`]: { guest, release: '6.1', packages: [newest] },
    [`6.12${suffix}`]: { guest, release: '6.12', packages: [backport, newest] },
  };
}

/** The kernel of a series, fetched and unpacked if the cache does not have it. */
export async function prepareKernel(
  name: string,
  { guest, release, packages }: Series,
  tools: ToolPaths,
): Promise<Kernel> {
  const userland = isForeign(guest) ? await prepareUserland(guest, tools) : undefined;
  const shell = userland === undefined ? tools.busybox : join(userland, 'bin/busybox');
  const folder = await cachedFolder(name, async (partial) => {
    const source = new Packages(guest, tools);
    const found = await packageOf(release, packages, source);
    console.error(`lab: fetching ${found}`);
    await source.unpack(found, partial);
    writeFileSync(join(partial, 'initrd'), await initrd(partial, releaseIn(partial), shell, tools));
  });
  const exact = releaseIn(folder);
  const image = join(folder, 'boot', `vmlinuz-${exact}`);
  return { guest, folder, release: exact, image, initrd: join(folder, 'initrd'), userland };
}

/** The package with the newest kernel of a series. */
async function packageOf(
  release: string,
  packages: readonly string[],
  source: Packages,
): Promise<string> {
  for (const name of packages) {
    const found = dependency(await source.dependsOf(name), release);
    if (found !== undefined) return found;
  }
  const names = packages.join(' or ');
  throw new Error(
    `apt has no kernel ${release} (${names}): needs Debian's sources; apt-get update`,
  );
}

/** The kernel package of a series in what `apt-cache depends` prints of a package. */
export function dependency(text: string, release: string): string | undefined {
  return text
    .match(/Depends: (linux-image-\S+)/g)
    ?.map((line) => line.slice('Depends: '.length))
    .find((found) => found.startsWith(`linux-image-${release}.`));
}

function releaseIn(folder: string): string {
  const [release] = readdirSync(join(folder, 'lib/modules'));
  if (release === undefined) throw new Error(`${folder} holds no kernel: remove it and try again`);
  return release;
}
