import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** A module, unpacked, is the largest. */
const LARGEST_OUTPUT = 64 << 20;

/** What the lab runs, where it may be, and the Debian package that has it. */
export interface Tool {
  readonly name: string;
  readonly package: string;
  /** Folders that are not in PATH as a rule. */
  readonly folders?: readonly string[];
}

const tools = {
  virtiofsd: {
    name: 'virtiofsd',
    package: 'qemu-system-common',
    folders: ['/usr/lib/qemu', '/usr/libexec'],
  },
  busybox: { name: 'busybox', package: 'busybox-static' },
  xz: { name: 'xz', package: 'xz-utils' },
  tar: { name: 'tar', package: 'tar' },
  npm: { name: 'npm', package: 'npm' },
  dpkg: { name: 'dpkg-deb', package: 'dpkg' },
  aptGet: { name: 'apt-get', package: 'apt' },
  aptCache: { name: 'apt-cache', package: 'apt' },
  unshare: { name: 'unshare', package: 'util-linux' },
  setpriv: { name: 'setpriv', package: 'util-linux' },
} as const satisfies Readonly<Record<string, Tool>>;

export type ToolPaths = Readonly<Record<keyof typeof tools | 'qemu', string>>;

/**
 * The path of each tool, and of the emulator; an error names all that are missing and the command
 * that installs them.
 */
export function findTools(
  qemu: Tool,
  path: string = process.env['PATH'] ?? '',
  isProgram: (file: string) => boolean = isExecutable,
): ToolPaths {
  const find = (tool: Tool): string | undefined =>
    [...path.split(delimiter), ...(tool.folders ?? [])]
      .map((folder) => join(folder, tool.name))
      .find(isProgram);
  const all: Readonly<Record<string, Tool>> = { qemu, ...tools };
  const missing = Object.values(all).filter((tool) => find(tool) === undefined);
  if (missing.length > 0) throw new Error(missingText(missing));
  return Object.fromEntries(
    Object.entries(all).map(([key, tool]) => [key, find(tool)]),
  ) as ToolPaths;
}

function missingText(missing: readonly Tool[]): string {
  const names = missing.map((tool) => tool.name).join(', ');
  const packages = [...new Set(missing.map((tool) => tool.package))].join(' ');
  return `${names} not found: apt-get install --no-install-recommends ${packages}`;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a program writes, started in `cwd`; it does not outlive this process. Throws if it fails.
 */
export async function outputOf(
  tools: ToolPaths,
  program: string,
  args: readonly string[],
  cwd = '/',
): Promise<Buffer> {
  const tied = ['--pdeathsig', 'KILL', program, ...args];
  const options = { cwd, maxBuffer: LARGEST_OUTPUT, encoding: 'buffer' } as const;
  return (await promisify(execFile)(tools.setpriv, tied, options)).stdout;
}
