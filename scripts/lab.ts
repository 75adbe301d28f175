/**
 * Runs a command on another kernel, in an emulated machine that has the files of this one:
 *
 *     npm run lab -- [--cpus N] [--memory MIB] [--time SECONDS] [--kvm] KERNEL [--] COMMAND...
 *
 * KERNEL: 6.1 or 6.12, on x86-64; 6.1-arm64 or 6.12-arm64, on aarch64 with programs for that laid over the
 * host's.
 *
 * The command starts in the same folder, as root, with the same environment. What it writes to
 * files is lost with the machine; its output and its exit status are the lab's (124: time is up;
 * 125: the lab failed). Nothing is installed and no virtualization needed; the kernels are
 * Debian's, kept in a cache folder (~/.cache/dtrace-lab). Whatever ends the lab, or who started it,
 * ends everything that belongs to the run.
 */

import { leaveWithFamily } from './lab/family.ts';
import { prepareKernel } from './lab/kernel.ts';
import { parseLine } from './lab/line.ts';
import { FAILED, runIn } from './lab/run.ts';
import { findTools } from './lab/tools.ts';

try {
  const line = parseLine(process.argv.slice(2));
  if (process.getuid?.() !== 0) throw new Error('must be run as root: it mounts file systems');
  leaveWithFamily(FAILED);
  const tools = findTools(line.series.guest.qemu);
  const kernel = await prepareKernel(line.name, line.series, tools);
  process.exitCode = await runIn(kernel, line, tools);
} catch (error) {
  console.error(`lab: ${error instanceof Error ? error.message : error}`);
  process.exitCode = FAILED;
}
