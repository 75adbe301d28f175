import { describe, expect, test } from 'vitest';
import { disassemble, precheck } from '../bpf/index.ts';
import { emitProgram } from '../emit/index.ts';
import { runBpf } from '../emit/testkit/run-bpf.ts';
import { IrBuilder, imm, type VReg } from '../ir/index.ts';
import { compileScript } from '../test-compile.ts';
import { repeat, search } from './loops.ts';

/** What the loop in a program gives: the sum of what `visit` was called with, and twice what was found. */
function run(build: (b: IrBuilder, visit: (i: VReg) => void, found: (i: VReg) => void) => void) {
  const b = new IrBuilder('main');
  const sum = b.constant(0);
  const add = (i: VReg): void => b.assign(sum, b.alu('add', b.alu('mul', sum, imm(3)), i));
  build(b, add, (i) => b.assign(sum, b.alu('xor', sum, b.alu('lsh', i, imm(32)))));
  b.return(sum);
  const { code, mapRefs } = emitProgram({ name: 'test', functions: [b.finish()] });
  expect(precheck(code)).toEqual([]);
  return BigInt.asUintN(64, runBpf(code, mapRefs).result);
}

function expected(rounds: readonly number[], found?: number): bigint {
  const sum = rounds.reduce((s, i) => BigInt.asUintN(64, s * 3n + BigInt(i)), 0n);
  return found === undefined ? sum : sum ^ (BigInt(found) << 32n);
}

const ends = [1, 2, 31, 64, 65, 96, 97, 128, 257, 1000];

describe.each([false, true])('with may_goto: %s', (mayGoto) => {
  test.each(ends.flatMap((n) => [[n, 1] as const, [n * 8, 8] as const]))(
    'a search below %i by %i',
    (end, step) => {
      const all = Array.from({ length: end / step }, (_, n) => n * step);
      for (const stop of [0, 1, 31, 32, 33, 63, 64, 95, 96, end / step - 1, end / step]) {
        const rounds = all.slice(0, stop + 1);
        const sum = run((b, visit, found) =>
          search(
            { b, mayGoto },
            { end, step },
            (i) => {
              visit(i);
              return b.truth('eq', i, imm(stop * step));
            },
            found,
          ),
        );
        expect(sum).toBe(expected(rounds, stop < all.length ? stop * step : undefined));
      }
    },
  );

  test.each(ends)('%i repetitions, and fewer', (count) => {
    const all = Array.from({ length: count }, (_, n) => n);
    expect(run((b, visit) => repeat({ b, mayGoto }, count, visit))).toBe(expected(all));
    const sum = run((b, visit) =>
      repeat({ b, mayGoto }, count, (i, stop) => {
        b.jumpIf('eq', i, imm(70), stop);
        visit(i);
      }),
    );
    expect(sum).toBe(expected(all.slice(0, 70)));
  });
});

describe('long loops alone have may_goto, and only where the kernel has it:', () => {
  const program = (strsize: number): string =>
    `#pragma D option strsize=${strsize}
     string s; BEGIN { s = copyinstr(0); trace(index(s, "a")); }`;
  test.each([
    [4096, true, true],
    [4096, false, false],
    [64, true, false],
  ])('strsize %i, may_goto %s', (strsize, mayGoto, there) => {
    const { programs } = compileScript(program(strsize), { mayGoto: () => mayGoto }).object;
    const lines = programs.flatMap(({ code }) => disassemble(code));
    expect(lines.some(({ text }) => text.includes('may_goto'))).toBe(there);
  });
});
