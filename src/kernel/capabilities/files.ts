import { TRACEFS } from '../tracefs.ts';
import { type Asked, byFiles, type Detection, type Finding } from './capability.ts';

/** What rows of the table look for among files. */

/** A fact that is true, or why not. */
const lacksUnless = (isThere: boolean, lacks: string): Finding => (isThere ? undefined : { lacks });

/** By a file in one of these folders, which is not read. */
const fileIn = (folders: readonly string[], name: string, lacks: string): Detection =>
  byFiles(({ list }) => {
    const isThere = folders.some((folder) => list(folder).includes(name));
    return lacksUnless(isThere, lacks);
  });

const LOCKDOWN = '/sys/kernel/security/lockdown';

/** A list of words, with the present one in brackets; without the file nothing is locked. */
function openUnless(...levels: readonly string[]): Detection {
  return byFiles(({ read }) => {
    const [, level = ''] = /\[(\w+)\]/.exec(read(LOCKDOWN)?.toString('latin1') ?? '') ?? [];
    return lacksUnless(!levels.includes(level), `it is locked down (${LOCKDOWN}: ${level})`);
  });
}

const BTF = '/sys/kernel/btf';

function moduleBtf({ list, read }: Asked): Finding {
  if (list(BTF).some((name) => name !== 'vmlinux')) return undefined;
  const modules = read('/proc/modules');
  return modules === undefined || modules.length === 0
    ? { untold: 'it has no modules to ask about' }
    : { lacks: 'its modules came without BTF (CONFIG_DEBUG_INFO_BTF_MODULES)' };
}

const SYMBOLS = '/proc/kallsyms';
const SOME_SYMBOLS = 4096;
/** Per-CPU variables come first, and the first of them is at 0. */
const ADDRESS = /^(?!0{16} )[\da-f]{16} /m;

function symbolAddresses({ read }: Asked): Finding {
  const text = read(SYMBOLS, SOME_SYMBOLS)?.toString('latin1', 0, SOME_SYMBOLS) ?? '';
  return lacksUnless(ADDRESS.test(text), 'symbols have no addresses for those without CAP_SYSLOG');
}

function dataSymbols({ read }: Asked): Finding {
  return lacksUnless(
    read(SYMBOLS)?.includes(' jiffies\n') === true,
    'this kernel lists no data symbols (it was built without CONFIG_KALLSYMS_ALL)',
  );
}

const PMUS = '/sys/bus/event_source/devices';
/** Drivers of units that count: sorts of processors have one each, named after what they are. */
const COUNTERS = /^(?:cpu|cpu_core|cpu_atom|armv\d.*)$/;

function counters({ list }: Asked): Finding {
  return lacksUnless(
    list(PMUS).some((name) => COUNTERS.test(name)),
    'it sees no counters of this processor, which may be a virtual one',
  );
}

export const files = {
  btf: fileIn([BTF], 'vmlinux', 'it was built without CONFIG_DEBUG_INFO_BTF'),
  moduleBtf: byFiles(moduleBtf),
  openUnless,
  symbolAddresses: byFiles(symbolAddresses),
  dataSymbols: byFiles(dataSymbols),
  counters: byFiles(counters),
  kprobe: fileIn([PMUS], 'kprobe', 'it has no kprobes (CONFIG_KPROBES)'),
  tracefs: fileIn(TRACEFS, 'available_events', 'tracefs is not mounted, or not for this process'),
  traceableFunctions: fileIn(
    TRACEFS,
    'available_filter_functions',
    'it was built without ftrace, or hides it',
  ),
} as const;
