/** How records lie in the buffers, and what their pieces are. */

/**
 * Every record begins with this header (little endian), then the clause's fields at their offsets:
 *
 *     0        2      4         8
 *     | clause | cpu  | probe   | fields …
 *
 * `clause` FAULT_CLAUSE marks a fault record: at 8 u32 site, at 12 u32 code, at 16 u64 value.
 */
export const RECORD_HEADER = { clause: 0, cpu: 2, probe: 4 } as const;
export const RECORD_HEADER_BYTES = 8;
export const FAULT_CLAUSE = 0xffff;
export const FAULT_RECORD = { site: 8, code: 12, value: 16 } as const;
export const FAULT_RECORD_BYTES = 24;

/**
 * Speculations in use, id → SPECULATION (hash). The record of a speculative clause has the serial of
 * its speculation after the header. commit() and discard() are records of their own: `clause` is
 * COMMIT_CLAUSE or DISCARD_CLAUSE, the serial stands at the same place, and then the time (ns,
 * monotonic). The low SPECULATION_ID_BITS of a serial are the id, the others a time that tells one use
 * of the id from the next.
 */
export const SPECULATIONS_MAP = 'speculations';
export const SPECULATION = { used: 0, serial: 8 } as const;
export const SPECULATION_BYTES = 16;
export const SPECULATION_ID_BITS = 16;
export const COMMIT_CLAUSE = 0xfffe;
export const DISCARD_CLAUSE = 0xfffd;
export const SERIAL_OFFSET = 8;
export const SERIAL_BYTES = 8;
export const SETTLE_RECORD = { time: 16 } as const;
export const SETTLE_RECORD_BYTES = 24;

/** A piece of a record, of an aggregation key or of a global: where it lies and what it is. */
export interface Field {
  readonly offset: number;
  readonly bytes: number;
  readonly type: FieldType;
}

export type FieldType =
  | { readonly kind: 'integer'; readonly signed: boolean }
  /** NUL-terminated within `bytes`; what follows the NUL is undefined in records, zero in keys. */
  | { readonly kind: 'string' }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'pointer' }
  /** u64 program counters, ended by a 0 or the end of the field; a user stack has the tgid first. */
  | { readonly kind: 'stack'; readonly user: boolean }
  /** A u64 address; user ones (`u…`) have the tgid in a u64 before it. */
  | {
      readonly kind: 'symbol';
      readonly form: 'sym' | 'func' | 'mod' | 'usym' | 'ufunc' | 'umod' | 'uaddr';
    }
  /** A u32 probe id that stands for one part of the probe's name. */
  | { readonly kind: 'probe'; readonly part: 'provider' | 'module' | 'function' | 'name' };
