import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { UserSymbols } from './user-symbols.ts';

/** The entry point of a process's program: there is `_start`. */
function entryPoint(pid: number): bigint {
  const AT_ENTRY = 9n;
  const bytes = readFileSync(`/proc/${pid}/auxv`);
  const words = Array.from({ length: bytes.length >> 3 }, (_, i) => bytes.readBigUInt64LE(i * 8));
  return words.find((_, i) => i % 2 === 1 && words[i - 1] === AT_ENTRY) ?? 0n;
}

test('of this process', () => {
  const found = new UserSymbols().find(process.pid, entryPoint(process.pid));
  expect(found).toMatchObject({ module: basename(process.execPath), symbol: '_start', offset: 0n });
  // The kernel's own list of what is mapped has the entry point in a part that begins there.
  const start = found?.start?.toString(16).padStart(8, '0');
  expect(readFileSync('/proc/self/maps', 'latin1')).toMatch(new RegExp(`^${start}-\\S+ r-xp`, 'm'));
});

test('what is mapped nowhere, by nobody', () => {
  const symbols = new UserSymbols();
  expect(symbols.find(process.pid, 8n)).toBeUndefined();
  expect(symbols.find(2 ** 30, 0x401000n)).toBeUndefined();
});

test('of a process that has ended remains what was read before', async () => {
  const symbols = new UserSymbols();
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const entry = entryPoint(pid);
  symbols.remember(pid);
  child.stdin.end();
  await once(child, 'exit');
  expect(new UserSymbols().find(pid, entry)).toBeUndefined();
  expect(symbols.find(pid, entry)?.symbol).toBe('_start');
});
