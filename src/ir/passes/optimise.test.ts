import { describe, expect, it } from 'vitest';
import { IrBuilder, imm } from '../builder.ts';
import { printIr } from '../print.ts';
import { optimise } from './optimise.ts';

/** The blocks of the optimised function, one operation a line. */
function optimised(build: (b: IrBuilder) => void): string[] {
  const b = new IrBuilder('main');
  build(b);
  const text = printIr({ name: 'test', functions: [optimise(b.finish())] });
  const lines = text.split('\n').map((line) => line.trim());
  return lines.slice(lines.indexOf('b0:') + 1).filter(Boolean);
}

const CASES: readonly [string, (b: IrBuilder) => void, string[]][] = [
  [
    'copies',
    (b) => b.return(b.copy(b.copy(b.load(8, b.parameter(0))))),
    ['v1 = u64[v0 + 0]', 'return v1'],
  ],
  [
    'a copy that is assigned stays apart',
    (b) => {
      const a = b.load(8, b.parameter(0));
      const c = b.copy(a);
      b.assign(c, b.alu('add', c, imm(1)));
      b.return(b.alu('mul', c, a));
    },
    ['v1 = u64[v0 + 0]', 'v2 = v1', 'v3 = add v2, 1', 'v2 = v3', 'v4 = mul v2, v1', 'return v4'],
  ],
  [
    'constant branches',
    (b) => {
      b.when('gt', b.constant(3), imm(2), () => b.call('ktime_get_ns'));
      b.when('gt', b.constant(1), imm(2), () => b.call('get_prandom_u32'));
    },
    ['v2 = ktime_get_ns()', 'return 0'],
  ],
  [
    'a constant on the left',
    (b) => {
      const a = b.load(8, b.parameter(0));
      b.store(8, b.parameter(0), 0, b.alu('add', b.constant(3), a));
      b.return(b.alu('sub', b.constant(3), a));
    },
    [
      'v1 = u64[v0 + 0]',
      'v3 = add v1, 3',
      'u64[v0 + 0] = v3',
      'v4 = 3',
      'v5 = sub v4, v1',
      'return v5',
    ],
  ],
  [
    'a comparison with a constant on the left',
    (b) => {
      const a = b.load(8, b.parameter(0));
      b.when('slt', b.constant(3), a, () => b.return(imm(1)));
    },
    ['v1 = u64[v0 + 0]', 'if v1 s> 3 b1 else b2', 'b1:', 'return 1', 'b2:', 'return 0'],
  ],
  [
    'mayGoto stays, and goes where the empty block goes',
    (b) => {
      const exit = b.label();
      b.mayGoto(exit);
      b.call('ktime_get_ns');
      b.bind(exit);
      b.when('gt', b.constant(1), imm(2), () => b.call('get_prandom_u32'));
    },
    ['may jump b4 else b2', 'b2:', 'v1 = ktime_get_ns()', 'jump b4', 'b4:', 'return 0'],
  ],
  [
    'dead loads and arithmetic, but no dead calls',
    (b) => {
      b.alu('add', b.load(8, b.parameter(0)), b.call('ktime_get_ns'));
    },
    ['v2 = ktime_get_ns()', 'return 0'],
  ],
  [
    'zero divisors and far shifts, which the verifier refuses',
    (b) => {
      const a = b.load(8, b.parameter(0));
      const zero = b.alu('div', a, imm(0));
      const same = b.alu('mod', a, imm(0));
      b.return(b.alu('or', b.alu('lsh', same, imm(65)), zero));
    },
    ['v1 = u64[v0 + 0]', 'v4 = lsh v1, 1', 'return v4'],
  ],
  [
    'a question that was just answered',
    (b) => {
      const found = b.copy(b.load(8, b.parameter(0)));
      b.when('eq', found, imm(0), () => b.assign(found, b.call('ktime_get_ns')));
      b.when('ne', found, imm(0), () => b.store(8, found, 0, imm(1)));
    },
    [
      'v1 = u64[v0 + 0]',
      'v2 = v1',
      'if v2 == 0 b1 else b3',
      'b1:',
      'v3 = ktime_get_ns()',
      'v2 = v3',
      'if v2 != 0 b3 else b4',
      'b3:',
      'u64[v2 + 0] = 1',
      'jump b4',
      'b4:',
      'return 0',
    ],
  ],
];

describe('optimise', () => {
  it.each(CASES)('%s', (_name, build, expected) => {
    expect(optimised(build)).toEqual(expected);
  });
});
