import { bug } from '../diag/index.ts';
import {
  type Argument,
  type ConversionPart,
  conversions,
  type FormatPart,
  type Formatter,
  type Operand,
  type Printer,
  parseFormat,
} from '../lang/index.ts';

/** Something that can be formatted: what it is, and how to get it from where the values are. */
export interface Slot<Source> {
  readonly argument: Argument;
  readonly read: (source: Source, at: number) => Operand;
}

/** Gives the text for the values found in a source: the ring at an offset, or joined aggregations. */
export type FormattedText<Source> = (source: Source, at: number) => string;

/**
 * Binds a format to its values: literals and conversions become functions that are called for each
 * record. `slots` are the arguments in order, `aggregations` the values for `%@` conversions, of
 * which the last one serves all that follow.
 */
export function compileFormat<Source>(
  format: string,
  slots: readonly Slot<Source>[],
  aggregations: readonly Slot<Source>[],
  printer: Printer,
): FormattedText<Source> {
  const parsed = parseFormat(format, printer.dialect);
  if (parsed.problem) return bug(`unchecked format: ${parsed.problem.message}`);
  const supply = new Supply(slots, aggregations);
  const pieces = parsed.parts.map((part) => compilePart(part, supply, printer));
  return join(pieces);
}

/** Hands the arguments out from left to right. */
class Supply<Source> {
  readonly #slots: readonly Slot<Source>[];
  readonly #aggregations: readonly Slot<Source>[];
  #next = 0;
  #nextAggregation = 0;

  constructor(slots: readonly Slot<Source>[], aggregations: readonly Slot<Source>[]) {
    this.#slots = slots;
    this.#aggregations = aggregations;
  }

  take(): Slot<Source> {
    return this.#slots[this.#next++] ?? bug('a format with too few values');
  }

  takeAggregation(): Slot<Source> {
    const last = this.#aggregations.length - 1;
    return (
      this.#aggregations[Math.min(this.#nextAggregation++, last)] ?? bug('%@ without aggregation')
    );
  }
}

function compilePart<Source>(
  part: FormatPart,
  supply: Supply<Source>,
  printer: Printer,
): FormattedText<Source> {
  if (part.kind === 'literal') {
    const { text } = part;
    return () => text;
  }
  const width = numberOf(part.width, supply);
  const precision = numberOf(part.precision, supply);
  const slot = part.aggregation ? supply.takeAggregation() : supply.take();
  const { read } = slot;
  const format = formatterOf(part, slot.argument, printer);
  if (typeof width === 'number' && typeof precision === 'number') {
    return (source, at) => format(read(source, at), width, precision);
  }
  const widthAt = typeof width === 'number' ? () => width : width;
  const precisionAt = typeof precision === 'number' ? () => precision : precision;
  return (source, at) => format(read(source, at), widthAt(source, at), precisionAt(source, at));
}

function numberOf<Source>(
  given: number | 'argument',
  supply: Supply<Source>,
): number | ((source: Source, at: number) => number) {
  if (given !== 'argument') return withinReason(given);
  const { read } = supply.take();
  // An int, as in C.
  return (source, at) => withinReason(Number(read(source, at)) | 0);
}

/** A wider field than any line: a wild width must not take all memory. */
const WIDEST = 2 ** 20;

function withinReason(count: number): number {
  return Math.max(-WIDEST, Math.min(count, WIDEST));
}

/** A distribution prints its whole chart, whatever the conversion. */
function formatterOf(part: ConversionPart, argument: Argument, printer: Printer): Formatter {
  if (part.aggregation && argument.type.kind === 'string') return (value) => String(value);
  const row = conversions.get(part.name) ?? bug(`unknown conversion %${part.name}`);
  return row.prepare(part.flags, argument, printer);
}

function join<Source>(pieces: readonly FormattedText<Source>[]): FormattedText<Source> {
  return (source, at) => {
    let text = '';
    for (const piece of pieces) text += piece(source, at);
    return text;
  };
}
