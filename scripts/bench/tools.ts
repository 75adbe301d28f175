import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Tool = 'dtrace' | 'bpftrace';
export type Command = readonly [program: string, ...args: string[]];

/** The command that runs a program text quietly. */
export const commandOf: Readonly<Record<Tool, (text: string) => Command>> = {
  dtrace: (text) => [`${ROOT}dtrace`, '-qn', text],
  bpftrace: (text) => ['bpftrace', '-e', text],
};

/** The same words in both languages. */
export const SHORTEST: Readonly<Record<Tool, string>> = {
  dtrace: 'BEGIN { exit(0); }',
  bpftrace: 'BEGIN { exit(); }',
};

/** Why a tool cannot be measured here; undefined if it can. */
export function missing(tool: Tool): string | undefined {
  const [program, ...args] = commandOf[tool](SHORTEST[tool]);
  const run = spawnSync(program, args, { encoding: 'utf8' });
  if (run.error) return run.error.message;
  return run.status === 0 ? undefined : run.stderr.trim() || `exit status ${run.status}`;
}

/** bpftrace limits itself to 512 probes and programs unless told otherwise. */
export const ENVIRONMENT = {
  ...process.env,
  BPFTRACE_MAX_PROBES: '4096',
  BPFTRACE_MAX_BPF_PROGS: '4096',
};
