/** What a compiled program depends on besides its text, by name. */
export type Fact =
  /** Where a member lies, in bytes from the beginning of what it is in. `path`: through structs without names. */
  | { readonly kind: 'member'; readonly module: string; readonly of: string; readonly path: string }
  /** The first bit, of less than eight that do not share two bytes, of a bit-field in its first byte. */
  | {
      readonly kind: 'bit';
      readonly module: string;
      readonly of: string;
      readonly path: string;
      readonly width: number;
    }
  /** Bytes of a struct; `path` as above, '' for the struct itself. */
  | { readonly kind: 'size'; readonly module: string; readonly of: string; readonly path: string }
  | { readonly kind: 'enumerator'; readonly name: string }
  /** The address of a kernel symbol. */
  | { readonly kind: 'symbol'; readonly module: string; readonly name: string }
  /** That there is a tracepoint. */
  | { readonly kind: 'event'; readonly name: string }
  /** What an event passes on, its parameters counted from 0. */
  | { readonly kind: 'parameter'; readonly event: string; readonly index: number }
  /** Parameters and result of a function. */
  | { readonly kind: 'function'; readonly module: string; readonly name: string }
  /** Where in an event's record, which tracefs describes, a field is. */
  | { readonly kind: 'field'; readonly event: string; readonly name: string }
  /** Processors that can ever be online. */
  | { readonly kind: 'cpus' }
  /** Frames between a program at a system call and the kernel's own, besides those that are always there. */
  | { readonly kind: 'frames' };

export type FactKind = Fact['kind'];

/** A name for it, by which relocations refer to it. */
export function factKey(fact: Fact): string {
  return keys[fact.kind](fact as never);
}

type Texts = { readonly [K in FactKind]: (fact: Extract<Fact, { kind: K }>) => string };

const inModule = (module: string): string => (module === 'vmlinux' ? '' : `${module}\``);
const dotted = (path: string): string => (path === '' ? '' : `.${path}`);

const keys: Texts = {
  member: ({ module, of, path }) => `${inModule(module)}${of}.${path}`,
  bit: ({ module, of, path }) => `first bit of ${inModule(module)}${of}.${path}`,
  size: ({ module, of, path }) => `sizeof ${inModule(module)}${of}${dotted(path)}`,
  enumerator: ({ name }) => `enumerator ${name}`,
  symbol: ({ module, name }) => `${module}\`${name}`,
  event: ({ name }) => `tracepoint ${name}`,
  parameter: ({ event, index }) => `parameter ${index} of tracepoint ${event}`,
  function: ({ module, name }) => `function ${inModule(module)}${name}`,
  field: ({ event, name }) => `field ${name} of tracepoint ${event}`,
  cpus: () => 'processors',
  frames: () => 'frames of system calls',
};

/** Facts that are numbers of which code may have sums; the others must be the same where the program runs. */
export const movable: ReadonlySet<FactKind> = new Set([
  'member',
  'bit',
  'field',
  'symbol',
  'cpus',
  'frames',
]);

/** Those that a program is not compiled with: they begin at 0, wherever it is saved. */
export const unbound: ReadonlySet<FactKind> = new Set(['frames']);

/** Is a bit-field one that may begin at any bit of a byte, and whose code is the same wherever that is? */
export function isSmall(width: number): boolean {
  return width > 0 && width < 8;
}
