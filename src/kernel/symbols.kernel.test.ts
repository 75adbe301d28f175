import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { kernelSuite } from './live-kit.ts';
import { kernelSymbols } from './symbols.ts';

kernelSuite(
  'symbols of the running kernel',
  () => {
    test('finds kernel symbols', () => {
      const line = execFileSync('grep', ['-m1', ' T schedule$', '/proc/kallsyms'], {
        encoding: 'latin1',
      });
      const address = BigInt(`0x${line.slice(0, 16)}`);
      const found = { module: 'vmlinux', symbol: 'schedule', offset: 5n };
      expect(kernelSymbols().kernel(address + 5n)).toEqual(found);
      expect(kernelSymbols().kernel(0x401000n)).toBeUndefined();
    });
  },
  'symbol-addresses',
);
