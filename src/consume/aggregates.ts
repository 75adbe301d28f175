import { bug } from '../diag/index.ts';
import type { Argument, Operand, Printer } from '../lang/index.ts';
import { AggregationState } from './aggregation.ts';
import { chartTable, chartText } from './charts.ts';
import type { ProbePart } from './decode.ts';
import { type JoinedRow, joined } from './join.ts';
import { keyDecoder } from './keys.ts';
import { compileFormat, type Slot } from './printf.ts';
import type { World } from './source.ts';
import { keyText } from './trace.ts';

/** All aggregations of a program: snapshots of the kernel's maps, and what is printed from them. */
export class Aggregates {
  readonly #world: World;
  readonly #printer: Printer;
  readonly #states: readonly AggregationState[];
  #fresh = false;
  /** When the last snapshot was taken, in nanoseconds. */
  #taken: number | undefined;

  constructor(world: World, printer: Printer, probeText: (id: number, part: ProbePart) => string) {
    this.#world = world;
    this.#printer = printer;
    this.#states = world.object.aggregations
      .toSorted((a, b) => a.id - b.id)
      .map((spec) => {
        const decode = keyDecoder(spec.keys, world.names, probeText);
        return new AggregationState(spec, world.source, decode);
      });
  }

  /**
   * A round of records begins: the first that needs an aggregation takes a snapshot of all, which
   * serves the round, so that printa(@); clear(@); print and clear the same.
   */
  beginRound(last = false): void {
    const { aggrate } = this.#world.options;
    if (last || aggrate <= SHORT_RATE || this.#taken === undefined) this.#fresh = false;
    else if (now() - this.#taken >= aggrate) {
      this.#fresh = false;
      this.#refresh();
    }
  }

  #refresh(): void {
    if (this.#fresh) return;
    const maps = new Set(this.#states.map(({ spec }) => spec.map));
    for (const map of maps) {
      const elements = this.#world.source.entries(map);
      for (const state of this.#states) if (state.spec.map === map) state.snapshot(elements);
    }
    this.#fresh = true;
    this.#taken = now();
  }

  #state(id: number): AggregationState {
    return this.#states.find(({ spec }) => spec.id === id) ?? bug(`no aggregation ${id}`);
  }

  clear(id: number): void {
    this.#refresh();
    this.#state(id).clear();
  }

  truncate(id: number, count: bigint): void {
    this.#refresh();
    this.#state(id).truncate(count);
  }

  normalize(id: number, divisor: bigint): void {
    // DTrace divides by it; by zero it would die.
    this.#state(id).normal = divisor === 0n ? 1n : divisor;
  }

  /** printa() with or without a format; gives the text at the moment it is called. */
  printa(ids: readonly number[], format: string | undefined): () => string {
    const states = ids.map((id) => this.#state(id));
    const table = format === undefined ? this.#table(states) : this.#formatTable(format, states);
    // Without a format, a newline sets the table apart from what is before.
    const start = format === undefined ? '\n' : '';
    return () => {
      this.#refresh();
      const rows = joined(states, this.#world.options);
      if (rows.length > 0) for (const state of states) state.printed = true;
      return start + table(rows);
    };
  }

  /** What the end of a run prints: every aggregation that printa() has not, in default columns. */
  unprinted(): string {
    this.#refresh();
    const left = this.#states.filter(({ printed }) => !printed);
    const ordered = this.#world.options.aggsortrev ? left.reverse() : left;
    return ordered
      .map((state) => this.#table([state])(joined([state], this.#world.options)))
      .join('');
  }

  /** Default columns, or one chart of them all. */
  #table(states: readonly AggregationState[]): Table {
    const [state, ...others] = states;
    return (rows) => {
      const alone = others.length === 0 ? state : undefined;
      const chart = alone && chartTable(alone, rows, this.#world.options, this.#printer);
      const line = chart?.line ?? this.#defaultLine(states);
      return (chart?.header ?? '') + rows.map(line).join('');
    };
  }

  #defaultLine(states: readonly AggregationState[]): (row: JoinedRow) => string {
    const fields = states[0]?.spec.keys ?? [];
    const keys = fields.map((field) => keyText(field, this.#world.options, this.#printer));
    return ({ key, totals }) => {
      const left = key.values.map((value, i) => keys[i]?.(value) ?? '');
      const right = states.map((state, i) => this.#column(state, totals[i] ?? state.zero()));
      return `${left.join('')}${right.join('')}\n`;
    };
  }

  #column(state: AggregationState, total: BigInt64Array): string {
    const value = this.#value(state, total);
    return typeof value === 'string' ? value : ` ${String(value).padStart(16)}`;
  }

  /** A number, or the text of a chart. */
  #value({ row, spec, normal }: AggregationState, total: BigInt64Array): bigint | string {
    if (row.value) return row.value(total, normal);
    const { parameters } = spec;
    return chartText(row, total, { parameters, normal }, this.#world.options);
  }

  #formatTable(format: string, states: readonly AggregationState[]): Table {
    const keys = (states[0]?.spec.keys ?? []).map(({ bytes, type }, i): Slot<JoinedRow> => {
      const argument: Argument = { bytes, type: type.kind === 'probe' ? { kind: 'string' } : type };
      return { argument, read: ({ key }) => key.values[i] ?? 0 };
    });
    const values = states.map((state, i): Slot<JoinedRow> => {
      const read = ({ totals }: JoinedRow): Operand =>
        this.#value(state, totals[i] ?? state.zero());
      return { argument: state.row.value ? NUMBER : CHART, read };
    });
    const text = compileFormat(format, keys, values, this.#printer);
    return (rows) => rows.map((row) => text(row, 0)).join('');
  }
}

/** The text of all rows of a printa(). */
type Table = (rows: readonly JoinedRow[]) => string;

/** Up to this aggrate, a snapshot is taken when one is needed; beyond, when it is time. */
const SHORT_RATE = 1e9;

function now(): number {
  return performance.now() * 1e6;
}

const NUMBER: Argument = { bytes: 8, type: { kind: 'integer', signed: true } };
const CHART: Argument = { bytes: 0, type: { kind: 'string' } };
