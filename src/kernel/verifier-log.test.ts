import { expect, test } from 'vitest';
import { readVerdict } from './verifier-log.ts';

const END = 'processed 12 insns (limit 1000000) max_states_per_insn 0 total_states 1\n';

test.each([
  [
    'a bad access',
    `0: R1=ctx() R10=fp0\n41: (79) r1 = *(u64 *)(r2 +8)\nR2 invalid mem access 'scalar'\n${END}`,
    41,
    "R2 invalid mem access 'scalar'",
  ],
  [
    'a state line after the instruction',
    `3: (85) call x#1\n4: R0=map_value_or_null\n4: (79) r1 = *(u64 *)(r0 +0)\nR0 invalid mem access 'map_value_or_null'\nverification time 90 usec\nstack depth 8\n${END}`,
    4,
    "R0 invalid mem access 'map_value_or_null'",
  ],
  ['no instruction at all', 'unreachable insn 7\n', undefined, 'unreachable insn 7'],
  ['an instruction only', '7: (95) exit\n', 7, '7: (95) exit'],
  ['nothing', '', undefined, 'no reason'],
])('%s', (_name, log, insn, reason) => {
  expect(readVerdict(log)).toEqual({ insn, reason });
});
