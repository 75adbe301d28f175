import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from './cache.ts';
import type { Guest } from './guest.ts';
import { Packages } from './packages.ts';
import { outputOf, type ToolPaths } from './tools.ts';

/** What scripts and tests of ours call; npm's node needs the C++ library. */
const programs =
  `bash busybox-static coreutils dash e2fsprogs findutils grep kmod libstdc++6 mawk mount
  perl procps sed strace util-linux`.split(/\s+/);

/** Folders of old packages that are links to those below /usr. */
const merged = ['bin', 'sbin', 'lib'];

/** Where a node in /usr/bin looks for packages in the end, whoever asks. */
const MODULES = 'usr/lib/node';

/** What npm's packages, which are the host's, have for each kind of machine, as far as tests load it. */
const binariesFor = (node: string): readonly string[] => [
  `@koromix/koffi-linux-${node}`,
  `@esbuild/linux-${node}`,
  `@rolldown/binding-linux-${node}-gnu`,
  `lightningcss-linux-${node}-gnu`,
];

/**
 * A folder with programs for another kind of machine, to be laid over the host's files: Debian's, and
 * from npm node and the binaries of packages, of the versions that are used here.
 */
export async function prepareUserland(guest: Guest, tools: ToolPaths): Promise<string> {
  const own = binariesFor(process.arch).map(versionOf);
  const binaries = binariesFor(guest.node).map((name, i) => ({ name, version: own[i] ?? '' }));
  const [node = ''] = process.versions.node.split('.');
  const versions = createHash('sha256')
    .update([node, ...programs, ...own].join())
    .digest('hex')
    .slice(0, 8);
  return cachedFolder(`${guest.architecture}-${versions}`, async (folder) => {
    console.error(`lab: fetching programs for ${guest.architecture}`);
    await new Packages(guest, tools).unpackWithNeeds(programs, folder);
    for (const name of merged) mergeIntoUsr(folder, name);
    // Made when a package is installed.
    symlinkSync('mawk', join(folder, 'usr/bin/awk'));
    await unpackNpm(`node-linux-${guest.node}@${node}`, join(folder, 'usr'), tools);
    for (const { name, version } of binaries)
      await unpackNpm(`${name}@${version}`, join(folder, MODULES, name), tools);
  });
}

/** Of a package of this project. */
function versionOf(name: string): string {
  const file = join(import.meta.dirname, '../../node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

function mergeIntoUsr(folder: string, name: string): void {
  const from = join(folder, name);
  cpSync(from, join(folder, 'usr', name), { recursive: true, verbatimSymlinks: true });
  rmSync(from, { recursive: true });
  symlinkSync(join('usr', name), from);
}

async function unpackNpm(name: string, folder: string, tools: ToolPaths): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const words = ['pack', '--silent', '--pack-destination', folder, name];
  const file = (await outputOf(tools, tools.npm, words)).toString().trim();
  const archive = join(folder, file);
  await outputOf(tools, tools.tar, ['-xf', archive, '--strip-components=1', '-C', folder]);
  rmSync(archive);
}
