import { imm, type VReg } from '../../ir/index.ts';
import { integerValue } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import { readMember } from '../kernel-memory.ts';
import type { BuiltinVariable } from '../subroutine.ts';

const isArm = process.arch === 'arm64';

/** The user's registers, as the kernel has saved them, in the order of struct pt_regs, which is ABI. */
const SAVED = isArm ? 34 : 21;

/** R_DS to R_TRAPNO of x86: what else the kernel keeps of a thread. */
const kept = isArm
  ? []
  : ([
      ['thread.ds', 2],
      ['thread.es', 2],
      ['thread.fsbase', 8],
      ['thread.gsbase', 8],
      ['thread.trap_nr', 8],
    ] as const);

export const uregs: BuiltinVariable = {
  name: 'uregs',
  type: 'uint64_t',
  elements: SAVED + kept.length,
  lower: (g, index = 0) => integerValue(userRegister(g, index)),
  doc: 'A register of the thread in user mode, by an R_ name of this kind of machine.',
  example: 'BEGIN { printf("%x\\n", uregs[0]); exit(0); }',
};

function userRegister(g: Gen, index: number): VReg {
  const { b } = g;
  if (index < SAVED) {
    const saved = g.once('pt_regs', () => b.call('task_pt_regs', g.task()));
    return b.load(8, saved, index * 8);
  }
  const other = kept[index - SAVED];
  if (!other) {
    g.fault('illegalOperation', imm(index));
    return b.constant(0);
  }
  return readMember(g, g.taskAddress(), ['task_struct', other[0]], other[1]);
}
