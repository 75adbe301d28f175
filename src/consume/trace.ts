import type { Field } from '../bpf/index.ts';
import type { Operand, Printer } from '../lang/index.ts';
import { dumpBytes, textIn } from './memory.ts';
import type { ConsumeOptions } from './source.ts';
import { stackText } from './stacks.ts';

/** Widths of integers by size, and whether the sign counts. */
interface Columns {
  readonly width: number;
  readonly signed: boolean;
}

/** illumos, and aggregation keys in both dialects: small integers have no sign, large ones have. */
const illumosColumns: Readonly<Record<number, Columns>> = {
  1: { width: 3, signed: false },
  2: { width: 5, signed: false },
  4: { width: 8, signed: true },
  8: { width: 16, signed: true },
};

/** Oracle's trace(): room for the longest value, by the sign of the type. */
function oracleColumns(bytes: number, signed: boolean): Columns {
  const widths: Readonly<Record<number, number>> = { 1: 3, 2: 5, 4: 10, 8: signed ? 19 : 20 };
  return { width: widths[bytes] ?? 20, signed };
}

const TRACE_TEXT = 33;
const KEY_TEXT = 50;

type Text = (value: Operand) => string;

/** Text of a value in trace()'s columns; in quiet mode bare. Stacks and symbols are alike in both. */
export function traceText(field: Field, options: ConsumeOptions, printer: Printer): Text {
  const { type, bytes } = field;
  if (type.kind === 'integer' || type.kind === 'pointer') {
    const own = type.kind === 'integer' && type.signed;
    const columns =
      options.dialect === 'oracle' ? oracleColumns(bytes, own) : illumosColumns[bytes];
    return integerText(bytes, columns, options.quiet);
  }
  return otherText(field, options, printer, options.quiet ? undefined : TRACE_TEXT);
}

/** Text of an aggregation key in default columns. */
export function keyText(field: Field, options: ConsumeOptions, printer: Printer): Text {
  const { type, bytes } = field;
  if (type.kind === 'integer' || type.kind === 'pointer') {
    return integerText(bytes, illumosColumns[bytes], false);
  }
  return otherText(field, options, printer, KEY_TEXT);
}

function integerText(bytes: number, columns: Columns | undefined, bare: boolean): Text {
  const { width, signed } = columns ?? { width: 16, signed: true };
  const reinterpret = bytes === 8 ? long : narrow;
  return (value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return '';
    const text = String(reinterpret(value, bytes * 8, signed));
    return bare ? text : ` ${text.padStart(width)}`;
  };
}

type Integer = number | bigint;

/** Its bits with or without a sign; cheap for what already fits. */
function long(value: Integer, bits: number, signed: boolean): Integer {
  if (typeof value === 'number' && (signed || value >= 0)) return value;
  return signed ? BigInt.asIntN(bits, BigInt(value)) : BigInt.asUintN(bits, BigInt(value));
}

function narrow(value: Integer, bits: number, signed: boolean): Integer {
  const spare = 32 - bits;
  const high = Number(value) << spare;
  return signed ? high >> spare : high >>> spare;
}

/** `width`: of the column; undefined: bare. */
function otherText(
  { type }: Field,
  options: ConsumeOptions,
  printer: Printer,
  width: number | undefined,
): Text {
  const columns = (text: string) => (width === undefined ? text : `  ${text.padEnd(width)}`);
  switch (type.kind) {
    case 'stack':
      return ofBytes((bytes) => stackText(printer.frames(bytes, type.user), options.stackindent));
    case 'symbol':
      return ofBytes((bytes) => `  ${printer.symbol(bytes, type).padEnd(KEY_TEXT)}`);
    case 'bytes':
      return ofBytes((bytes) => {
        const raw = options.rawbytes || options.dialect === 'oracle';
        const text = raw ? undefined : textIn(bytes);
        return text === undefined ? dumpBytes(bytes) : columns(text);
      });
    default:
      return (value) => {
        const text = String(value);
        return options.rawbytes ? dumpBytes(stringBytes(text, options)) : columns(text);
      };
  }
}

/** A D string as it lies in memory: strsize bytes, to which Oracle's D adds the closing zero. */
function stringBytes(text: string, { dialect, strsize }: ConsumeOptions): Uint8Array {
  const bytes = Buffer.alloc(strsize + (dialect === 'oracle' ? 1 : 0));
  bytes.write(text.slice(0, bytes.length - 1), 'latin1');
  return bytes;
}

function ofBytes(text: (bytes: Uint8Array) => string): Text {
  return (value) => (value instanceof Uint8Array ? text(value) : '');
}
