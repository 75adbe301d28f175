import { SystemError } from '../diag/index.ts';
import type { Options } from '../lang/index.ts';

/** What libdtrace tells the preprocessor about the language and the system. */
const predefined = [
  '-D__linux',
  '-D__linux__',
  '-D__unix',
  '-D__SVR4',
  '-D__SUNW_D=1',
  '-D__SUNW_D_64',
  '-D__Linux',
  '-U__GNUC__',
];

/** __SUNW_D_VERSION: major, minor and micro of the language in 8, 12 and 12 bits. */
const versions = { illumos: 0x0100d000, oracle: 0x02000000 } as const;

const conformance: Readonly<Record<string, string>> = {
  a: '-std=c99',
  c: '-std=c99',
  t: '-std=c99',
  s: '-traditional-cpp',
};

/** The words after `cpp`. */
export function preprocessorArguments(options: Options): string[] {
  const version = versions[options.dialect].toString(16).padStart(8, '0');
  return [
    ...predefined,
    ...(process.arch === 'arm64' ? ['-D__aarch64__'] : ['-D__amd64', '-D__x86_64__']),
    `-D__SUNW_D_VERSION=0x${version}`,
    ...options.define.map((name) => `-D${name}`),
    ...options.undef.map((name) => `-U${name}`),
    ...options.incdir.map((directory) => `-I${directory}`),
    ...(options.cpphdrs ? ['-H'] : []),
    ...options.cppargs,
    ...(conformance[options.stdc] === undefined ? [] : [conformance[options.stdc] ?? '']),
    // Not /dev/stdin: what node makes is a socket, which cannot be opened.
    '-',
  ];
}

/**
 * A script after cpp. An interpreter line is blanked first, since cpp would choke on it.
 * SystemError if the preprocessor is not there or fails; it says why on stderr itself.
 */
export async function preprocess(path: string, text: string, options: Options): Promise<string> {
  const { spawnSync } = await import('node:child_process');
  const input = Buffer.from(text.replace(/^#![^\n]*/, ''), 'latin1');
  const run = spawnSync(options.cpppath, preprocessorArguments(options), {
    input,
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  const why = obstacle(run.error, run.status);
  if (why !== undefined) {
    const hint = `-C runs '${options.cpppath}'; another one is named with -x cpppath=`;
    throw new SystemError(`failed to compile script ${path}: ${why}`, hint);
  }
  return run.stdout.toString('latin1');
}

/** libdtrace's words for what went wrong, if anything. */
function obstacle(error: Error | undefined, status: number | null): string | undefined {
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    return 'Preprocessor not found';
  }
  // One that does not read its input to the end is an error (EPIPE) and has a status all the same.
  if (status === null) return 'Failed to exec preprocessor';
  return status === 0 ? undefined : 'Preprocessor failed to process input program';
}
