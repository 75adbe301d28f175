import type { Field } from '../bpf/index.ts';
import {
  type Aggregation,
  barsOf,
  type ChartStyle,
  chartHeader,
  chartLine,
  drawChart,
  type Printer,
  packedHeader,
  packedLine,
} from '../lang/index.ts';
import type { AggregationState } from './aggregation.ts';
import type { JoinedRow } from './join.ts';
import type { ConsumeOptions } from './source.ts';
import { keyText } from './trace.ts';

/** A table that is one chart: what stands above it, and its lines. */
export interface ChartTable {
  readonly header: string;
  readonly line: (row: JoinedRow) => string;
}

/** The chart of a distribution by itself. */
export function chartText(
  row: Aggregation,
  total: BigInt64Array,
  { parameters, normal }: { readonly parameters: readonly bigint[]; readonly normal: bigint },
  options: ConsumeOptions,
): string {
  const buckets = row.buckets?.(total, parameters, options.dialect);
  const style = { zoom: options.aggzoom, unicode: options.encoding === 'utf8' };
  return buckets === undefined ? '' : drawChart(buckets, normal, style);
}

/**
 * With agghist or aggpack, some aggregations are drawn with a line for each tuple. Not when several
 * are printed together: then nothing is left of a common line.
 */
export function chartTable(
  state: AggregationState,
  rows: readonly JoinedRow[],
  options: ConsumeOptions,
  printer: Printer,
): ChartTable | undefined {
  if (rows.length === 0) return undefined;
  const tuple = tupleText(state.spec.keys, options, printer);
  if (options.agghist && state.row.bar) return histogram(state, rows, options, tuple);
  return options.aggpack ? packed(state, rows, options, tuple) : undefined;
}

/** All of a count() or sum(), a bar each. */
function histogram(
  { spec, row, normal }: AggregationState,
  rows: readonly JoinedRow[],
  { aggzoom, encoding }: ConsumeOptions,
  tuple: (row: JoinedRow) => string,
): ChartTable {
  const count = ({ totals: [total] }: JoinedRow) => (total && row.value?.(total, 1n)) ?? 0n;
  const style = { zoom: aggzoom, unicode: encoding === 'utf8' };
  const bar = barsOf(rows.map(count), style);
  return {
    header: chartHeader(tupleWidth(spec.keys)),
    line: (line) => tuple(line) + chartLine(bar(count(line)), count(line), normal),
  };
}

/** Distributions, one character a bucket. */
function packed(
  state: AggregationState,
  rows: readonly JoinedRow[],
  options: ConsumeOptions,
  tuple: (row: JoinedRow) => string,
): ChartTable | undefined {
  const { spec, row } = state;
  const totals = rows.flatMap((line) => line.totals);
  const range = row.packed?.(totals, spec.parameters);
  if (range === undefined) return undefined;
  const style: ChartStyle = { zoom: options.aggzoom, unicode: hasBlocks(options) };
  return {
    header: packedHeader(range, tupleWidth(spec.keys)),
    line: (line) => tuple(line) + packedLine(line.totals[0] ?? state.zero(), range, style),
  };
}

function hasBlocks({ encoding, unicode }: ConsumeOptions): boolean {
  return encoding === 'auto' ? unicode : encoding === 'utf8';
}

const INTEGER_WIDTHS: Readonly<Record<number, number>> = { 1: 3, 2: 5, 4: 8, 8: 16 };
const TEXT_WIDTH = 16;

/** Columns of a tuple, each with a blank before it. */
function tupleWidth(keys: readonly Field[]): number {
  const width = ({ type, bytes }: Field) =>
    type.kind === 'integer' || type.kind === 'pointer' ? INTEGER_WIDTHS[bytes] : undefined;
  return keys.reduce((sum, field) => sum + (width(field) ?? TEXT_WIDTH) + 1, 0);
}

/** As in default columns, but for strings, which are narrower and right-aligned. */
function tupleText(
  keys: readonly Field[],
  options: ConsumeOptions,
  printer: Printer,
): (row: JoinedRow) => string {
  const columns = keys.map((field) => keyText(field, options, printer));
  return ({ key }) =>
    key.values
      .map((value, i) =>
        typeof value === 'string' ? ` ${value.padStart(TEXT_WIDTH)}` : (columns[i]?.(value) ?? ''),
      )
      .join('');
}
