import type { Tool } from './tools.ts';

/** A kind of machine that the lab can be. */
export interface Guest {
  /** As Debian calls it. */
  readonly architecture: string;
  /** As node does. */
  readonly node: string;
  readonly qemu: Tool;
  /** Arguments of qemu: the board, which takes its memory from `mem`, and what it starts from. */
  readonly board: readonly string[];
  /** The fastest processor to emulate that lacks nothing we use. */
  readonly processor: string;
  /** What the kernel must be told here: where its console is, and the like. */
  readonly boot: string;
}

/**
 * amd64: without erms the kernel clears memory by 8 bytes instead of one; without la57 it walks a level
 * of pages less. The time stamp counter is trusted, as the watchdog would throw it out now and then.
 *
 * arm64: the architecture's own signatures of pointers cost most of the time, emulated; qemu's do not.
 */
export const guests = {
  amd64: {
    architecture: 'amd64',
    node: 'x64',
    qemu: { name: 'qemu-system-x86_64', package: 'qemu-system-x86' },
    board: ['-M', 'q35,memory-backend=mem', '-bios', 'qboot.rom'],
    processor: 'max,-la57,-erms',
    boot: 'console=ttyS0 reboot=t tsc=reliable',
  },
  arm64: {
    architecture: 'arm64',
    node: 'arm64',
    qemu: { name: 'qemu-system-aarch64', package: 'qemu-system-arm' },
    board: ['-M', 'virt,gic-version=3,memory-backend=mem'],
    processor: 'max,pauth-impdef=on',
    boot: 'console=ttyAMA0',
  },
} as const satisfies Readonly<Record<string, Guest>>;

/** Whether the host's programs do not run there. */
export const isForeign = (guest: Guest): boolean => guest.node !== process.arch;
