import type { Options } from '../lang/index.ts';
import { machine } from '../machine/index.ts';

/** __SUNW_D_VERSION: major, minor and micro of the language in 8, 12 and 12 bits. */
const versions = { illumos: 0x0100d000, oracle: 0x02000000 } as const;

const names = [
  '__linux',
  '__linux__',
  '__unix',
  '__SVR4',
  '__SUNW_D=1',
  '__SUNW_D_64',
  '__Linux',
] as const;

/** What libdtrace tells a preprocessor about the language and the system, as -D has it. */
export function languageMacros({ dialect }: Options): readonly string[] {
  const version = versions[dialect].toString(16).padStart(8, '0');
  return [...names, ...machine.macros, `__SUNW_D_VERSION=0x${version}`];
}

/** What a preprocessor for C knows by itself. */
const compiler = [
  '__unix__',
  '_LP64',
  '__LP64__',
  '__CHAR_BIT__=8',
  '__SIZEOF_INT__=4',
  '__SIZEOF_LONG__=8',
  '__SIZEOF_POINTER__=8',
  '__ORDER_LITTLE_ENDIAN__=1234',
  '__ORDER_BIG_ENDIAN__=4321',
  '__BYTE_ORDER__=__ORDER_LITTLE_ENDIAN__',
] as const;

/** -x stdc: strict C says so, K&R's C does not know the name. */
const standards: Readonly<Record<string, readonly string[]>> = {
  a: ['__STDC__=0'],
  c: ['__STDC__=1'],
  t: ['__STDC__=0'],
  s: [],
};

export function builtinMacros(options: Options): readonly string[] {
  return [...compiler, ...languageMacros(options), ...(standards[options.stdc] ?? [])];
}
