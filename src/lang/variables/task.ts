import { integerValue } from '../arguments.ts';
import { argumentList } from '../process-arguments.ts';
import type { BuiltinVariable } from '../subroutine.ts';

export const curthread: BuiltinVariable = {
  name: 'curthread',
  type: 'struct task_struct *',
  stability: 'Stable/Private/Common',
  lower: (g) => integerValue(g.taskAddress()),
  doc: 'The running thread, as the kernel keeps it.',
  example: 'BEGIN { printf("%d\\n", curthread->pid); exit(0); }',
};

export const execargs: BuiltinVariable = {
  name: 'execargs',
  type: 'string',
  lower: (g) => argumentList(g, g.taskAddress(), g.options.strsize),
  doc: 'The arguments of the process, with blanks between them; its name where they cannot be read.',
  example: 'BEGIN { printf("%s\\n", execargs); exit(0); }',
};

/** Linux has no levels of interrupts: one is masked, or it is not. */
export const ipl: BuiltinVariable = {
  name: 'ipl',
  type: 'uint_t',
  lower: (g) => integerValue(g.b.constant(0)),
  doc: 'Interrupt priority level: always 0, as Linux has none.',
  example: 'BEGIN { printf("%d\\n", ipl); exit(0); }',
};
