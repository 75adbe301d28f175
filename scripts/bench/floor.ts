import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Loaded } from '../../src/backend/index.ts';
import {
  CONTROL_BYTES,
  CONTROL_MAP,
  DROP_KINDS,
  DROPS_MAP,
  type MapSpec,
  RECORDS_MAP,
} from '../../src/bpf/index.ts';
import { kernelBackend } from '../../src/kernel/index.ts';
import { BtfTypes } from '../../src/types/index.ts';
import { readCode } from './elf.ts';
import { ROOT } from './tools.ts';

const kernelTypes = () => new BtfTypes(readFileSync('/sys/kernel/btf/vmlinux'));

/** What the C sources are told about a machine (see floor.h). */
const MACHINES: Readonly<Record<string, { GETPPID: number; ARG2: number; NUMBER: number }>> = {
  x64: { GETPPID: 110, ARG2: 96, NUMBER: 120 },
  arm64: { GETPPID: 173, ARG2: 16, NUMBER: 280 },
};
const COMPILER = 'bpf-gcc';
const ARRAY = { keyBytes: 4, entries: 1 } as const;

/** The maps that the C sources name, and those that every object has. */
const MAPS: readonly MapSpec[] = [
  { name: 'count', kind: 'percpu_array', valueBytes: 8, ...ARRAY },
  { name: 'cells', kind: 'percpu_array', valueBytes: 8 * 128, ...ARRAY },
  { name: 'by_number', kind: 'percpu_array', keyBytes: 4, valueBytes: 8, entries: 512 },
  { name: 'by_name', kind: 'percpu_hash', keyBytes: 16, valueBytes: 8, entries: 1024 },
  { name: 'started', kind: 'task_storage', valueBytes: 8, ...ARRAY },
  { name: RECORDS_MAP, kind: 'ringbuf', keyBytes: 0, valueBytes: 0, entries: 4096 },
  { name: CONTROL_MAP, kind: 'array', valueBytes: CONTROL_BYTES, mmap: true, ...ARRAY },
  { name: DROPS_MAP, kind: 'percpu_array', valueBytes: 8 * DROP_KINDS.length, ...ARRAY },
];

/** The number of getppid on this machine; NaN if we do not know the machine. */
export const GETPPID = MACHINES[process.arch]?.GETPPID ?? Number.NaN;

/** Why there is no floor here; undefined if there is. */
export function floorMissing(): string | undefined {
  if (!MACHINES[process.arch]) return `no floor programs for ${process.arch}`;
  const { error } = spawnSync(COMPILER, ['--version'], { stdio: 'ignore' });
  return error && `no C floor: ${COMPILER} is not installed (package gcc-bpf)`;
}

/** Compiles scripts/bench/floor/<name>.c, loads it into this process and attaches it. */
export async function startFloor(name: string): Promise<Loaded> {
  const programs = readCode(compile(`${ROOT}scripts/bench/floor/${name}.c`)).map((section) => ({
    name: section.name,
    attach: { kind: 'raw_tracepoint', event: section.name, typed: true } as const,
    code: section.code,
    mapRefs: section.mapRefs,
    lines: [],
  }));
  const nothing = { probes: [], clauses: [], aggregations: [], faultSites: [], units: [] };
  const loaded = await kernelBackend(kernelTypes).open({ programs, maps: MAPS, ...nothing });
  await loaded.attach();
  return loaded;
}

function compile(source: string): Uint8Array {
  const directory = mkdtempSync(join(tmpdir(), 'dtrace-bench-'));
  const object = join(directory, 'floor.o');
  const defines = Object.entries(MACHINES[process.arch] ?? {}).map(
    ([n, value]) => `-D${n}=${value}`,
  );
  try {
    const args = ['-O2', ...defines, '-c', source, '-o', object];
    const { status, stderr } = spawnSync(COMPILER, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${COMPILER}: ${stderr}`);
    return readFileSync(object);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
