import { describe, expect, it } from 'vitest';
import type { AggregationSpec, ProbeSpec } from '../bpf/index.ts';
import {
  aggregation,
  begin,
  clause,
  FakeSource,
  key,
  layout,
  record,
  type TypeName,
} from './fake-source.ts';
import type { ConsumeOptions } from './source.ts';

type Values = Parameters<typeof key>[1];

/** Keys and their sums, as a CPU or several counted them. */
type Data = readonly (readonly [Values, ...bigint[]])[];

/** Without keys, a cell more says that it was updated. */
function fill(source: FakeSource, spec: AggregationSpec, data: Data): void {
  for (const [values, ...cpus] of data) {
    const cells = cpus.map((cell) => (spec.keyBytes === 0 ? [cell, 1n] : [cell]));
    source.set(spec.map, key(spec.keys, values), cells);
  }
}

/** One aggregation sum() with these keys, and clauses to work on it. */
function bench(
  keys: readonly TypeName[],
  data: Data,
  options: Partial<ConsumeOptions> = {},
  format?: string,
) {
  const spec = aggregation(1, 'sum', keys);
  const on = { aggregations: [1] };
  const printa = clause(0, [
    { action: 'printa', data: format === undefined ? on : { ...on, format } },
  ]);
  const clear = clause(1, [{ action: 'clear', data: on }]);
  const trunc = clause(2, [{ action: 'trunc', types: ['i32'], data: on }]);
  const truncAll = clause(3, [{ action: 'trunc', data: on }]);
  const normalize = clause(4, [{ action: 'normalize', types: ['i64'], data: on }]);
  const denormalize = clause(5, [{ action: 'denormalize', data: on }]);
  const source = new FakeSource({
    clauses: [printa, clear, trunc, truncAll, normalize, denormalize],
    aggregations: [spec],
    options: { quiet: true, ...options },
  });
  fill(source, spec, data);
  return { source, spec, printa, clear, trunc, truncAll, normalize, denormalize };
}

/** `key value` of each line of default output, blanks squeezed. */
const squeezed = (text: string) =>
  text
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => l.trim().replace(/ +/g, ' '));

describe('default layout', () => {
  it.each([
    ['i64', [-3n], '               -3'],
    ['i32', [-3], '       -3'],
    ['i16', [-3], ' 65533'],
    ['i8', [-3], ' 253'],
    ['u64', [7n], '                7'],
    ['pointer', [4096n], '             4096'],
    ['string', ['sh'], `  sh${' '.repeat(48)}`],
  ] as const)('of a %s key', (type, values, column) => {
    const { source } = bench([type], [[values, 5n]]);
    expect(source.end()).toBe(`\n${column}                5\n`);
  });
  it('of several keys, of none, and of nothing', () => {
    expect(bench(['i32', 'string'], [[[1, 'a'], 5n]]).source.end()).toBe(
      `\n        1  a${' '.repeat(49)}                5\n`,
    );
    expect(bench([], [[[], 5n]]).source.end()).toBe('\n                5\n');
    expect(bench([], [[[], 0n]]).source.end()).toBe('\n                0\n');
    expect(bench([], []).source.end()).toBe('\n');
    expect(bench(['i32'], []).source.end()).toBe('\n');
  });
  it('of a stack', () => {
    const { source } = bench(['stack'], [[[[16n, 0n]], 5n]]);
    expect(source.end()).toBe(`\n\n${' '.repeat(14)}0x10\n                5\n`);
  });
  it('of a chart', () => {
    const spec = aggregation(1, 'quantize', ['string'], { cells: 128 });
    const source = new FakeSource({ aggregations: [spec] });
    const cells = Array.from({ length: 128 }, (_, i) => (i === 64 ? 2n : 0n));
    source.set(spec.map, key(spec.keys, ['x']), [cells]);
    const lines = source.end().split('\n');
    expect(lines[1]).toBe(`  x${' '.repeat(49)}`);
    expect(lines.slice(-3)).toEqual([`               2 |${' '.repeat(40)} 0        `, '', '']);
  });
});

describe('order', () => {
  const data: Data = [
    [[2, 'b'], 5n],
    [[1, 'c'], 5n],
    [[-1, 'a'], 7n],
    [[3, 'B'], -2n],
  ];
  it.each([
    [{}, ['3 B -2', '1 c 5', '2 b 5', '-1 a 7']],
    [{ aggsortrev: true }, ['-1 a 7', '2 b 5', '1 c 5', '3 B -2']],
    [{ aggsortkey: true }, ['1 c 5', '2 b 5', '3 B -2', '-1 a 7']],
    [{ aggsortkey: true, aggsortkeypos: 1 }, ['3 B -2', '-1 a 7', '2 b 5', '1 c 5']],
    [{ aggsortkey: true, aggsortkeypos: 2 }, ['1 c 5', '2 b 5', '3 B -2', '-1 a 7']],
    [{ aggsortkey: true, aggsortrev: true }, ['-1 a 7', '3 B -2', '2 b 5', '1 c 5']],
    [{ aggsortkeypos: 1 }, ['3 B -2', '2 b 5', '1 c 5', '-1 a 7']],
  ])('%o', (options, lines) => {
    expect(squeezed(bench(['i32', 'string'], data, options).source.end())).toEqual(lines);
  });
});

describe('merging', () => {
  it('adds CPUs', () => {
    expect(squeezed(bench(['i32'], [[[1], 5n, -2n, 100n]]).source.end())).toEqual(['1 103']);
  });
  it('makes probes of one name one key', () => {
    const probe = (id: number, name: string): ProbeSpec => ({ ...begin, id, function: name });
    const spec = aggregation(1, 'sum', ['probefunc']);
    const source = new FakeSource({
      probes: [probe(7, 'read'), probe(8, 'read'), probe(9, 'close')],
      aggregations: [spec],
    });
    fill(source, spec, [
      [[7], 1n],
      [[8], 10n],
      [[9], 5n],
    ]);
    expect(squeezed(source.end())).toEqual(['close 5', 'read 11']);
  });
  it('makes addresses of one function, or module, one key', () => {
    const kernel = (address: bigint) => ({
      module: 'm',
      symbol: address < 0x200n ? 'f' : 'g',
      offset: address & 0xffn,
    });
    for (const [type, lines] of [
      ['sym', ['m`g 4', 'm`f 3']],
      ['mod', ['m 7']],
    ] as const) {
      const spec = aggregation(1, 'sum', [type]);
      const source = new FakeSource({ kernel, aggregations: [spec] });
      fill(source, spec, [
        [[0x110n], 1n],
        [[0x120n], 2n],
        [[0x210n], 4n],
      ]);
      expect(squeezed(source.end()).toSorted()).toEqual(lines.toSorted());
    }
  });
});

describe('clear()', () => {
  it('keeps the keys, and loses nothing that came after the snapshot', () => {
    const { source, spec, printa, clear } = bench(
      ['i32'],
      [
        [[1], 5n],
        [[2], 6n],
      ],
    );
    expect(squeezed(source.run(record(printa)))).toEqual(['1 5', '2 6']);
    source.ring.push(record(printa), record(clear), record(printa));
    const entries = source.entries.bind(source);
    source.entries = (map) => {
      const snapshot = structuredClone(entries(map));
      fill(source, spec, [[[2], 7n]]);
      return snapshot;
    };
    expect(squeezed(source.run())).toEqual(['1 5', '2 6', '1 0', '2 0']);
    source.entries = entries;
    expect(squeezed(source.run(record(printa)))).toEqual(['1 0', '2 1']);
  });
  it('of min() writes to the kernel', () => {
    const spec = aggregation(1, 'min', []);
    const clear = clause(0, [{ action: 'clear', data: { aggregations: [1] } }]);
    const source = new FakeSource({
      clauses: [clear],
      aggregations: [spec],
      options: { quiet: true },
    });
    const encoded = BigInt.asIntN(64, 3n ^ 0x7fff_ffff_ffff_ffffn);
    source.set(spec.map, key(spec.keys, []), [
      [encoded, 1n],
      [0n, 0n],
    ]);
    expect(squeezed(source.end())).toEqual(['3']);
    source.run(record(clear));
    expect(squeezed(source.end())).toEqual(['0']);
    expect(source.maps.get(spec.map)?.values().next().value?.values[0]).toEqual(new Uint8Array(16));
  });
});

describe('trunc()', () => {
  const data: Data = [
    [[1], 10n],
    [[2], 30n],
    [[3], 20n],
    [[4], 20n],
  ];
  it.each([
    [2, ['4 20', '2 30']],
    [-2, ['1 10', '3 20']],
    [0, []],
    [9, ['1 10', '3 20', '4 20', '2 30']],
  ])('%d', (count, lines) => {
    const { source, trunc, printa } = bench(['i32'], data, { aggsortrev: false });
    expect(squeezed(source.run(record(trunc, [count]), record(printa)))).toEqual(lines);
    expect(source.maps.get('agg1')?.size).toBe(lines.length);
  });
  it('without a count removes all', () => {
    const { source, truncAll, printa } = bench(['i32'], data);
    expect(squeezed(source.run(record(truncAll), record(printa)))).toEqual([]);
  });
  it('keeps what came after the snapshot for the next one', () => {
    const { source, spec, truncAll, printa } = bench(['i32'], [[[1], 5n]]);
    const take = source.take.bind(source);
    source.take = (map, k) => {
      fill(source, spec, [[[1], 8n]]);
      return take(map, k);
    };
    expect(squeezed(source.run(record(truncAll), record(printa)))).toEqual([]);
    expect(squeezed(source.run(record(printa)))).toEqual(['1 3']);
    fill(source, spec, [[[1], 100n]]);
    expect(squeezed(source.run(record(printa)))).toEqual(['1 103']);
  });
  it('of an aggregation without keys hides it until it counts again', () => {
    const { source, spec, truncAll, printa } = bench([], [[[], 5n]]);
    expect(source.run(record(truncAll), record(printa))).toBe('\n');
    expect(source.run(record(printa))).toBe('\n');
    fill(source, spec, [[[], 7n]]);
    expect(squeezed(source.run(record(printa)))).toEqual(['2']);
  });
});

describe('normalize()', () => {
  it('divides when printing, until denormalize()', () => {
    const { source, printa, normalize, denormalize } = bench(['i32'], [[[1], -19n]]);
    expect(squeezed(source.run(record(normalize, [5n]), record(printa)))).toEqual(['1 -3']);
    expect(squeezed(source.run(record(denormalize), record(printa)))).toEqual(['1 -19']);
  });
});

describe('printa()', () => {
  it('sets its table apart with a newline, even an empty one', () => {
    const { source, printa } = bench(['i32'], []);
    expect(source.run(record(printa))).toBe('\n');
  });
  it('takes keys from left to right, values for %@, and may leave keys out', () => {
    const data: Data = [
      [[1, 'one'], 5n],
      [[2, 'two'], 6n],
    ];
    const run = (format: string) => {
      const { source, printa } = bench(['i32', 'string'], data, {}, format);
      return source.run(record(printa));
    };
    expect(run('%d %-5s|%@4d|%@x\n')).toBe('1 one  |   5|5\n2 two  |   6|6\n');
    expect(run('%@d %d;')).toBe('5 1;6 2;');
    expect(run('x\n')).toBe('x\nx\n');
    expect(run('%@+.3d ')).toBe('+005 +006 ');
  });
  it('takes * from the keys', () => {
    const { source, printa } = bench(
      ['i64', 'i64'],
      [
        [[10n, 100n], 1n],
        [[-10n, 200n], 2n],
      ],
      {},
      '>%*d<\n',
    );
    expect(source.run(record(printa))).toBe('>       100<\n>200       <\n');
  });
  it('keeps what it prints from the end of the run; an empty one does not', () => {
    const { source, spec, printa } = bench(['i32'], []);
    source.run(record(printa));
    fill(source, spec, [[[1], 5n]]);
    expect(squeezed(source.end())).toEqual(['1 5']);
    source.run(record(printa));
    expect(source.end()).toBe('\n');
  });
});

describe('several aggregations', () => {
  const keys: readonly TypeName[] = ['i32'];
  function joint(
    format: string | undefined,
    ids: readonly number[],
    options: Partial<ConsumeOptions> = {},
  ) {
    const specs = [
      aggregation(1, 'sum', keys),
      aggregation(2, 'count', keys),
      aggregation(3, 'min', keys),
    ];
    const data = format === undefined ? { aggregations: ids } : { aggregations: ids, format };
    const printa = clause(0, [{ action: 'printa', data }]);
    const source = new FakeSource({
      clauses: [printa],
      aggregations: specs.toReversed(),
      options: { quiet: true, ...options },
    });
    const [sum, count] = specs;
    if (sum)
      fill(source, sum, [
        [[1], 100n],
        [[2], 50n],
        [[9], -5n],
      ]);
    if (count)
      fill(source, count, [
        [[1], 3n],
        [[3], 8n],
      ]);
    return { source, output: source.run(record(printa)) };
  }
  it.each([
    [{}, ['9 -5 0', '3 0 8', '2 50 0', '1 100 3']],
    [{ aggsortpos: 1 }, ['9 -5 0', '2 50 0', '1 100 3', '3 0 8']],
    [{ aggsortpos: 2 }, ['9 -5 0', '3 0 8', '2 50 0', '1 100 3']],
    [{ aggsortrev: true }, ['1 100 3', '2 50 0', '3 0 8', '9 -5 0']],
    [{ aggsortkey: true }, ['1 100 3', '2 50 0', '3 0 8', '9 -5 0']],
  ])('are joined by key: %o', (options, lines) => {
    expect(squeezed(joint(undefined, [1, 2], options).output)).toEqual(lines);
  });
  it('give their values to %@ in order, the last one for all that follow', () => {
    expect(joint('%d %@d %@d %@d;', [1, 2]).output).toBe('9 -5 0 0;3 0 8 8;2 50 0 0;1 100 3 3;');
  });
  it('may name one twice, or one that has nothing', () => {
    expect(joint('%@d %@d %@d;', [2, 2, 3]).output).toBe('3 3 0;8 8 0;');
  });
  it('print by id at the end, without anything between', () => {
    const { source } = joint('%d', [2]);
    expect(source.end()).toBe(
      '\n' +
        '        9               -5\n' +
        '        2               50\n' +
        '        1              100\n',
    );
  });
  it('print in reverse with aggsortrev', () => {
    const specs = [aggregation(1, 'sum', []), aggregation(2, 'sum', [])];
    const source = new FakeSource({ aggregations: specs, options: { aggsortrev: true } });
    for (const spec of specs) fill(source, spec, [[[], BigInt(spec.id + 9)]]);
    expect(squeezed(source.end())).toEqual(['11', '10']);
  });
});

it('layout() puts fields where the tests expect them', () => {
  expect(layout(['i8', 'string', 'i32']).map(({ offset }) => offset)).toEqual([0, 8, 40]);
});
