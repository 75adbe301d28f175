/** The kinds of machines, a table each, and the one that this is. */
import { aarch64 } from './aarch64.ts';
import type { Machine } from './machine.ts';
import { x86_64 } from './x86_64.ts';

export type { Machine } from './machine.ts';

/** By the name that node has for them. */
const machines: Readonly<Record<string, Machine>> = { x64: x86_64, arm64: aarch64 };

const found = machines[process.arch];

/** Is there a table for this kind of machine? */
export const isKnownMachine = found !== undefined;

/** This kind of machine; of one without a table another one, to have some, with which nothing may be traced. */
export const machine: Machine = found ?? x86_64;

/** -1 of a system call that it does not have. */
export function syscallNumber(name: string): number {
  return machine.syscalls.names.indexOf(name);
}
