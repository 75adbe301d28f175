/** What tests of providers share: a workload and the D program that watches it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { trace } from './kernel.ts';

/**
 * Runs a script, in perl if nothing else is said, under a D program in which it is $target. Gives what
 * both of them print, lines of a name and a number. FOLDER in the script is one for its files, for now.
 */
export async function watch(
  script: string,
  program: string,
  command = 'perl',
): Promise<Map<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-test-'));
  try {
    const file = join(folder, 'workload');
    writeFileSync(file, script.replaceAll('FOLDER', folder));
    const run = await trace('-q', '-xstrsize=64', '-n', program, '-c', `${command} ${file}`);
    expect(run.stderr).toBe('');
    const lines = run.stdout.matchAll(/^(\S+) (-?\d+)$/gm);
    return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
