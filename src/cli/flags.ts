/** DTrace's options: one row each, for the scanner, the command line and the help page. */
export interface Flag {
  /** Name of the value in the help page; absent: it takes none. */
  readonly value?: string;
  readonly help: string;
  readonly effect: Effect;
}

export type Effect =
  /** Sets an option; the flag's value is the option's. */
  | { readonly kind: 'option'; readonly name: string }
  /** -x. */
  | { readonly kind: 'assignment' }
  | { readonly kind: 'script' }
  | { readonly kind: 'description'; readonly form: DescriptionForm }
  | { readonly kind: 'target'; readonly by: 'command' | 'pid' }
  | { readonly kind: 'output' }
  | { readonly kind: 'mode'; readonly mode: 'list' | 'version' | 'help' }
  | { readonly kind: 'switch'; readonly name: 'compileOnly' | 'verbose' | 'debugOutput' }
  | { readonly kind: 'dataModel'; readonly bits: '32' | '64' }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** What the last field of a description is: -P provider, -m module, -f function, -n name, -i id. */
export type DescriptionForm = 'provider' | 'module' | 'function' | 'name' | 'id';

const option = (name: string): Effect => ({ kind: 'option', name });
const description = (form: DescriptionForm, what: string): Flag => ({
  value: `${form} [clause]`,
  help: `enable or list probes by ${what}`,
  effect: { kind: 'description', form },
});

const ANONYMOUS = 'Linux cannot trace before there is a process to load programs';

export const flags: Readonly<Record<string, Flag>> = {
  P: description('provider', 'provider'),
  m: description('module', 'module: [provider:]module'),
  f: description('function', 'function: [[provider:]module:]function'),
  n: description('name', 'name: [[[provider:]module:]function:]name'),
  i: description('id', 'probe id'),
  s: { value: 'script', help: 'run or list a D script', effect: { kind: 'script' } },

  c: {
    value: 'command',
    help: 'run a command, $target, and stop when it ends',
    effect: { kind: 'target', by: 'command' },
  },
  p: {
    value: 'pid',
    help: 'take a process as $target, and stop when it ends',
    effect: { kind: 'target', by: 'pid' },
  },
  o: { value: 'file', help: 'append the output to a file', effect: { kind: 'output' } },
  q: { help: 'quiet: print only what the program prints', effect: option('quiet') },
  F: { help: 'indent by function entry and return', effect: option('flowindent') },
  w: { help: 'allow destructive actions', effect: option('destructive') },
  Z: { help: 'allow descriptions that match no probe', effect: option('zdefs') },
  b: { value: 'size', help: 'size of the trace buffer (k, m, g, t)', effect: option('bufsize') },
  x: { value: 'option[=value]', help: 'set an option', effect: { kind: 'assignment' } },

  l: { help: 'list probes instead of enabling them', effect: { kind: 'mode', mode: 'list' } },
  e: {
    help: 'stop after compiling; needs no privilege',
    effect: { kind: 'switch', name: 'compileOnly' },
  },
  S: { help: 'print the BPF code, with its D source', effect: option('verbose') },
  v: {
    help: 'report stability, with -l that of each probe; with -V: the version of this program too',
    effect: { kind: 'switch', name: 'verbose' },
  },
  V: { help: 'print the version of the D language', effect: { kind: 'mode', mode: 'version' } },
  h: { help: 'print this page', effect: { kind: 'mode', mode: 'help' } },

  C: { help: 'run the preprocessor over scripts', effect: option('cpp') },
  D: { value: 'name[=text]', help: 'preprocessor: define a name', effect: option('define') },
  U: { value: 'name', help: 'preprocessor: undefine a name', effect: option('undef') },
  I: { value: 'directory', help: 'preprocessor: look for includes', effect: option('incdir') },
  H: { help: 'preprocessor: name the included files', effect: option('cpphdrs') },
  X: {
    value: 'a|c|s|t',
    help: 'preprocessor: conformance to ISO C',
    effect: option('stdc'),
  },

  '3': { value: '2', help: 'not supported', effect: { kind: 'dataModel', bits: '32' } },
  '6': {
    value: '4',
    help: 'not supported: -64 is all there is',
    effect: { kind: 'dataModel', bits: '64' },
  },
  L: { value: 'directory', help: 'add the D libraries of a directory', effect: option('libdir') },
  G: {
    help: 'not supported yet',
    effect: refused('linking D into an ELF file needs USDT probes, which are not supported yet'),
  },
  A: { help: 'not supported', effect: refused(ANONYMOUS) },
  a: { help: 'not supported', effect: refused(ANONYMOUS) },
  B: {
    help: 'show the output piece by piece, for debugging',
    effect: { kind: 'switch', name: 'debugOutput' },
  },
};

function refused(reason: string): Effect {
  return { kind: 'unsupported', reason };
}
