import { imm, type VReg } from '../../ir/index.ts';
import { machine } from '../../machine/index.ts';
import { integerValue } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import { readMember } from '../kernel-memory.ts';
import type { BuiltinVariable } from '../subroutine.ts';

/** As the kernel has saved them, in the order of struct pt_regs, which is ABI, and what else it keeps of a thread. */
const { saved: SAVED, kept } = machine.threadRegisters;

export const uregs: BuiltinVariable = {
  name: 'uregs',
  type: 'uint64_t',
  elements: SAVED + kept.length,
  lower: (g, index = 0) => integerValue(userRegister(g, index)),
  doc: 'A register of the thread in user mode, at an instruction of the kernel of that, by an R_ name.',
  example: 'BEGIN { printf("%x\\n", uregs[0]); exit(0); }',
};

function userRegister(g: Gen, index: number): VReg {
  const { b } = g;
  if (index < SAVED) {
    const saved = g.registers() ?? g.once('pt_regs', () => b.call('task_pt_regs', g.task()));
    return b.load(8, saved, index * 8);
  }
  const other = kept[index - SAVED];
  if (!other) {
    g.fault('illegalOperation', imm(index));
    return b.constant(0);
  }
  return readMember(g, g.taskAddress(), ['task_struct', other[0]], other[1]);
}
