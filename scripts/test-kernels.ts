/**
 * Runs the tests of the kernel lane on the kernels of the lab, all of them at once:
 *
 *     npm run test:kernels -- [--if-possible] [KERNEL...] [FILTER...]
 *
 * KERNEL: as the lab calls it; 6.1 and 6.12 if none is named. FILTER: vitest's, parts of the names of
 * test files, and its options. An emulated machine is slow: all of it takes an hour a kernel, a file
 * a minute or two. Prints each test as it ends, and the sums at the end. A machine that cannot boot
 * the kernels fails, with the reason; with --if-possible it only says it.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { leaveWithFamily } from './lab/family.ts';
import { prepareKernel, series } from './lab/kernel.ts';
import { findTools } from './lab/tools.ts';
import { parseTestLine } from './test-kernels/line.ts';
import { sumOf, withoutSum } from './test-kernels/sum.ts';

/** The longest that a kernel's tests may take, in seconds. */
const LIMIT = 7200;
/** Tests wait longer than usual, and there are fewer of those that are made at random. */
const EMULATED = { DTRACE_TEST_PATIENCE: '6', EXPRESSIONS: '1000', MEMORY: '300' };

const root = join(import.meta.dirname, '..');
leaveWithFamily(1);
const { kernels, filters, ifPossible } = parseTestLine(process.argv.slice(2));
const reasons = new Map<string, string | undefined>();
// One after the other, as they share what they download.
for (const kernel of kernels) reasons.set(kernel, await whyNot(kernel));
// Each keeps little more than one processor busy.
const outcomes = await Promise.all(kernels.map(outcomeOf));
for (const { report } of outcomes) console.log(report);
process.exitCode = outcomes.some(({ failed }) => failed) ? 1 : 0;

interface Outcome {
  readonly report: string;
  readonly failed: boolean;
}

async function outcomeOf(kernel: string): Promise<Outcome> {
  const reason = reasons.get(kernel);
  if (reason !== undefined) return { report: `${kernel}: not run: ${reason}`, failed: !ifPossible };
  const started = Date.now();
  const { status, sum } = await testOn(kernel);
  const seconds = Math.round((Date.now() - started) / 1000);
  return { report: `${kernel}: ${sum ?? withoutSum(status)}, ${seconds} s`, failed: status !== 0 };
}

/** Why the lab cannot boot a kernel here; undefined if it can. */
async function whyNot(name: string): Promise<string | undefined> {
  const found = series[name];
  if (found === undefined) return 'there is no such kernel';
  if (process.getuid?.() !== 0) return 'must be run as root';
  try {
    await prepareKernel(name, found, findTools(found.guest.qemu));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs the tests on one kernel; their exit status, and vitest's sum if it came to it. */
async function testOn(
  kernel: string,
): Promise<{ readonly status: number; readonly sum: string | undefined }> {
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'kernel'];
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', join(root, 'scripts/lab.ts'), '--time', `${LIMIT}`, kernel, '--'],
      ...[process.execPath, ...vitest, '--no-color', ...filters],
    ],
    {
      cwd: root,
      env: { ...EMULATED, ...process.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => {
    console.log(`${kernel}: ${line}`);
    lines.push(line);
  });
  const [status] = await once(child, 'close');
  return { status: status ?? 1, sum: sumOf(lines.join('\n')) };
}
