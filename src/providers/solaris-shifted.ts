import type { Firing, ProbeArgument } from './provider.ts';
import type { LinuxCall, SolarisCall } from './solaris-syscalls.ts';
import { callParameters } from './syscall-hooks.ts';

/** A system call of Linux whose arguments a program for Solaris expects elsewhere. */
export interface ShiftedCall {
  readonly firing: Firing;
  readonly args: readonly ProbeArgument[];
}

/** Those that stand for calls of Solaris, with the arguments as they are there. */
export function shiftedCalls(rows: Iterable<SolarisCall>): ReadonlyMap<string, ShiftedCall> {
  const meanings = new Map<string, Meaning[]>();
  for (const { on, args = [], within, renamed } of rows) {
    if (within !== undefined || renamed) continue;
    for (const call of on.filter(({ values }) => values !== undefined && values.length > 0))
      meanings.set(call.call, [...(meanings.get(call.call) ?? []), { ...call, args }]);
  }
  return new Map([...meanings].map(([call, list]) => [call, shifted(list)]));
}

interface Meaning extends LinuxCall {
  readonly args: readonly string[];
}

const ARGUMENTS = 6;

function shifted(meanings: readonly Meaning[]): ShiftedCall {
  const values = Array.from({ length: ARGUMENTS }, (_, i) =>
    meanings.reduceRight((other, meaning) => choice(meaning, i, other), `arg${i}`),
  );
  const pointers = meanings[0]?.pointers ?? [];
  const types = meanings[0]?.args ?? [];
  return {
    firing: { parameters: callParameters('entry', pointers), values },
    args: types.map((type) => ({ type })),
  };
}

function choice({ when, values = [] }: Meaning, i: number, other: string): string {
  const value = values[i] ?? '0';
  return when === undefined ? value : `(${when}) ? ${value} : (${other})`;
}
