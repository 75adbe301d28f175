import { readFileSync, writeFileSync } from 'node:fs';
import { SystemError } from '../diag/index.ts';

/** Bit numbers in the capability sets of /proc/self/status (include/uapi/linux/capability.h). */
const CAP_SYS_ADMIN = 21;
/** What BPF_PROG_TYPE_TRACING, perf events on whole CPUs and reading kernel memory take since 5.8. */
const NEEDED = { CAP_BPF: 39, CAP_PERFMON: 38 } as const;

/** Raises a SystemError that names the capabilities this process lacks, if it lacks any. */
export function checkPrivileges(
  status: string = readFileSync('/proc/self/status', 'latin1'),
): void {
  const missing = missingPrivileges(status);
  if (missing.length === 0) return;
  throw new SystemError(
    `failed to initialize dtrace: DTrace requires additional privileges (missing ${missing.join(', ')})`,
    'run it as root',
  );
}

/** Names of the privileges that a process of this /proc/PID/status lacks. CAP_SYS_ADMIN stands in for both, as it did before 5.8. */
export function missingPrivileges(status: string): readonly string[] {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  const has = (bit: number): boolean => ((effective >> BigInt(bit)) & 1n) === 1n;
  if (has(CAP_SYS_ADMIN)) return [];
  return Object.entries(NEEDED).flatMap(([name, bit]) => (has(bit) ? [] : [name]));
}

/** Calls this process `dtrace`, for `ps` and for `execname` in BEGIN, END and ERROR. */
export function nameProcess(): void {
  writeFileSync('/proc/self/comm', 'dtrace');
}
