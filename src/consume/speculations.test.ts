import { describe, expect, it } from 'vitest';
import {
  COMMIT_CLAUSE,
  DISCARD_CLAUSE,
  RECORD_HEADER,
  SERIAL_OFFSET,
  SETTLE_RECORD_BYTES,
  SPECULATION_BYTES,
  SPECULATIONS_MAP,
} from '../bpf/index.ts';
import { clause, FakeSource, record } from './fake-source.ts';

const plain = clause(0, [{ action: 'printf', data: { format: 'plain ' } }]);
/** The first field lies where the serial is. */
const guess = {
  ...clause(1, [
    { action: 'default', types: ['u64'] },
    { action: 'printf', types: ['i32'], data: { format: 'guess %d ' } },
  ]),
  speculative: true,
} as const;

const serial = (id: number, time = 1): bigint => (BigInt(time) << 16n) | BigInt(id);

const guessed = (id: number, value: number, time?: number): DataView =>
  record(guess, [serial(id, time), value]);

function settled(kind: number, id: number, time?: number): DataView {
  const view = new DataView(new ArrayBuffer(SETTLE_RECORD_BYTES));
  view.setUint16(RECORD_HEADER.clause, kind, true);
  view.setBigUint64(SERIAL_OFFSET, serial(id, time), true);
  return view;
}

const committed = (id: number, time?: number): DataView => settled(COMMIT_CLAUSE, id, time);
const discarded = (id: number, time?: number): DataView => settled(DISCARD_CLAUSE, id, time);

const map = {
  name: SPECULATIONS_MAP,
  kind: 'hash',
  keyBytes: 4,
  valueBytes: SPECULATION_BYTES,
  entries: 1,
} as const;

describe('a speculation', () => {
  it.each<[string, readonly DataView[], string]>([
    ['is silent', [guessed(1, 7), record(plain)], 'plain '],
    ['counts from commit() on', [guessed(1, 7), record(plain), committed(1)], 'plain guess 7 '],
    ['keeps its order', [guessed(1, 7), guessed(1, 8), committed(1)], 'guess 7 guess 8 '],
    ['is forgotten by discard()', [guessed(1, 7), discarded(1), committed(1)], ''],
    ['is committed once', [guessed(1, 7), committed(1), committed(1)], 'guess 7 '],
    ['may be empty', [committed(1), record(plain)], 'plain '],
    ['is one of several', [guessed(1, 7), guessed(2, 8), committed(2)], 'guess 8 '],
    [
      'begins anew with its id',
      [guessed(1, 7), committed(1), guessed(1, 8, 2), discarded(1, 2)],
      'guess 7 ',
    ],
    [
      'gives way to a later one of its id, whatever became of it',
      [guessed(1, 7), guessed(1, 8, 2), guessed(1, 9), committed(1), committed(1, 2)],
      'guess 8 ',
    ],
  ])('%s', (_name, records, expected) => {
    const source = new FakeSource({
      clauses: [plain, guess],
      maps: [map],
      options: { quiet: true },
    });
    expect(source.run(...records)).toBe(expected);
  });
});
