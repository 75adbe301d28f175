import { machine } from '../machine/index.ts';
import { syscallArguments } from './syscall-arguments.ts';

export const { registers, frames, kprobesAreMasked } = machine;

/** System call names of this machine by number; '' where there is none. */
export const syscallNames: readonly string[] = machine.syscalls.names;

/** The types of their arguments. */
export const syscallTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ...syscallArguments,
  ...Object.entries(machine.syscalls.types),
]);
