import type { CopiedVariable } from './kernel-names.ts';

type Read = (path: string) => string;

interface Row {
  readonly type: string;
  /** Its words of 8 bytes, one after the other. */
  readonly words: (read: Read) => readonly (number | undefined)[];
}

/** Over the last 1, 5 and 15 minutes, in units of a fraction. */
function loads(one: number): Row {
  return {
    type: 'unsigned long []',
    words: (read) => {
      const averages = read('/proc/loadavg').split(' ').slice(0, 3);
      // Scripts cut off what is below a hundredth.
      return averages.map((load) => Math.ceil(Number(load) * one));
    },
  };
}

const processors: Row = {
  type: 'int',
  words: (read) => [countOf(read('/sys/devices/system/cpu/online'))],
};

/** Whose unit there is another one. */
const ALSO_OF_LINUX = 'avenrun';

/**
 * Variables of Solaris' kernel whose values Linux publishes: sizes in pages. (Those that an expression
 * of D can tell are inlines of translators/solaris-variables.d.)
 */
const rows: Readonly<Record<string, Row>> = {
  _pagesize: { type: 'unsigned long', words: (read) => [pageBytes(read)] },
  availrmem: pages('MemAvailable'),
  [ALSO_OF_LINUX]: loads(2048),
  desfree: watermark('low'),
  freemem: pages('MemFree'),
  hp_avenrun: loads(65536),
  // ani_max, ani_free, ani_phys_resv, ani_mem_resv, ani_locked_swap: Linux reserves none.
  k_anoninfo: {
    type: 'struct k_anoninfo',
    words: (read) => {
      const [total = 0] = pages('SwapTotal').words(read);
      const [free = 0] = pages('SwapFree').words(read);
      return [total, free, total - free, 0, 0];
    },
  },
  lotsfree: watermark('high'),
  maxmem: pages('MemTotal'),
  minfree: watermark('min'),
  ncpus: processors,
  ncpus_online: processors,
  pages_locked: pages('Unevictable'),
  pagesize: { type: 'unsigned long', words: (read) => [pageBytes(read)] },
  physinstalled: pages('MemTotal'),
  physmem: pages('MemTotal'),
};

/** How a variable's type is written; undefined: there is none of that name. */
export function solarisVariableType(name: string): string | undefined {
  return Object.hasOwn(rows, name) ? rows[name]?.type : undefined;
}

/** Is it one that no kernel of Linux has, so that none needs be asked? */
export function isOnlyOfSolaris(name: string): boolean {
  return Object.hasOwn(rows, name) && name !== ALSO_OF_LINUX;
}

/** What it holds now; undefined for all others, and where a file is missing or says nothing. */
export function solarisVariable(name: string, read: Read): CopiedVariable | undefined {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  try {
    return row && asBytes(row.words(read));
  } catch {
    return undefined;
  }
}

function asBytes(words: readonly (number | undefined)[]): CopiedVariable | undefined {
  const bytes = Buffer.alloc(words.length * 8);
  for (const [i, word] of words.entries()) {
    if (word === undefined || !Number.isSafeInteger(word)) return undefined;
    bytes.writeBigInt64LE(BigInt(word), i * 8);
  }
  return { bytes };
}

/** A line of /proc/meminfo, which counts in 1024 bytes. */
function pages(line: string): Row {
  return {
    type: 'unsigned long',
    words: (read) => {
      const found = new RegExp(`^${line}:\\s+(\\d+) kB$`, 'm').exec(read('/proc/meminfo'));
      return [found ? Math.floor((Number(found[1]) * 1024) / pageBytes(read)) : undefined];
    },
  };
}

/** Of all zones together. */
function watermark(level: 'high' | 'low' | 'min'): Row {
  return {
    type: 'unsigned long',
    words: (read) => {
      const marks = read('/proc/zoneinfo').matchAll(new RegExp(`^\\s+${level}\\s+(\\d+)$`, 'gm'));
      return [[...marks].reduce((sum, [, mark]) => sum + Number(mark), 0)];
    },
  };
}

/** As the kernel maps a process: its memory begins and ends with a page. */
function pageBytes(read: Read): number {
  const size = /^KernelPageSize:\s+(\d+) kB$/m.exec(read('/proc/self/smaps'))?.[1];
  return Number(size ?? 4) * 1024;
}

/** Of a list of processors such as `0-3,8-11`. */
function countOf(list: string): number {
  return list
    .trim()
    .split(',')
    .map((range) => range.split('-').map(Number))
    .reduce((sum, [first = 0, last = first]) => sum + last - first + 1, 0);
}
