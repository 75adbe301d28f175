import { DROP_KINDS, type DropKind } from '../bpf/index.ts';

type Counters = Readonly<Record<DropKind, bigint>>;

/** How a kind is told: libdtrace's words (dt_handle.c), and whether each CPU has its own line. */
interface Wording {
  readonly tag: string;
  readonly perCpu?: boolean;
  /** Singular; an `s` makes it plural. */
  readonly text: string;
  readonly after?: string;
}

const wordings: Readonly<Record<DropKind, Wording>> = {
  principal: { tag: 'DTRACEDROP_PRINCIPAL', perCpu: true, text: 'drop' },
  aggregation: { tag: 'DTRACEDROP_AGGREGATION', perCpu: true, text: 'aggregation drop' },
  dynamic: { tag: 'DTRACEDROP_DYNAMIC', text: 'dynamic variable drop' },
  speculation: { tag: 'DTRACEDROP_SPEC', text: 'speculative drop' },
  speculationBusy: {
    tag: 'DTRACEDROP_SPECBUSY',
    text: 'failed speculation',
    after: ' (available buffer(s) still busy)',
  },
  speculationUnavailable: {
    tag: 'DTRACEDROP_SPECUNAVAIL',
    text: 'failed speculation',
    after: ' (no speculative buffer available)',
  },
  // DTrace has no such loss: BPF refuses to run a program that interrupts itself.
  nesting: {
    tag: 'DTRACEDROP_NESTING',
    text: 'missed firing',
    after: ' (probe fired inside a probe)',
  },
  error: { tag: 'DTRACEDROP_DBLERROR', text: 'error', after: ' in ERROR probe enabling' },
};

/** Tells what was lost since it last told. */
export class DropReport {
  readonly #tags: boolean;
  #before: readonly Counters[] = [];

  /** `tags`: -x droptags. */
  constructor(tags: boolean) {
    this.#tags = tags;
  }

  /** One line for each kind of loss, per CPU where DTrace does so, of counters that only grow. */
  update(now: readonly Counters[]): string[] {
    const before = this.#before;
    this.#before = now;
    return DROP_KINDS.flatMap((kind) => {
      const lost = now.map((cpu, i) => cpu[kind] - (before[i]?.[kind] ?? 0n));
      if (wordings[kind].perCpu) return lost.flatMap((n, cpu) => this.#line(kind, n, cpu));
      const total = lost.reduce((sum, n) => sum + n, 0n);
      return this.#line(kind, total);
    });
  }

  #line(kind: DropKind, count: bigint, cpu?: number): string[] {
    if (count === 0n) return [];
    const { tag, text, after = '' } = wordings[kind];
    const prefix = this.#tags ? `[${tag}] ` : '';
    const where = cpu === undefined ? after : ` on CPU ${cpu}`;
    return [`${prefix}${count} ${text}${count === 1n ? '' : 's'}${where}`];
  }
}
