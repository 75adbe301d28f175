import type { Capability } from './capability.ts';
import { files } from './files.ts';

/** What the kernel tells of itself: types, symbols, names. */
export const nameRows = {
  btf: {
    what: 'the types of the kernel (BTF)',
    since: '5.4',
    detection: files.btf,
    otherwise: 'numbers without types: arg0, not args[0]',
    loses: 'args[], curthread, self->, proc, sched, io, ip, tcp, fbt by fentry',
  },
  'module-btf': {
    what: "the types of the kernel's modules (BTF)",
    since: '5.11',
    detection: files.moduleBtf,
    otherwise: 'the types of the kernel itself',
    loses: 'args[] of functions and events of modules, mod`type',
  },
  'symbol-addresses': {
    what: 'addresses of the symbols of the kernel, for this process',
    since: '2.6',
    detection: files.symbolAddresses,
    otherwise: 'addresses as numbers in stack() and %a',
    loses: 'names of functions, kernel variables',
  },
  'data-symbols': {
    what: 'the symbols of the variables of the kernel',
    since: '2.6',
    detection: files.dataSymbols,
    otherwise: 'copies of those variables that /proc and /sys show',
    loses: 'the other kernel variables',
  },
  tracefs: {
    what: 'names and records of tracepoints, in tracefs',
    since: '4.1',
    detection: files.tracefs,
    otherwise: 'the names that BTF knows',
    loses: 'sdt with its fields, the names of subsystems, tracepoints of modules',
  },
  'traceable-functions': {
    what: 'the list of functions that can be traced, in tracefs',
    since: '4.1',
    detection: files.traceableFunctions,
    otherwise: 'the functions that BTF and /proc/kallsyms know',
    loses: 'functions of modules; some are listed and then refused',
  },
} as const satisfies Readonly<Record<string, Capability>>;
