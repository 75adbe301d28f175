import { expect, test } from 'vitest';
import { solarisVariable, solarisVariableType } from './solaris-variables.ts';

const FILES: Readonly<Record<string, string>> = {
  '/proc/loadavg': '0.50 1.25 2.00 1/100 4711\n',
  '/proc/meminfo':
    'MemTotal:        8000 kB\nMemFree:    4000 kB\nMemAvailable: 6000 kB\nUnevictable: 40 kB\nSwapTotal: 1000 kB\nSwapFree: 400 kB\n',
  '/proc/self/smaps': '55d0-55d1 r-xp\nKernelPageSize:        4 kB\nMMUPageSize: 4 kB\n',
  '/proc/zoneinfo':
    'Node 0, zone DMA\n        min      10\n        low      12\n        high     14\nNode 0, zone Normal\n        min      100\n        low      120\n        high     140\n              high:  186\n',
  '/sys/devices/system/cpu/online': '0-3,8\n',
};

function words(name: string, files = FILES): readonly bigint[] | undefined {
  const copy = solarisVariable(name, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(path);
    return text;
  });
  const bytes = copy && Buffer.from(copy.bytes);
  return bytes && Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readBigInt64LE(i * 8));
}

test.each([
  ['hp_avenrun', [32768n, 81920n, 131072n]],
  ['avenrun', [1024n, 2560n, 4096n]],
  ['physmem', [2000n]],
  ['freemem', [1000n]],
  ['availrmem', [1500n]],
  ['pages_locked', [10n]],
  ['k_anoninfo', [250n, 100n, 150n, 0n, 0n]],
  ['minfree', [110n]],
  ['lotsfree', [154n]],
  ['ncpus_online', [5n]],
  ['_pagesize', [4096n]],
  ['jiffies', undefined],
  ['toString', undefined],
])('%s', (name, expected) => {
  expect(words(name)).toEqual(expected);
  expect(solarisVariableType(name) === undefined).toBe(expected === undefined);
});

test.each([
  ['a file that is missing', {}],
  ['a line that is missing', { ...FILES, '/proc/meminfo': 'MemTotal: 8000 kB\n' }],
])('%s publishes nothing', (_, files) => {
  expect(words('freemem', files)).toBeUndefined();
});
