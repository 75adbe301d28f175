import type { Options } from '../options.ts';

/** The most that an option may be on this machine. */
export type SizeLimits = Readonly<Record<'bufsize' | 'aggsize' | 'dynvarsize', number>>;

export interface LoweredSize {
  /** `buffer size` and the like. */
  readonly what: string;
  readonly bytes: number;
}

/** What dtrace.c calls the sizes that it says have been lowered. */
const sizeNames = {
  bufsize: 'buffer size',
  aggsize: 'aggregation size',
  dynvarsize: 'dynamic variable size',
} as const;

/** Lowers sizes that the machine has no room for, as DTrace does, and says which. */
export function fitSizes(
  options: Options,
  limits: SizeLimits,
): { readonly options: Options; readonly lowered: readonly LoweredSize[] } {
  const names = ['bufsize', 'aggsize', 'dynvarsize'] as const;
  const tooLarge = names.filter((name) => options[name] > limits[name]);
  const fitting = Object.fromEntries(tooLarge.map((name) => [name, limits[name]]));
  const lowered = tooLarge.map((name) => ({ what: sizeNames[name], bytes: limits[name] }));
  return { options: { ...options, ...fitting }, lowered };
}
