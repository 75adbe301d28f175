import { describe, expect, it } from 'vitest';
import { readSamples } from './history.ts';

const SAMPLE = 9;
const LOST = 2;

/** A perf buffer that begins with these: type, time, first byte. Each has 8 bytes of data. */
function buffer(
  bytes: number,
  ...records: readonly (readonly [number, bigint, number])[]
): DataView {
  const view = new DataView(new ArrayBuffer(bytes));
  records.forEach(([type, time, byte], i) => {
    const at = i * 32;
    view.setUint32(at, type, true);
    view.setUint16(at + 6, 32, true);
    if (at + 32 > bytes) return;
    view.setBigUint64(at + 8, time, true);
    view.setUint32(at + 16, 12, true);
    view.setUint8(at + 20, byte);
  });
  return view;
}

describe('readSamples', () => {
  it.each<[string, DataView, readonly (readonly [bigint, number])[]]>([
    ['reads nothing from an empty buffer', buffer(64), []],
    ['stops where nothing was written', buffer(128, [SAMPLE, 5n, 1]), [[5n, 1]]],
    [
      'reads a full one',
      buffer(64, [SAMPLE, 5n, 1], [SAMPLE, 4n, 2]),
      [
        [5n, 1],
        [4n, 2],
      ],
    ],
    ['skips other records', buffer(64, [LOST, 5n, 1], [SAMPLE, 4n, 2]), [[4n, 2]]],
    ['skips one without its end', buffer(48, [SAMPLE, 5n, 1], [SAMPLE, 4n, 2]), [[5n, 1]]],
  ])('%s', (_name, data, expected) => {
    const seen: (readonly [bigint, number])[] = [];
    readSamples(data, (record, time) => {
      expect(record.byteLength).toBe(12);
      seen.push([time, record.getUint8(0)]);
    });
    expect(seen).toEqual(expected);
  });
});
