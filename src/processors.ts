import { readdirSync, readFileSync } from 'node:fs';
import { machine } from './machine/index.ts';

/* The layout of cpuinfo_t, as translators/sched.d declares it; see lang/variables/cpu.ts. */
const BYTES = 72;
const OFFSET = {
  id: 0,
  set: 4,
  chip: 8,
  group: 12,
  state: 16,
  type: 20,
  fpu: 36,
  clock: 68,
} as const;
/** P_ONLINE of Solaris' <sys/processor.h>. */
const ONLINE = 2;

/** What /sys and /proc say of each processor, as an array of cpuinfo_t. */
export function describeProcessors(count: number): Uint8Array {
  const table = Buffer.alloc(BYTES * count);
  const clocks = megahertz();
  for (let cpu = 0; cpu < count; cpu++) {
    const row = table.subarray(cpu * BYTES);
    const folder = `/sys/devices/system/cpu/cpu${cpu}`;
    row.writeInt32LE(cpu, OFFSET.id);
    row.writeInt32LE(readNumber(`${folder}/topology/physical_package_id`), OFFSET.chip);
    row.writeInt32LE(node(folder), OFFSET.group);
    row.writeInt32LE(ONLINE, OFFSET.state);
    row.write(machine.processor.type, OFFSET.type, 15, 'latin1');
    row.write(machine.processor.fpu, OFFSET.fpu, 31, 'latin1');
    row.writeInt32LE(clocks[cpu] ?? 0, OFFSET.clock);
  }
  return table;
}

function readNumber(path: string): number {
  try {
    return Math.max(Number.parseInt(readFileSync(path, 'latin1'), 10) || 0, 0);
  } catch {
    return 0;
  }
}

/** The NUMA node, which a processor's folder has a link to. */
function node(folder: string): number {
  try {
    const link = readdirSync(folder).find((name) => /^node\d+$/.test(name));
    return Number(link?.slice('node'.length) ?? 0);
  } catch {
    return 0;
  }
}

function megahertz(): readonly number[] {
  try {
    const text = readFileSync('/proc/cpuinfo', 'latin1');
    return Array.from(text.matchAll(/^cpu MHz\s*:\s*(\d+)/gm), (m) => Number(m[1]));
  } catch {
    return [];
  }
}
