import { DROP_KINDS, type DropKind } from '../bpf/index.ts';

export type DropCounts = readonly Readonly<Record<DropKind, bigint>>[];

interface DropText {
  /** What DTrace's -xdroptags calls it. */
  readonly tag: string;
  /** Before "drop" or the like, one and many. */
  readonly one: string;
  readonly after?: string;
  /** Told for each CPU, or for all of them together. */
  readonly perCpu?: boolean;
}

/** DTrace's words for each kind. It has no word for nested probes: those it cannot lose. */
const TEXTS: Readonly<Record<DropKind, DropText>> = {
  principal: { tag: 'PRINCIPAL', one: 'drop', perCpu: true },
  aggregation: { tag: 'AGGREGATION', one: 'aggregation drop', perCpu: true },
  dynamic: { tag: 'DYNAMIC', one: 'dynamic variable drop' },
  speculation: { tag: 'SPEC', one: 'speculative drop' },
  speculationBusy: {
    tag: 'SPECBUSY',
    one: 'failed speculation',
    after: ' (available buffer(s) still busy)',
  },
  speculationUnavailable: {
    tag: 'SPECUNAVAIL',
    one: 'failed speculation',
    after: ' (no speculative buffer available)',
  },
  nesting: { tag: 'NESTING', one: 'nested probe drop', perCpu: true },
  error: { tag: 'DBLERROR', one: 'error', after: ' in ERROR probe enabling' },
};

/** What was lost between two readings of the counters, a message a kind (and CPU). */
export function dropMessages(before: DropCounts, after: DropCounts, tags: boolean): string[] {
  return DROP_KINDS.flatMap((kind) => {
    const lost = after.map((counts, cpu) => counts[kind] - (before[cpu]?.[kind] ?? 0n));
    if (!TEXTS[kind].perCpu) {
      return message(
        kind,
        lost.reduce((sum, count) => sum + count, 0n),
        '',
        tags,
      );
    }
    return lost.flatMap((count, cpu) => message(kind, count, ` on CPU ${cpu}`, tags));
  });
}

function message(kind: DropKind, count: bigint, where: string, tags: boolean): string[] {
  if (count <= 0n) return [];
  const { tag, one, after = '' } = TEXTS[kind];
  const prefix = tags ? `[DTRACEDROP_${tag}] ` : '';
  return [`${prefix}${count} ${one}${count > 1n ? 's' : ''}${after}${where}`];
}
