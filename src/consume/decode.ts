import type { Field } from '../bpf/index.ts';
import { assertNever, bug } from '../diag/index.ts';
import type { Operand, RecordReader } from '../lang/index.ts';

/**
 * Makes a reader for a field of a record or of an aggregation key. Integers come as numbers while
 * that is exact, since making and printing a bigint costs several times as much; text as one
 * character a byte. `probeText` turns the id of a probe field into its text.
 */
export function readerOf(
  field: Field,
  probeText: (id: number, part: ProbePart) => string,
): RecordReader<Operand> {
  const { type, offset, bytes } = field;
  switch (type.kind) {
    case 'integer':
      return integerReader(field, type.signed);
    case 'pointer':
      return integerReader(field, false);
    case 'string':
      return textReader(field);
    case 'probe':
      return (view, at) => probeText(view.getUint32(at + offset, true), type.part);
    case 'bytes':
    case 'stack':
    case 'symbol':
      return (view, at) => bytesAt(view, at + offset, bytes);
    default:
      return assertNever(type);
  }
}

export type ProbePart = Extract<Field['type'], { kind: 'probe' }>['part'];

type Integer = number | bigint;

function integerReader({ offset, bytes }: Field, signed: boolean): RecordReader<Integer> {
  switch (bytes) {
    case 1:
      return signed
        ? (view, at) => view.getInt8(at + offset)
        : (view, at) => view.getUint8(at + offset);
    case 2:
      return signed
        ? (view, at) => view.getInt16(at + offset, true)
        : (view, at) => view.getUint16(at + offset, true);
    case 4:
      return signed
        ? (view, at) => view.getInt32(at + offset, true)
        : (view, at) => view.getUint32(at + offset, true);
    case 8:
      return signed
        ? (view, at) => signedLong(view, at + offset)
        : (view, at) => unsignedLong(view, at + offset);
    default:
      return bug(`an integer of ${bytes} bytes`);
  }
}

const WORD = 2 ** 32;
/** High words below this make a number below 2^53. */
const EXACT = 2 ** 21;

function signedLong(view: DataView, at: number): Integer {
  const high = view.getInt32(at + 4, true);
  if (high >= -EXACT && high < EXACT) return high * WORD + view.getUint32(at, true);
  return view.getBigInt64(at, true);
}

function unsignedLong(view: DataView, at: number): Integer {
  const high = view.getUint32(at + 4, true);
  return high < EXACT ? high * WORD + view.getUint32(at, true) : view.getBigUint64(at, true);
}

/** Longer texts than this are not worth comparing with the one before. */
const MEMO_BYTES = 32;

/**
 * Text up to its NUL. A field often has the same text many times in a row (execname), so the last
 * one is kept and compared byte by byte: several times cheaper than making a string.
 */
function textReader({ offset, bytes }: Field): RecordReader<string> {
  const memo = new Uint8Array(MEMO_BYTES);
  let memoLength = -1;
  let memoText = '';
  const same = (view: DataView, start: number): boolean => {
    for (let i = 0; i < memoLength; i++) if (view.getUint8(start + i) !== memo[i]) return false;
    return memoLength === bytes || view.getUint8(start + memoLength) === 0;
  };
  return (view, at) => {
    const start = at + offset;
    if (memoLength >= 0 && same(view, start)) return memoText;
    const end = textEnd(view, start, bytes);
    const buffer = bytesOf(view);
    const text = buffer.toString('latin1', start, end);
    const length = end - start;
    if (length < MEMO_BYTES) {
      memo.set(buffer.subarray(start, end));
      memoLength = length;
      memoText = text;
    }
    return text;
  };
}

function textEnd(view: DataView, start: number, bytes: number): number {
  const limit = start + bytes;
  let end = start;
  while (end < limit && view.getUint8(end) !== 0) end++;
  return end;
}

/** A copy, for what outlives the record. */
function bytesAt(view: DataView, at: number, bytes: number): Uint8Array {
  return new Uint8Array(bytesOf(view).subarray(at, at + bytes));
}

let lastView: DataView | undefined;
let lastBytes: Buffer = Buffer.alloc(0);

/** The bytes of a view. There is one ring and it never moves, so the last answer nearly always fits. */
function bytesOf(view: DataView): Buffer {
  if (view !== lastView) {
    lastView = view;
    lastBytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  }
  return lastBytes;
}
