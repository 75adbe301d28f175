import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, ENVIRONMENT } from './tools.ts';

/** What a process and the children it waited for took, from exec to exit. */
export interface Cost {
  readonly wallMs: number;
  readonly cpuMs?: number;
  readonly peakMb?: number;
}

/** A way to get at wait4's rusage, which node keeps to itself. */
interface Meter {
  readonly name: string;
  readonly works: () => boolean;
  readonly measure: (command: Command) => Cost;
}

/**
 * Forked from a small process and not from this one: ru_maxrss starts with the size of the parent.
 */
const WAIT4 = `
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
start = time.monotonic()
pid = os.fork()
if pid == 0:
    for fd in (0, 1, 2): os.dup2(null, fd)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, use = os.wait4(pid, 0)
wall = time.monotonic() - start
print(status, wall, use.ru_utime + use.ru_stime, use.ru_maxrss)
`;

const python: Meter = {
  name: "python3's os.wait4",
  works: () => runs('python3', ['-c', 'import os; os.wait4']),
  measure: (command) => {
    const out = spawnSync('python3', ['-c', WAIT4, ...command], quiet);
    return readCost(out.stdout, command);
  },
};

/** Its times have 10 ms steps. */
const gnuTime: Meter = {
  name: 'GNU time',
  works: () => runs('/usr/bin/time', ['-f', '%M', 'true']),
  measure: (command) => {
    const directory = mkdtempSync(join(tmpdir(), 'dtrace-bench-'));
    const report = join(directory, 'time');
    const args = ['-q', '-o', report, '-f', '%x %e %U+%S %M', ...command];
    const { ms } = timed('/usr/bin/time', args);
    const [status = '', , cpu = '', kb = ''] = readFileSync(report, 'utf8').trim().split(' ');
    rmSync(directory, { recursive: true });
    const seconds = cpu.split('+').reduce((sum, part) => sum + Number(part), 0);
    return readCost(`${status} ${ms / 1000} ${seconds} ${kb}`, command);
  },
};

const wallOnly: Meter = {
  name: 'wall time only: neither python3 nor GNU time is here for CPU time and memory',
  works: () => true,
  measure: ([program, ...args]) => {
    const { ms, status } = timed(program, args);
    return readCost(`${status} ${ms / 1000}`, [program, ...args]);
  },
};

const quiet = { encoding: 'utf8', env: ENVIRONMENT } as const;

function runs(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, quiet).status === 0;
}

function timed(program: string, args: readonly string[]): { ms: number; status: number | null } {
  const start = performance.now();
  const { status } = spawnSync(program, args, quiet);
  return { ms: performance.now() - start, status };
}

/** `status wall-seconds [cpu-seconds peak-kilobytes]` */
function readCost(line: string, command: Command): Cost {
  const [status, wall = 0, cpu, kb] = line.trim().split(' ').map(Number);
  if (status !== 0) throw new Error(`failed (status ${status}): ${command.join(' ')}`);
  const more =
    cpu === undefined || kb === undefined ? {} : { cpuMs: cpu * 1000, peakMb: kb / 1024 };
  return { wallMs: wall * 1000, ...more };
}

/** The best meter of this machine. */
export const meter: Meter = [python, gnuTime].find((m) => m.works()) ?? wallOnly;
