import { bug } from '../diag/index.ts';
import { integerTypes, intrinsicTypedefs } from './intrinsic.ts';
import { anyType, type SymbolType, stringType, type Type, voidType } from './type.ts';

/** The signature of a builtin function. */
export interface Prototype {
  readonly result: Type;
  readonly parameters: readonly Type[];
  /** How many arguments must be there. */
  readonly required: number;
  /** `...`: any number of further arguments of any type. */
  readonly variadic: boolean;
}

/** Finds a type that is not intrinsic (`struct in6_addr`, `kthread_t`); undefined: there is none. */
export type TypeLookup = (name: string, module: string) => Type | undefined;

const noTypes: TypeLookup = () => undefined;

/**
 * Reads a D prototype: `string(const char *, [int])`. `@` is any type, `[..]` an optional argument,
 * `...` anything. A type nobody knows satisfies every argument: it cannot be made anyway.
 */
export function parsePrototype(text: string, lookup: TypeLookup = noTypes): Prototype {
  const match = /^(.*?)\((.*)\)$/s.exec(text.trim());
  if (!match) return bug(`malformed prototype ${text}`);
  const [, result = '', list = ''] = match;
  const words = list.split(',').map((w) => w.trim());
  const fixed = words.filter((w) => w !== '' && w !== '...');
  return {
    result: parseTypeText(result, lookup),
    parameters: fixed.map((w) => parseTypeText(w.replace(/^\[(.*)\]$/, '$1'), lookup)),
    required: fixed.filter((w) => !w.startsWith('[')).length,
    variadic: words.includes('...'),
  };
}

const symbol = (form: SymbolType['form']): SymbolType => ({ kind: 'symbol', form });

const special = new Map<string, Type>([
  ['@', anyType],
  ['void', voidType],
  ['string', stringType],
  ['stack', { kind: 'stack', user: false }],
  ['_symaddr', symbol('sym')],
  ['_usymaddr', symbol('usym')],
]);

/**
 * Reads a type as builtins and providers write it: a name, perhaps with a module, and stars, or the
 * number of an array's elements. With `userland` the pointer leads to user memory.
 */
export function parseTypeText(text: string, lookup: TypeLookup = noTypes): Type {
  const match = /^(?:([\w.]+)`)?([\w@ ]+?)((?:\s*\*)*)(?: ?\[(\d+)\])?$/.exec(
    stripQualifiers(text),
  );
  if (!match) return bug(`malformed type ${text}`);
  const [, module = '', name = '', stars = '', count] = match;
  let type = typeByName(name) ?? lookup(name, module) ?? anyType;
  for (const _ of stars.matchAll(/\*/g)) type = { kind: 'pointer', target: type };
  if (count !== undefined) return { kind: 'array', element: type, count: Number(count) };
  if (type.kind === 'pointer' && /\buserland\b/.test(text)) return { ...type, userland: true };
  return type;
}

function stripQualifiers(text: string): string {
  return text.replace(/\b(const|volatile|restrict|userland)\b/g, '').trim();
}

/** An intrinsic type by its name. */
export function typeByName(name: string): Type | undefined {
  return special.get(name) ?? integerTypes.get(name) ?? intrinsicTypedefs.get(name);
}
