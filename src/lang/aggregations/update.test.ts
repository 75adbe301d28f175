import { describe, expect, it } from 'vitest';
import {
  type Block,
  evaluateAlu,
  evaluateCondition,
  IrBuilder,
  type IrFunction,
  type Op,
  type Operand,
  type VReg,
} from '../../ir/index.ts';
import type { Aggregation } from '../aggregation.ts';
import { aggregations, aggregationsByName } from './index.ts';

/** Runs the code that a row makes, on cells in memory, and looks at what the cells then say. */

const u64 = (x: bigint) => BigInt.asUintN(64, x);

class Machine {
  readonly registers = new Map<VReg, bigint>();
  readonly memory: DataView;

  constructor(cells: BigInt64Array) {
    this.memory = new DataView(cells.buffer);
  }

  get(operand: Operand): bigint {
    const value = typeof operand === 'object' ? operand.imm : this.registers.get(operand);
    if (value === undefined) throw new Error(`register ${String(operand)} is not set`);
    return u64(value);
  }

  set(dst: VReg, value: bigint): void {
    this.registers.set(dst, u64(value));
  }

  run({ blocks }: IrFunction): void {
    let block: Block | undefined = blocks[0];
    while (block) {
      for (const op of block.ops) this.step(op);
      const { end }: Block = block;
      if (end.op === 'return') return;
      if (end.op === 'mayGoto') throw new Error('an update has no loops');
      const target = end.op === 'jump' ? end.target : this.#branch(end);
      block = blocks.find(({ id }) => id === target);
    }
  }

  #branch(end: Extract<Block['end'], { op: 'branch' }>): Block['id'] {
    const holds = evaluateCondition(end.condition, this.get(end.a), this.get(end.b));
    return holds ? end.yes : end.no;
  }

  step(op: Op): void {
    if (op.op === 'store') this.#write(op.base, op.offset, this.get(op.value));
    else if (op.op === 'atomicAdd') {
      this.#write(op.base, op.offset, this.#read(op.base, op.offset) + this.get(op.value));
    } else this.set(op.dst, this.#result(op));
  }

  #result(op: Exclude<Op, { op: 'store' | 'atomicAdd' }>): bigint {
    switch (op.op) {
      case 'constant':
        return op.value;
      case 'move':
        return this.get(op.src);
      case 'negate':
        return -this.get(op.src);
      case 'extend':
        return BigInt.asUintN(op.bytes * 8, this.get(op.src));
      case 'alu':
        return evaluateAlu(op.alu, this.get(op.a), this.get(op.b));
      case 'load':
        return this.#read(op.base, op.offset);
      default:
        throw new Error(`not expected in an aggregation: ${op.op}`);
    }
  }

  #read(base: VReg, offset: number): bigint {
    return this.memory.getBigUint64(this.#address(base, offset), true);
  }

  #write(base: VReg, offset: number, value: bigint): void {
    this.memory.setBigUint64(this.#address(base, offset), value, true);
  }

  #address(base: VReg, offset: number): number {
    return Number(this.get(base)) + offset;
  }
}

interface Update {
  readonly value: bigint;
  readonly increment?: bigint;
}

function count(
  row: Aggregation,
  parameters: readonly bigint[],
  updates: readonly Update[],
  atomic = false,
) {
  const cells = new BigInt64Array(row.cells(parameters));
  const withIncrement = updates.some(({ increment }) => increment !== undefined);
  const b = new IrBuilder('update', 3);
  row.update(b, {
    cells: b.parameter(0),
    atomic,
    value: b.parameter(1),
    increment: withIncrement ? b.parameter(2) : undefined,
    parameters,
  });
  const code = b.finish();
  for (const { value, increment } of updates) {
    const machine = new Machine(cells);
    machine.set(b.parameter(0), 0n);
    machine.set(b.parameter(1), value);
    machine.set(b.parameter(2), increment ?? 1n);
    machine.run(code);
  }
  return cells;
}

function row(name: string): Aggregation {
  const found = aggregationsByName.get(name);
  if (!found) throw new Error(name);
  return found;
}

const values = (...list: (number | bigint)[]): Update[] =>
  list.map((value) => ({ value: BigInt(value) }));

const MAX = (1n << 63n) - 1n;
const MIN = -(1n << 63n);

describe('single values', () => {
  it.each([
    ['count', values(5, 5, 5), 3n],
    ['sum', values(5, -7, 1), -1n],
    ['sum', values(MAX, 1), MIN],
    ['min', values(3, -2, 7), -2n],
    ['min', values(MIN, 0), MIN],
    ['max', values(3, -2, 7), 7n],
    ['max', values(-3, -2), -2n],
    ['max', values(0, MAX), MAX],
    ['avg', values(1, 2, 4), 2n],
    ['avg', values(-1, -2, -4), -2n],
    ['stddev', values(1, 9), 4n],
    ['stddev', values(-5, -5), 0n],
    ['stddev', values(10, 20, 30, 40, 50), 14n],
    // The squares need more than 64 bits.
    ['stddev', values(0, 1n << 62n), 1n << 61n],
    ['stddev', values(MIN), 0n],
    ['stddev', values(MAX, -MAX), MAX],
  ] as const)('%s of %o', (name, updates, expected) => {
    expect(row(name).value?.(count(row(name), [], updates), 1n)).toBe(expected);
  });

  it.each(['count', 'sum', 'avg', 'stddev'])('%s subtracts cell by cell', (name) => {
    const r = row(name);
    const before = count(r, [], values(MAX, 12345678901n, -3));
    const after = count(r, [], values(MAX, 12345678901n, -3, 7, 21, -50));
    const since = after.map((cell, i) => cell - (before[i] ?? 0n));
    const alone = count(r, [], values(7, 21, -50));
    expect(r.value?.(since, 1n)).toBe(r.value?.(alone, 1n));
  });

  it.each(aggregations.map((r) => [r.name]))('%s updates alike with atomic adds', (name) => {
    const r = row(name);
    const parameters = { lquantize: [0n, 100n, 10n], llquantize: [10n, 0n, 3n, 20n] }[name] ?? [];
    const updates = values(1, 42, -7, 1000);
    expect(count(r, parameters, updates, true)).toEqual(count(r, parameters, updates, false));
  });

  it.each(aggregations.map((r) => [r.name]))('%s merges CPUs', (name) => {
    const r = row(name);
    const parameters = { lquantize: [0n, 100n, 10n], llquantize: [10n, 0n, 3n, 20n] }[name] ?? [];
    const total = new BigInt64Array(r.cells(parameters));
    r.merge(total, count(r, parameters, values(17, -3)));
    r.merge(total, count(r, parameters, values(5, 90)));
    const together = count(r, parameters, values(17, -3, 5, 90));
    expect(total).toEqual(together);
  });
});

/** The definition of each quantizer, bucket by bucket. */
const quantizeBucket = (v: bigint): number => {
  for (let i = 0; i < 63; i++) if (v <= -(1n << BigInt(62 - i))) return i;
  for (let i = 126; i > 63; i--) if (v >= 1n << BigInt(i - 64)) return i;
  return 63;
};

const edges = [0n, 1n, 2n, 3n, 4n, 5n, 7n, 8n, 9n, 15n, 16n, 99n, 100n, 101n, 255n, 256n, 65535n];
const powers = Array.from({ length: 63 }, (_, i) => 1n << BigInt(i));
const interesting = [
  ...edges,
  ...powers.flatMap((p) => [p - 1n, p, p + 1n]),
  ...[1, 9, 10, 11, 99, 1000, 1499, 1500, 9999, 10000, 999999, 1000000, 9999999, 10000000].map(
    BigInt,
  ),
  MAX,
].flatMap((v) => [v, -v]);
const all = [...interesting, MIN];

function only(cells: BigInt64Array): number {
  const used = [...cells.keys()].filter((i) => cells[i] !== 0n);
  expect(used).toHaveLength(1);
  return used[0] ?? -1;
}

describe('buckets', () => {
  it('quantize', () => {
    const wrong = all.filter(
      (v) => only(count(row('quantize'), [], [{ value: v }])) !== quantizeBucket(v),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    [[0n, 100n, 10n]],
    [[-10n, 10n, 1n]],
    [[-100n, 7n, 3n]],
    [[1n, 2n, 1n]],
    [[-(1n << 31n), (1n << 31n) - 1n, 65536n]],
  ])('lquantize %o', (parameters) => {
    const [base = 0n, limit = 0n, step = 1n] = parameters;
    const levels = (limit - base) / step;
    const bucket = (v: bigint) => {
      if (v < base) return 0n;
      return v >= base + levels * step ? levels + 1n : (v - base) / step + 1n;
    };
    const wrong = all.filter(
      (v) => BigInt(only(count(row('lquantize'), parameters, [{ value: v }]))) !== bucket(v),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    [[10n, 0n, 6n, 20n]],
    [[10n, 0n, 6n, 10n]],
    [[10n, 3n, 5n, 100n]],
    [[2n, 0n, 62n, 2n]],
    [[2n, 3n, 5n, 16n]],
    [[16n, 1n, 3n, 4n]],
    [[10n, 0n, 18n, 5n]],
  ])('llquantize %o', (parameters) => {
    const r = row('llquantize');
    for (const v of all) {
      const cells = count(r, parameters, [{ value: v }]);
      const lines = r.buckets?.(cells, parameters, 'oracle') ?? [];
      const at = lines.findIndex(({ count }) => count === 1n);
      expect([v, inRange(v, lines[at]?.label ?? '', lines[at + 1]?.label ?? '')]).toEqual([
        v,
        true,
      ]);
    }
  });
});

it.each([
  [32, 30],
  [-32, -30],
  [2, 2],
  [0, 0],
  [1000, 100],
  [-1000, -100],
])('llquantize() of %d weighs as the bound of its bucket that is next to zero, %d', (v, bound) => {
  const parameters = [10n, 0n, 1n, 20n];
  const r = row('llquantize');
  expect(r.sortKey(count(r, parameters, values(v)), parameters) >> 80n).toBe(BigInt(bound));
});

/** Is `v` in the bucket called `name`, with `next` below it in the chart? */
function inRange(v: bigint, name: string, next: string): boolean {
  const number = (text: string) => BigInt(/-?\d+$/.exec(text)?.[0] ?? '0');
  const magnitude = v < 0n ? -v : v;
  if (name.startsWith('<= ')) return v <= number(name);
  if (name.startsWith('>= ')) return v >= number(name);
  if (name.startsWith('abs') || name.startsWith('< ')) return magnitude < number(name);
  if (name === '0') return v === 0n;
  if (v < 0n) return name.startsWith('-') && v <= number(name);
  return v >= number(name) && (next === '' || v < number(next));
}

describe('increments', () => {
  it('count for so many, and may be negative', () => {
    const cells = count(
      row('quantize'),
      [],
      [
        { value: 8n, increment: 5n },
        { value: 9n, increment: -7n },
      ],
    );
    expect(cells[67]).toBe(-2n);
  });
});
