import type { CopiedVariable } from './kernel-names.ts';

/** Where values come from: the machine's files, and the kernel's enums. */
export interface PublishedFacts {
  read(path: string): string;
  enumerator(name: string): bigint | undefined;
}

type Make = (facts: PublishedFacts) => CopiedVariable | undefined;

/**
 * Variables of the kernel that it publishes elsewhere, for kernels that hide where they lie. Only
 * such whose value is exact and stays as it is, or changes by a command of the administrator's only
 * (Documentation/admin-guide/sysctl): a copy that is made when tracing begins is as good. Their types
 * are in known-variables.ts.
 */
const rows: Readonly<Record<string, Make>> = {
  // Nobody traces a kernel that has crashed: none of its processors did.
  crashing_cpu: () => number(4, -1n),
  // As fs/proc/version.c prints it, which is linux_banner with the running kernel's own names.
  linux_banner: ({ read }) => ({ bytes: text(read('/proc/version')) }),
  // No page frame lies behind that of the highest zone.
  max_pfn: ({ read }) => number(8, endOfZones(read('/proc/zoneinfo'))),
  nr_cpu_ids: ({ read }) => number(4, countOf(read('/sys/devices/system/cpu/possible'))),
  panic_on_oops: sysctl('kernel/panic_on_oops'),
  panic_timeout: sysctl('kernel/panic'),
  randomize_va_space: sysctl('kernel/randomize_va_space'),
  // fs/proc/cmdline.c adds the newline.
  saved_command_line: ({ read }) => ({
    bytes: text(read('/proc/cmdline').replace(/\n$/, '')),
    pointer: true,
  }),
  // Nobody traces in any other state.
  system_state: ({ enumerator }) => number(4, enumerator('SYSTEM_RUNNING')),
  vm_swappiness: sysctl('vm/swappiness'),
};

/** The copy of a variable; undefined for all others, and where a file is missing or says nothing. */
export function publishedVariable(name: string, facts: PublishedFacts): CopiedVariable | undefined {
  const make = Object.hasOwn(rows, name) ? rows[name] : undefined;
  try {
    return make?.(facts);
  } catch {
    return undefined;
  }
}

/** An `int` below /proc/sys. */
function sysctl(file: string): Make {
  return ({ read }) => number(4, BigInt(read(`/proc/sys/${file}`).trim()));
}

function text(of: string): Uint8Array {
  return Buffer.from(`${of}\0`, 'latin1');
}

function number(bytes: 4 | 8, value: bigint | undefined): CopiedVariable | undefined {
  if (value === undefined) return undefined;
  const cell = Buffer.alloc(8);
  cell.writeBigInt64LE(BigInt.asIntN(64, value));
  return { bytes: cell.subarray(0, bytes) };
}

/** One more than the last of a list of processors such as `0-3,8-11`. */
function countOf(list: string): bigint | undefined {
  const last = /(\d+)\s*$/.exec(list)?.[1];
  return last === undefined ? undefined : BigInt(last) + 1n;
}

/** Zones with memory have `spanned` frames from `start_pfn` on. */
function endOfZones(zones: string): bigint | undefined {
  const ends = zones.split(/^Node /m).map((zone) => {
    const [start, spanned] = [/start_pfn:\s+(\d+)/, /spanned\s+(\d+)/].map(
      (p) => p.exec(zone)?.[1],
    );
    return start === undefined || spanned === undefined ? 0n : BigInt(start) + BigInt(spanned);
  });
  const end = ends.reduce((most, n) => (n > most ? n : most), 0n);
  return end === 0n ? undefined : end;
}
