import { describe, expect, it } from 'vitest';
import type { AluOp, Condition } from '../ir.ts';
import { evaluateAlu, evaluateCondition, evaluateExtend, evaluateSwap } from './arithmetic.ts';

const MIN = -(1n << 63n);
const MAX = (1n << 63n) - 1n;

const ALU: readonly [AluOp, bigint, bigint, bigint][] = [
  ['add', MAX, 1n, MIN],
  ['sub', MIN, 1n, MAX],
  ['mul', 1n << 62n, 4n, 0n],
  ['div', -1n, 2n, MAX],
  ['div', 5n, 0n, 0n],
  ['mod', -1n, 10n, 5n],
  ['mod', 5n, 0n, 5n],
  ['lsh', 1n, 65n, 2n],
  ['rsh', -1n, 1n, MAX],
  ['arsh', -8n, 1n, -4n],
  ['xor', -1n, 1n, -2n],
];

const CONDITIONS: readonly [Condition, bigint, bigint, boolean][] = [
  ['gt', -1n, 1n, true],
  ['sgt', -1n, 1n, false],
  ['le', 1n, -1n, true],
  ['slt', MIN, MAX, true],
  ['set', 6n, 2n, true],
  ['set', 4n, 2n, false],
];

describe('constants are computed as BPF does', () => {
  it.each(ALU)('%s %i %i', (op, a, b, expected) => {
    expect(evaluateAlu(op, a, b)).toBe(expected);
  });

  it.each(CONDITIONS)('%s %i %i', (condition, a, b, expected) => {
    expect(evaluateCondition(condition, a, b)).toBe(expected);
  });

  it('extends and swaps', () => {
    expect(evaluateExtend(1, true, 0x1ffn)).toBe(-1n);
    expect(evaluateExtend(4, false, -1n)).toBe(0xffffffffn);
    expect(evaluateSwap(2, 0x51234n)).toBe(0x3412n);
    expect(evaluateSwap(8, 0xffn)).toBe(-(1n << 56n));
  });
});
