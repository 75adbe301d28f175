/** The table of this kind of machine beside what its kernel says. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MachineNames } from '../machine-names.ts';
import { machine } from './index.ts';

const noTypes = existsSync('/sys/kernel/btf/vmlinux')
  ? ''
  : ' (skipped: the kernel tells no types)';
const { registers: own } = machine;

const words = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, n) => first + n * 8);

/** By the members of the kernel's struct pt_regs. */
const members: Readonly<Record<typeof machine.name, () => unknown>> = {
  x86_64: () => ({
    syscallArgs: ['di', 'si', 'dx', 'r10', 'r8', 'r9'].map(offset),
    functionArgs: ['di', 'si', 'dx', 'cx', 'r8', 'r9'].map(offset),
    number: offset('orig_ax'),
    others: ['ax', 'ip', 'sp', 'cs'].map(offset),
  }),
  aarch64: () => ({
    syscallArgs: words(offset('regs'), 6),
    functionArgs: words(offset('regs'), 8),
    number: offset('syscallno'),
    others: ['regs', 'pc', 'sp', 'pstate'].map(offset),
  }),
};

const names = new MachineNames();
const offset = (member: string): number => names.btf.memberOffset('pt_regs', member) ?? -1;

test.skipIf(noTypes !== '')(`registers are where the kernel has them${noTypes}`, () => {
  expect({
    syscallArgs: own.syscallArgs,
    functionArgs: own.functionArgs,
    number: own.syscallNumber.offset,
    others: [own.result, own.pc, own.stackPointer, own.mode],
  }).toEqual(members[machine.name]());
});
