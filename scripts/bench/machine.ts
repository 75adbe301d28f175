import { spawnSync } from 'node:child_process';
import { cpus, loadavg, release } from 'node:os';

/** One line that says where the figures come from. */
export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown';
  const bpftrace = spawnSync('bpftrace', ['--version'], { encoding: 'utf8' }).stdout?.trim();
  return [
    `${cpus().length} CPUs (${model})`,
    `Linux ${release()} ${process.arch}`,
    `node ${process.version}`,
    bpftrace || 'no bpftrace',
  ].join(', ');
}

/** A sentence if the machine is too busy for figures that mean something. */
export function busyWarning(): string | undefined {
  const [load = 0] = loadavg();
  const quiet = 0.5;
  if (load <= quiet) return undefined;
  return `load average is ${load.toFixed(2)} (over ${quiet}): others are at work here, trust no figure`;
}

/** A sentence about what makes every start of node slower here; undefined if nothing does. */
export function nodeBurden(): string | undefined {
  if (!process.env['NODE_EXTRA_CA_CERTS']) return undefined;
  return 'NODE_EXTRA_CA_CERTS is set: node 20 reads these certificates at each start (some 40 ms)';
}
