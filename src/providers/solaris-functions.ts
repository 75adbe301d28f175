import { globMatches, isGlob } from './probes.ts';
import type { KernelEvents, ProbeName, Provider } from './provider.ts';
import { type SolarisFunction, silent, typed } from './solaris-function.ts';
import { execFunctions, swapFunctions } from './solaris-processes.ts';
import { socketFunctions } from './solaris-sockets.ts';
import { vnodeFunctions } from './solaris-vnodes.ts';
import { originOf, placesOf, type Source, type StableProbe } from './stable.ts';

/** Of files by system calls, with what comes after the file. */
function fileCalls(
  name: string,
  calls: readonly string[],
  values: readonly string[],
  type = 'long',
): readonly SolarisFunction[] {
  const when = '__file_of[(int)arg0] != NULL';
  const file = '(uintptr_t)&__file_of[(int)arg0]->f_path';
  const row = { module: 'genunix', function: name };
  const entry: Source = { calls, at: 'entry', when, values: [file, ...values] };
  return [
    { ...row, at: 'entry', sources: [entry], args: typed('struct vnode *', type) },
    { ...row, at: 'return', sources: [{ calls, at: 'return', when, values: ['0', 'errno'] }] },
  ];
}

/** args[1]->uio_resid is what is left to do. */
function transfers(name: string, calls: readonly string[]): readonly SolarisFunction[] {
  const text = "the kernel's own are left out, and those of several buffers";
  return fileCalls(name, calls, ['regs'], 'struct uio *').map((row) => ({ ...row, text }));
}

const rows: readonly SolarisFunction[] = [
  ...transfers('fop_read', ['read', 'pread64']),
  ...transfers('fop_write', ['write', 'pwrite64']),
  ...fileCalls('fop_ioctl', ['ioctl'], ['arg1', 'arg2']),
  ...fileCalls('fop_seek', ['lseek'], ['__file_of[(int)arg0]->f_pos']),
  ...vnodeFunctions,
  silent('ufs', 'ufs_getpage_ra', 'entry', 'struct vnode *'),
  silent('ufs', 'ufs_getpage_ra', 'return'),
  // Of STREAMS, and of kstat.
  silent('genunix', 'putnext', 'entry', 'queue_t *', 'mblk_t *'),
  silent('genunix', 'putnext', 'return'),
  silent('kstat', 'read_kstat_data', 'entry', 'int *', 'void *', 'int'),
  silent('kstat', 'read_kstat_data', 'return'),
  ...execFunctions,
  ...swapFunctions,
  ...socketFunctions,
];

/**
 * Solaris' kernel functions by the names that scripts have: probes of the view only, for the functions of
 * this kernel are others. A glob means functions, of which these few are not all.
 */
export const solarisFunctions: Provider = {
  name: 'fbt',
  stability: {
    provider: 'Evolving/Evolving/ISA',
    module: 'Private/Private/Unknown',
    function: 'Private/Private/Unknown',
    name: 'Evolving/Evolving/ISA',
    arguments: 'Private/Private/ISA',
  },
  probes: () => [],
  typedArguments: (probe) => rowOf(probe).args ?? [],
  places: (probe, kernel) => placesOf('fbt', rowOf(probe), kernel),
  origin: (probe, kernel) => originOf(rowOf(probe), kernel),
  solaris: ({ module, function: names, name: at }, kernel) => {
    if (isGlob(names) ? !(isFamily(names) && hasTrampolines(kernel)) : names === '')
      return undefined;
    const meant = rows.filter(
      (row) =>
        globMatches(names, row.function) &&
        globMatches(module, row.module) &&
        globMatches(at, row.at) &&
        isServed(row, kernel),
    );
    return meant.length === 0 ? undefined : { probes: meant.map(probeOf) };
  },
};

/** A glob means functions of Linux, of which these few are none; but for one family that is all here. */
function isFamily(names: string): boolean {
  return names.startsWith('fop_');
}

function hasTrampolines({ functions }: KernelEvents): boolean {
  return functions?.ways().includes('fentry') ?? false;
}

/** What only a function of Linux can serve is there if that can be traced. */
function isServed(row: SolarisFunction, kernel: KernelEvents): boolean {
  const needs = row.sources.flat().every((source) => 'function' in source);
  return row.besides === true || !needs || placesOf('fbt', stableOf(row), kernel).length > 0;
}

function probeOf({ module, function: name, at }: SolarisFunction): ProbeName {
  return { provider: 'fbt', module, function: name, name: at, view: 'solaris' };
}

function rowOf({ function: name, name: at }: ProbeName): StableProbe {
  const row = rows.find((r) => r.function === name && r.at === at);
  return row ? stableOf(row) : { name: `${name}:${at}`, sources: [] };
}

function stableOf(row: SolarisFunction): StableProbe {
  return { fidelity: 'close', ...row, name: `${row.function}:${row.at}` };
}
