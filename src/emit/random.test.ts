import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { disassemble, precheck } from '../bpf/index.ts';
import { type IrProgram, optimise, printIr, validateIr } from '../ir/index.ts';
import { emitProgram } from './index.ts';
import { randomProgram } from './testkit/random-programs.ts';
import { runBpf } from './testkit/run-bpf.ts';
import { runIr } from './testkit/run-ir.ts';

const PROGRAMS = 200;

function explain(program: IrProgram): string {
  const { code, mapRefs } = emitProgram(program);
  const lines = disassemble(code, mapRefs).map(({ insn, text }) => `${insn}: ${text}`);
  return `${printIr(program)}\n${lines.join('\n')}`;
}

/** Random programs do the same as IR, as optimised IR, and as BPF. */
describe('random programs', () => {
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    it(`seed ${seed}`, () => {
      const program = randomProgram(seed);
      expect(validateIr(program)).toEqual([]);
      const expected = runIr(program);
      const optimised = { ...program, functions: program.functions.map(optimise) };
      expect(validateIr(optimised)).toEqual([]);
      expect(runIr(optimised)).toEqual(expected);
      const { code, mapRefs } = emitProgram(program);
      expect(precheck(code)).toEqual([]);
      const got = runBpf(code, mapRefs);
      if (!isDeepStrictEqual(got, expected)) expect(got, explain(program)).toEqual(expected);
    });
  }
});
