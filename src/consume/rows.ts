import type { ProbeSpec } from '../bpf/index.ts';
import { toBytes } from '../lang/index.ts';
import type { ConsumeOptions } from './source.ts';

/** What stands at the beginning of a record's row. */
export interface RowPrefix {
  /** Text before the first record of all. */
  readonly header: string;
  /** The record's own prefix. `next` is the following record of the CPU, where that is known. */
  begin(record: RecordId, next: RecordId | undefined): string;
}

export interface RecordId {
  readonly clause: number;
  readonly cpu: number;
  readonly probe: ProbeSpec;
}

/** `CPU ID FUNCTION:NAME`, the flow of -F, or nothing in quiet mode. */
export function rowPrefix(options: ConsumeOptions, states: FlowStates): RowPrefix {
  if (options.flowindent) return flowPrefix(options.testing, states);
  return options.quiet ? { header: '', begin: () => '' } : plainPrefix(options.testing);
}

const NAME_WIDTH = 32;

function plainPrefix(testing: boolean): RowPrefix {
  const texts = new Map<ProbeSpec, string>();
  const textOf = (probe: ProbeSpec): string => {
    const known = texts.get(probe);
    if (known !== undefined) return known;
    const name = toBytes(`${probe.function}:${probe.name}`).padStart(NAME_WIDTH);
    const text = testing ? `${name} ` : ` ${String(probe.id).padStart(6)} ${name} `;
    texts.set(probe, text);
    return text;
  };
  const title = 'FUNCTION:NAME'.padStart(NAME_WIDTH);
  return {
    header: testing ? `${title}\n` : `CPU ${'ID'.padStart(6)} ${title}\n`,
    begin: testing
      ? ({ probe }) => textOf(probe)
      : ({ cpu, probe }) => cpuText(cpu) + textOf(probe),
  };
}

const cpuTexts: string[] = [];

/** A CPU's number in its column, made once. */
function cpuText(cpu: number): string {
  cpuTexts[cpu] ??= String(cpu).padStart(3);
  return cpuTexts[cpu];
}

const FLOW_WIDTH = 41;
const INDENT = 2;

/** A CPU's depth, and the record before. */
interface FlowState {
  indent: number;
  last: RecordId | undefined;
}

/** By CPU. */
export type FlowStates = Map<number, FlowState>;

type Direction = 'entry' | 'return' | 'none';

/**
 * Entries indent what follows and returns end that; what is neither gets a bar. Another clause of
 * the same probe does not move the indentation again: an entry looks at the record before it, a
 * return at the one after.
 */
function flowPrefix(testing: boolean, states: FlowStates): RowPrefix {
  const begin: RowPrefix['begin'] = (record, next) => {
    const { cpu, probe } = record;
    const state = states.get(cpu) ?? { indent: 0, last: undefined };
    states.set(cpu, state);
    const direction = directionOf(record, state.last, next);
    if (direction === 'return') state.indent = Math.max(state.indent - INDENT, 0);
    const name = toBytes(`${' '.repeat(state.indent)}${mark(probe, direction)}`);
    if (direction === 'entry') state.indent += INDENT;
    state.last = record;
    const text = `${name.padEnd(FLOW_WIDTH)} `;
    return testing ? text : `${cpuText(cpu)} ${text}`;
  };
  const title = 'FUNCTION'.padEnd(FLOW_WIDTH);
  return { header: testing ? `${title}\n` : `CPU ${title}\n`, begin };
}

function directionOf(
  record: RecordId,
  last: RecordId | undefined,
  next: RecordId | undefined,
): Direction {
  const other = (neighbour: RecordId | undefined) =>
    neighbour?.probe === record.probe && neighbour.clause !== record.clause;
  if (/(^|-)entry$/.test(record.probe.name)) return other(last) ? 'none' : 'entry';
  if (/(^|-)return$/.test(record.probe.name)) return other(next) ? 'none' : 'return';
  return 'none';
}

function mark(probe: ProbeSpec, direction: Direction): string {
  if (direction === 'none') return `| ${probe.function}:${probe.name}`;
  const shaft = probe.provider === 'syscall' ? '=' : '-';
  const arrow = direction === 'entry' ? `${shaft}>` : `<${shaft}`;
  return ` ${arrow} ${probe.function}`;
}
