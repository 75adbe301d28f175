import type { HelperName } from '../../bpf/index.ts';
import type { BtfTypes } from '../../types/index.ts';
import { missingPrivileges } from '../privileges.ts';
import type { Sys } from '../sys.ts';

/** The machine that is asked; each part is read when a row asks for it. */
export interface Asked {
  readonly sys: Sys;
  /** `6.18.44-name`. */
  readonly release: string;
  /** As uname(1) calls it. */
  readonly processor: string;
  /** A file's bytes, of large ones the first `most`; undefined if it is not there, or not for us. */
  readonly read: (path: string, most?: number) => Buffer | undefined;
  /** Names in a folder; none if it is not there. */
  readonly list: (folder: string) => readonly string[];
  /** The kernel's types; undefined without BTF. */
  readonly types: () => BtfTypes | undefined;
}

/** Of the kernel, "it": why it lacks something, or why that cannot be told; undefined: it is there. */
export type Finding = { readonly lacks: string } | { readonly untold: string } | undefined;

export interface Detection {
  /** How a row finds out, for people. */
  readonly by: 'trying' | 'types' | 'files' | 'version';
  readonly find: (machine: Asked) => Finding;
}

/** Something of the kernel that dtrace stands on. */
export interface Capability {
  readonly what: string;
  /** The first kernel of mainline that has it; a distribution's may be older. */
  readonly since: string;
  readonly detection: Detection;
  /** What programs call to use it. */
  readonly helpers?: readonly HelperName[];
  /** What serves in its place. */
  readonly otherwise: string;
  /** What a user loses by that. */
  readonly loses: string;
}

/** By doing it, which takes privileges; `attempt` gives what the kernel says against it. */
export function byTrying(attempt: (machine: Asked) => string | undefined): Detection {
  return {
    by: 'trying',
    find: (machine) => {
      if (missingPrivileges(statusOf(machine)).length > 0) return { untold: 'only root can ask' };
      const lacks = attempt(machine);
      return lacks === undefined ? undefined : { lacks };
    },
  };
}

/** By what files say. */
export function byFiles(find: Detection['find']): Detection {
  return { by: 'files', find };
}

export const VMLINUX = '/sys/kernel/btf/vmlinux';

/** By a name among those of the kernel's types. To search the bytes is quicker than to understand them. */
export function byTypes(name: string): Detection {
  return {
    by: 'types',
    find: ({ read }) => {
      const btf = read(VMLINUX);
      if (btf === undefined) return { untold: 'it has no BTF that would say' };
      return btf.includes(`\0${name}\0`) ? undefined : { lacks: `its BTF has no ${name}` };
    },
  };
}

/** Where nothing else tells. */
export const byVersion: Detection = {
  by: 'version',
  find: () => ({ untold: 'nothing but its version says' }),
};

/** What /proc says of this process, its privileges among it. */
export function statusOf({ read }: Pick<Asked, 'read'>): string {
  return read('/proc/self/status')?.toString('latin1') ?? '';
}

/** Is a kernel, `6.18.44-name`, as new as `6.1`? */
export function atLeast(running: string, wanted: string): boolean {
  const [major, minor] = numbers(running);
  const [wantedMajor, wantedMinor] = numbers(wanted);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function numbers(version: string): readonly [number, number] {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
