import { expect, it } from 'vitest';
import { asm, encode, type LineRef, listing, type ProgramSpec } from './index.ts';

const at = (insn: number, line: number, text: string): LineRef => {
  return { insn, source: 'x.d', line, column: 1, text };
};

it('shows the D source above what was made for it, once', () => {
  const insns = [asm.aluImm('mov', 6, 1), asm.callHelper(5), asm.aluImm('mov', 0, 0), asm.exit()];
  const program: ProgramSpec = {
    name: 'clauses',
    attach: { kind: 'manual' },
    code: encode(insns),
    mapRefs: [],
    lines: [at(1, 3, 'timestamp'), at(3, 4, 'exit(0)')],
    clauses: [
      { source: 'x.d', line: 2, text: 'BEGIN { timestamp; exit(0); }', instructions: 3 },
      { source: 'x.d', line: 5, text: 'BEGIN /0/ { }', instructions: 1 },
    ],
  };
  expect(listing(program)).toBe(`clauses: 4 instructions
; x.d:2: BEGIN: 3 instructions
; x.d:5: BEGIN /0/: 1 instruction
    0: (b7) r6 = 1
; x.d:3: timestamp
    1: (85) call bpf_ktime_get_ns#5
    2: (b7) r0 = 0
; x.d:4: exit(0)
    3: (95) exit
`);
});

it('does not repeat the text of a description', () => {
  const lines = [{ ...at(0, 1, 'exit(0)'), source: 'BEGIN { exit(0); }' }];
  const attach = { kind: 'manual' } as const;
  const text = listing({ name: 'x', attach, code: encode([asm.exit()]), mapRefs: [], lines });
  expect(text).toBe('x: 1 instruction\n; exit(0)\n    0: (95) exit\n');
});
