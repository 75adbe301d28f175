import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const SWITCH = '/proc/sys/kernel/bpf_stats_enabled';

/**
 * Makes the kernel time each run of each BPF program, and puts the switch back when this process ends,
 * by a signal too. Error if it cannot be set (not root).
 */
export function enableStats(): void {
  const before = readFileSync(SWITCH, 'utf8').trim();
  if (before === '1') return;
  writeFileSync(SWITCH, '1');
  process.on('exit', () => writeFileSync(SWITCH, before));
}

/** What a program has done so far. */
export interface ProgramStats {
  readonly runs: number;
  readonly ns: number;
}

/** The statistics of every program that a process holds, by the kernel's id. */
export function programStats(pid: number): Map<number, ProgramStats> {
  const directory = `/proc/${pid}/fdinfo`;
  const found = new Map<number, ProgramStats>();
  for (const fd of orNothing(() => readdirSync(directory)) ?? []) {
    const info = parseFdInfo(orNothing(() => readFileSync(`${directory}/${fd}`, 'latin1')) ?? '');
    if (info) found.set(info.id, info);
  }
  return found;
}

/** bpf_prog_show_fdinfo (kernel/bpf/syscall.c); undefined for other descriptors. */
export function parseFdInfo(text: string): (ProgramStats & { readonly id: number }) | undefined {
  const fields = new Map(
    text.split('\n').map((line) => line.split(':\t', 2) as [string, string | undefined]),
  );
  const number = (name: string): number => Number(fields.get(name));
  if (!fields.has('prog_type') || !fields.has('run_cnt')) return undefined;
  return { id: number('prog_id'), runs: number('run_cnt'), ns: number('run_time_ns') };
}

/** The process or its descriptor may be gone by now. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * Nanoseconds per turn of a loop between two looks: the mean time of each program that ran at least
 * once a turn, added up. Programs that ran now and then (timers) are left out.
 */
export function nsPerTurn(
  before: ReadonlyMap<number, ProgramStats>,
  after: ReadonlyMap<number, ProgramStats>,
  turns: number,
): { readonly ns: number; readonly programs: number } {
  let ns = 0;
  let programs = 0;
  for (const [id, now] of after) {
    const runs = now.runs - (before.get(id)?.runs ?? 0);
    if (runs < turns) continue;
    ns += (now.ns - (before.get(id)?.ns ?? 0)) / runs;
    programs++;
  }
  return { ns, programs };
}
