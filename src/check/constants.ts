import { integer } from '../types/index.ts';

/**
 * Names that D knows without a declaration. `sizeof (NULL)` is that of an int. The faults are
 * dtrace:::ERROR's arg4 (Dynamic Tracing Guide, "dtrace Provider"); the last two are Oracle's.
 */
const values = {
  NULL: 0,
  DTRACEFLT_UNKNOWN: 0,
  DTRACEFLT_BADADDR: 1,
  DTRACEFLT_BADALIGN: 2,
  DTRACEFLT_ILLOP: 3,
  DTRACEFLT_DIVZERO: 4,
  DTRACEFLT_NOSCRATCH: 5,
  DTRACEFLT_KPRIV: 6,
  DTRACEFLT_UPRIV: 7,
  DTRACEFLT_TUPOFLOW: 8,
  DTRACEFLT_BADSTACK: 9,
  DTRACEFLT_BADSIZE: 10,
  DTRACEFLT_BADINDEX: 11,
  DTRACEFLT_LIBRARY: 1000,
} as const;

export const constants = Object.entries(values).map(
  ([name, value]) =>
    ({
      kind: 'constant',
      name,
      value: BigInt(value),
      type: integer('int'),
      enumerator: false,
    }) as const,
);
