import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aarch64 } from './aarch64.ts';
import type { Machine } from './machine.ts';
import { x86_64 } from './x86_64.ts';

const machines = [x86_64, aarch64];

/** Numbers that D gives registers, by their names in small letters. */
function registersOfD({ name }: Machine): ReadonlyMap<string, number> {
  const text = readFileSync(`translators/${name}.d`, 'latin1');
  const found = text.matchAll(/^inline int R_(\w+) = (\d+);/gm);
  return new Map(Array.from(found, ([, word = '', n]) => [word.toLowerCase(), Number(n)]));
}

describe.each(machines)('$name', (machine) => {
  const { registers, threadRegisters, operands, syscalls } = machine;
  const prefix = machine === x86_64 ? '%' : '';
  const inD = registersOfD(machine);

  test('uregs[] has as many registers as D has names for', () => {
    const last = threadRegisters.saved + threadRegisters.kept.length - 1;
    expect(Math.max(...inD.values())).toBe(last);
  });

  test('a register of an operand is where uregs[] has it', () => {
    const both = [...inD].filter(([name]) => operands.registers.has(`${prefix}${name}`));
    expect(both.length).toBeGreaterThan(16);
    for (const [name, n] of both)
      expect(operands.registers.get(`${prefix}${name}`), name).toEqual({ offset: n * 8, bytes: 8 });
  });

  test('so are the program counter and the stack pointer', () => {
    const { pc, stackPointer } = registers;
    const at = (name: string): number => 8 * (inD.get(name) ?? Number.NaN);
    expect([pc, stackPointer]).toEqual(
      machine === x86_64 ? [at('rip'), at('rsp')] : [at('pc'), at('sp')],
    );
  });

  test('a name of a system call comes once', () => {
    const names = syscalls.names.filter((name) => name !== '');
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(300);
  });
});

test.each([
  ['read', 0, 63],
  ['openat', 257, 56],
  ['open', 2, -1],
  ['bpf', 321, 280],
  ['perf_event_open', 298, 241],
  ['getppid', 110, 173],
  ['pidfd_open', 434, 434],
  ['file_setattr', 469, 469],
])('the number of %s', (name, onX86, onArm) => {
  expect(machines.map(({ syscalls }) => syscalls.names.indexOf(name))).toEqual([onX86, onArm]);
});
