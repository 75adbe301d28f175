import { describe, expect, test } from 'vitest';
import { ENTRY, jsonTable, stepsOf } from './json-rows.ts';

/** What json-walk.ts makes the kernel do, in so many words. */
function walk(document: string, path: string): string | undefined {
  const { columns, table, rowBytes, start, ends, counts } = jsonTable(path);
  const entries = new DataView(table.buffer);
  let [state, depth, before, begin] = [start, 0, 0, 0];
  const bytes = Buffer.from(`${document}\0`, 'latin1');
  for (const [i, byte] of bytes.entries()) {
    const entry = entries.getBigUint64(state + (columns[byte] ?? 0) * ENTRY.bytes, true);
    const field = (shift: number, bits: number): number =>
      Number(BigInt.asIntN(bits, entry >> BigInt(shift)));
    depth += field(ENTRY.depthShift, 8);
    before += field(ENTRY.beforeShift, 31);
    state = Number(entry & 0xffffffn);
    if (depth === 0) state += rowBytes;
    if (counts && before === 0) state += rowBytes;
    if (entry >> BigInt(ENTRY.beginShift)) begin = i;
    if (state >= ends.behind) return valueAt(document, ends, { state, begin, i });
  }
  return undefined;
}

interface End {
  readonly state: number;
  readonly begin: number;
  readonly i: number;
}

function valueAt(
  document: string,
  ends: ReturnType<typeof jsonTable>['ends'],
  { state, begin, i }: End,
): string | undefined {
  if (state === ends.string) return document.slice(begin + 1, i);
  if (state === ends.before) return document.slice(begin, i);
  return state === ends.behind ? document.slice(begin, i + 1) : undefined;
}

const document =
  ' { "a" : 1 , "ab":[ 10 , "t{w\\"o" ,[ ], {"x y":null, "}":{"deep":[[1],[2]]}} ],"q":"","x":true}';

describe(document, () => {
  test.each([
    ['a', '1'],
    ['ab', '[ 10 , "t{w\\"o" ,[ ], {"x y":null, "}":{"deep":[[1],[2]]}} ]'],
    ['ab[0]', '10'],
    ['ab[1]', 't{w\\"o'],
    ['ab[2]', '[ ]'],
    ['ab[3].x y', 'null'],
    ['ab[3].}.deep[1][0]', '2'],
    ['ab[3].}', '{"deep":[[1],[2]]}'],
    ['q', ''],
    ['x', 'true'],
    ['ab[4]', undefined],
    ['ab[2][0]', undefined],
    ['ab[3].deep', undefined],
    ['a.b', undefined],
    ['[0]', undefined],
    ['b', undefined],
    ['', undefined],
  ])('%s', (path, expected) => {
    expect(walk(document, path)).toBe(expected);
  });
});

test.each(['', 'x', '{"a":', '{"a":"', '{"a":[1', '{"b":{"a":1', '{"a":{"', '[[1,2]'])(
  'nothing in %j',
  (text) => {
    expect(walk(text, 'a')).toBeUndefined();
    expect(walk(text, '[1]')).toBeUndefined();
  },
);

test('a key with a backslash is compared as it is written', () => {
  expect(walk('{"a\\"b":1,"c":2}', 'c')).toBe('2');
  expect(walk('{"a\\"b":1,"c":2}', 'a\\"b')).toBe('1');
});

test('steps of a path', () => {
  expect(stepsOf('a.bc[12][0].d')).toEqual(['a', 'bc', 12, 0, 'd']);
});
