import { imm } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import { search } from '../loops.ts';
import { Cell, isZero } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';

/** Ancestors looked at; the init process is its own end of the line, much nearer in practice. */
const MOST_ANCESTORS = 128;

export const progenyof: Subroutine = {
  name: 'progenyof',
  proto: 'int(pid_t)',
  lower: (g, args) => {
    const { b } = g;
    const pid = b.extend(4, true, scalarArgument(args, 0));
    const found = new Cell(g, imm(0));
    const task = b.copy(g.task());
    const [parent, tgid] = ['real_parent', 'tgid'].map((m) => g.kernelOffset('task_struct', m));
    search(g, { end: MOST_ANCESTORS, step: 1 }, () => {
      const here = b.load(4, task, tgid ?? 0, true);
      const same = isZero(g, zeroExtended(g, b.alu('xor', here, pid)));
      found.set(same);
      b.assign(task, b.load(8, task, parent ?? 0));
      // Process 0 is the parent of init, and of itself.
      return b.alu('or', same, isZero(g, zeroExtended(g, here)));
    });
    return integerValue(found.get());
  },
  doc: 'Not 0 if the process is the one of this id, or has it among its ancestors.',
  example: 'syscall:::entry /progenyof(ppid)/ { @[probefunc] = count(); }',
};

function zeroExtended(g: Gen, value: Parameters<typeof isZero>[1]): ReturnType<typeof isZero> {
  return g.b.extend(4, false, value);
}
