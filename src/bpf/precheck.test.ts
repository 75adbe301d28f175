import { describe, expect, it } from 'vitest';
import { asm, encode, type Insn, precheck } from './index.ts';

const zero = asm.aluImm('mov', 0, 0);
const end = [zero, asm.exit()];

const CASES: readonly [string, readonly Insn[], readonly string[]][] = [
  ['the smallest program', end, []],
  ['no result', [asm.exit()], ['0: r0 is read but not written']],
  ['no end', [zero], ['0: control leaves the function, to 1']],
  ['unwritten operand', [asm.aluReg('add', 1, 2), ...end], ['0: r2 is read but not written']],
  [
    'written on one path only',
    [asm.jumpImm('eq', 1, 0, 1), asm.aluImm('mov', 2, 0), asm.aluReg('mov', 0, 2), asm.exit()],
    ['2: r2 is read but not written'],
  ],
  [
    'jump out',
    [zero, asm.jumpImm('eq', 0, 0, 7), ...end],
    ['1: control leaves the function, to 9'],
  ],
  [
    'jump into a pair',
    [asm.jumpImm('eq', 1, 0, 1), ...asm.loadImm64(2, 1n), ...end],
    ['0: jump into a two-slot instruction, to 2'],
  ],
  [
    'may_goto, which reads nothing and goes two ways',
    [asm.mayGoto(2), zero, asm.exit(), asm.aluReg('mov', 0, 1), asm.exit()],
    [],
  ],
  ['may_goto out', [asm.mayGoto(7), ...end], ['0: control leaves the function, to 8']],
  ['dead code', [zero, asm.exit(), ...end], ['2: nothing reaches this', '3: nothing reaches this']],
  [
    'stack read first',
    [asm.load(8, 0, 10, -8), asm.exit()],
    ['0: stack at -8, 8 bytes: read but not written'],
  ],
  ['stack round trip', [asm.storeReg(8, 10, -8, 1), asm.load(8, 0, 10, -8), asm.exit()], []],
  [
    'stack too deep',
    [asm.storeImm(8, 10, -520, 1), ...end],
    ['0: stack at -520, 8 bytes: out of range'],
  ],
  ['stack above', [asm.storeImm(8, 10, 0, 1), ...end], ['0: stack at 0, 8 bytes: out of range']],
  [
    'stack unaligned',
    [asm.storeImm(8, 10, -12, 1), ...end],
    ['0: stack at -12, 8 bytes: not aligned'],
  ],
  [
    'stack through a register',
    [asm.aluReg('mov', 2, 10), asm.aluImm('add', 2, -16), asm.load(4, 0, 2, 4), asm.exit()],
    ['2: stack at -12, 4 bytes: read but not written'],
  ],
  [
    'stack filled by a helper',
    [
      asm.aluReg('mov', 1, 10),
      asm.aluImm('add', 1, -16),
      asm.aluImm('mov', 2, 16),
      asm.callHelper(16),
      asm.load(8, 0, 10, -16),
      asm.exit(),
    ],
    [],
  ],
  ['missing argument', [asm.callHelper(16), asm.exit()], ['0: r2 is read but not written']],
  [
    'after a call',
    [asm.callHelper(5), asm.aluReg('mov', 0, 1), asm.exit()],
    ['1: r1 is read but not written'],
  ],
  ['unknown helper', [asm.callHelper(9999), asm.exit()], ['0: unknown helper 9999']],
  ['frame pointer', [asm.aluImm('mov', 10, 0), ...end], ['0: the frame pointer is written']],
  ['zero divisor', [zero, asm.aluImm('div', 0, 0), asm.exit()], ['1: division by constant zero']],
  ['far shift', [zero, asm.aluImm('lsh', 0, 64), asm.exit()], ['1: shift by 64']],
  ['function', [asm.callLocal(1), asm.exit(), asm.aluReg('mov', 0, 1), asm.exit()], []],
  [
    'function without its argument',
    [asm.callLocal(1), asm.exit(), asm.aluReg('mov', 0, 2), asm.exit()],
    ['2: r2 is read but not written'],
  ],
  [
    'falls into the next function',
    [asm.callLocal(1), asm.jump(0), zero, asm.exit()],
    ['1: control leaves the function, to 2'],
  ],
];

describe('precheck', () => {
  it.each(CASES)('%s', (_name, insns, problems) => {
    expect(precheck(encode(insns))).toEqual(problems);
  });
});
