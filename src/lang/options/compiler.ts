import { parseStability, type Stability } from '../../types/index.ts';
import { always, choice, flag, idle, illumosElse, integer, list, type Row, word } from './row.ts';
import { isVersion, versionNumber } from './version.ts';

/** Lists that several options add to: `-x setenv` and `-x unsetenv` make one. */
const environment: Row<readonly string[]> = {
  when: 'compile',
  initial: always([]),
  parse: (text, { current }) => (text && /^[^=]+=/.test(text) ? [...current, text] : undefined),
  doc: 'NAME=value: sets a variable of the environment of what -c starts',
};

const version: Row<string | undefined> = {
  when: 'compile',
  initial: always(undefined),
  parse: (text, { dialect, current, refuse }) => {
    if (text === undefined) return undefined;
    const number = versionNumber(text);
    if (number === undefined) return refuse('Version is not properly formatted or is too large');
    if (!isVersion(dialect, number)) {
      return refuse('Requested version is not supported by compiler');
    }
    if (current !== undefined && number > (versionNumber(current) ?? 0)) {
      return refuse('Requested version conflicts with earlier setting');
    }
    return text;
  },
  doc: 'names that a later version of D brought are left to the program',
};

const amin: Row<Stability | undefined> = {
  when: 'compile',
  initial: always(undefined),
  parse: (text) => (text === undefined ? undefined : parseStability(text)),
  doc: 'name/data/class: the least stability that clauses may have',
};

/** Registers are allocated as needed here; BPF has ten, and Oracle's can use eight of them. */
const iregs: Row<number> = {
  ...integer(8, 1, 'there is no choice of registers: values are spilled as needed'),
  parse: (text, { dialect, refuse }) => {
    const wanted = Number(/^\s*\+?([0-9]+)/.exec(text ?? '')?.[1] ?? 0);
    if (wanted < 1 || wanted > 8) return undefined;
    if (wanted < 8 && dialect === 'oracle') {
      return refuse('Insufficient registers to generate code');
    }
    return wanted;
  },
};

/** `off` and its like; a bare name is on. */
const solarisView: Row<boolean> = {
  when: 'compile',
  initial: illumosElse(true, false),
  parse: (text) => {
    if (text === undefined || ['on', 'yes', 'true', '1'].includes(text)) return true;
    return ['off', 'no', 'false', '0'].includes(text) ? false : undefined;
  },
  doc: 'names that scripts for Solaris use stand for what Linux has instead',
};

/** Options of the compiler, fixed when a program has been compiled. */
export const compilerRows = {
  dialect: choice(
    'compile',
    always('illumos'),
    ['illumos', 'oracle'],
    'whose D it is where the two differ',
  ),

  aggpercpu: idle(flag('what each CPU counted is for programs that use libdtrace')),
  amin,
  argref: flag('the last argument of the command line need not be used'),
  capabilities: {
    ...flag('say what this kernel can do for dtrace, as --capabilities'),
    commandLine: true,
  },
  cpp: flag('run the preprocessor, as -C'),
  cppargs: list('further arguments of the preprocessor, split at blanks', /\s+/),
  cpphdrs: { ...flag('name the included files, as -H'), commandLine: true },
  cpppath: word('', 'a preprocessor to run instead of the built-in one'),
  ctfpath: idle(word('', 'types come from BTF')),
  debug: flag('say more of internal errors, as DTRACE_DEBUG does'),
  debugassert: idle(choice('compile', always(''), ['mutexes'], 'there is nothing to assert')),
  solaris: solarisView,
  define: list('define a name for the preprocessor, as -D'),
  defaultargs: flag('macro arguments that are not given are 0 or ""'),
  disasm: idle(integer(1, 0, '-S prints the code that is loaded')),
  dofstashpath: idle({ ...word('', 'there is no DOF'), commandLine: false }),
  droptags: flag('begin messages about drops with the kind of drop'),
  empty: flag('a program may be empty'),
  encoding: choice(
    'compile',
    always('auto'),
    ['auto', 'ascii', 'utf8'],
    'characters of charts; auto: those of the locale, for aggpack only',
  ),
  errtags: flag('begin compile errors with their tag'),
  evaltime: choice(
    'compile',
    illumosElse('preinit', 'postinit'),
    ['exec', 'preinit', 'postinit', 'main'],
    'where -c holds the command: exec, before its first instruction; the others, when the dynamic linker is done',
  ),
  incdir: list('look for included files in a directory, as -I'),
  iregs: idle(iregs),
  kdefs: { ...flag('kernel symbols must be known when compiling'), initial: always(true) },
  // Translators are looked up while compiling, whatever it says: there is no other time.
  late: idle(choice('compile', always('static'), ['static', 'dynamic'], 'there is no late time')),
  lazyload: idle({ ...flag('there are no programs to link yet'), parse: () => true }),
  ldpath: idle(word('', 'nothing is linked')),
  libdir: list('a directory with D libraries'),
  linkmode: choice(
    'compile',
    always('kernel'),
    ['kernel', 'static', 'dynamic'],
    'when kernel symbols get their addresses; dynamic: when the program is loaded',
  ),
  linknommap: idle({ ...flag('nothing is linked'), parse: () => true }),
  linktype: idle(choice('compile', always('elf'), ['elf', 'dof'], 'nothing is linked')),
  modpath: idle(word('', "types of modules come from the running kernel's BTF")),
  nolibs: flag('load no D libraries'),
  pgmax: idle(integer(8, 0, 'no process is kept open for its symbols')),
  preallocate: idle(integer(0, 0, 'memory is allocated as needed')),
  procfspath: idle(word('', 'it is /proc')),
  pspec: flag('what may be a declaration or a description is a description'),
  setenv: environment,
  stdc: {
    ...choice<string>('compile', always(''), ['a', 'c', 's', 't'], 'conformance to C, as -X'),
    commandLine: true,
  },
  strip: idle(flag('a loaded program has nothing to strip')),
  syslibdir: word('', "the directory of D's own libraries"),
  sysslice: idle({ ...word('', 'processes of the system may be traced'), commandLine: false }),
  tree: integer(0, 1, 'print the program as it was understood'),
  tregs: idle(integer(8, 1, 'a tuple may have any number of keys')),
  udefs: idle({ ...flag('D programs name no user symbols'), initial: always(true) }),
  undef: list('undefine a name for the preprocessor, as -U'),
  useruid: idle(integer(500, 0, 'processes of the system may be traced')),
  verbose: flag('print the code, as -S'),
  version,
  zdefs: flag('descriptions may match no probe, as -Z'),
} satisfies Readonly<Record<string, unknown>>;
