import { expect, test } from 'vitest';
import { cpcProvider, parseCounter } from './cpc.ts';
import { noEvents } from './provider.ts';

test.each([
  ['cpu_clock-all-10000', { type: 1, config: 0n, mode: 'all', period: 10_000n }],
  ['page_faults-user-1', { type: 1, config: 2n, mode: 'user', period: 1n }],
  ['instructions-kernel-5000', { type: 0, config: 1n, mode: 'kernel', period: 5000n }],
  ['PAPI_tot_ins-all-100', { type: 0, config: 1n, mode: 'all', period: 100n }],
  ['perf_count_sw_cpu_clock-all-1', { type: 1, config: 0n, mode: 'all', period: 1n }],
  ['llc_load_misses-all-9', { type: 3, config: 0x1_00_02n, mode: 'all', period: 9n }],
  ['dtlb_prefetches-all-9', { type: 3, config: 0x2_03n, mode: 'all', period: 9n }],
])('%s', (name, expected) => {
  expect(parseCounter(name)).toEqual(expected);
});

test.each(['cpu_clock', 'cpu_clock-all', 'cpu_clock-all-0', 'nothing-all-1', 'cpu_clock-idle-1'])(
  '%s is no counter',
  (name) => {
    expect(parseCounter(name)).toBeUndefined();
  },
);

test('processors without counters have those of software only', () => {
  const names = (hasCounters: boolean) =>
    cpcProvider.probes({ ...noEvents, hasCounters: () => hasCounters }).map((p) => p.name);
  expect(names(false)).toContain('page_faults-all-1000000000');
  expect(names(false)).not.toContain('instructions-all-1000000000');
  expect(names(true)).toContain('instructions-all-1000000000');
});
