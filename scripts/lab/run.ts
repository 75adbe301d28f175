import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import type { Kernel } from './kernel.ts';
import type { LabLine } from './line.ts';
import { machineArguments } from './machine.ts';
import type { ToolPaths } from './tools.ts';

/** The exit status when it is the lab that fails, not the command. */
export const FAILED = 125;

const script = join(import.meta.dirname, 'host.sh');

/** What unshare starts dies with it. */
const namespaces = ['--mount', '--pid', '--fork', '--kill-child'];

/**
 * Runs a command in a machine with this kernel; gives its exit status, 128 and the number for a
 * signal. All of the run lives in namespaces of its own (host.sh), which end when this process
 * does: the standard input of their first process is a pipe that only this one can write to.
 */
export async function runIn(kernel: Kernel, line: LabLine, tools: ToolPaths): Promise<number> {
  const folder = join(cacheFolder(), 'run');
  mkdirSync(folder, { recursive: true });
  const machine = [tools.qemu, ...machineArguments(kernel, folder, line)];
  const child = spawn(
    tools.unshare,
    [
      // As text: a shell reads its file as it goes, and who edits it would change this run.
      ...[...namespaces, 'bash', '-c', readFileSync(script, 'utf8'), script],
      ...[
        folder,
        kernel.folder,
        kernel.release,
        kernel.userland ?? '',
        `${line.seconds}`,
        tools.virtiofsd,
      ],
      ...[`${machine.length}`, ...machine, ...line.command],
    ],
    // A session of its own: the terminal's Ctrl-C is for this process.
    { stdio: ['pipe', 'inherit', 'inherit'], detached: true },
  );
  const [status] = await once(child, 'exit');
  return status ?? FAILED;
}
