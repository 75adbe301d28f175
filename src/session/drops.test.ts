import { expect, test } from 'vitest';
import { DROP_KINDS, type DropKind } from '../bpf/index.ts';
import { DropReport } from './drops.ts';

type Counters = Readonly<Record<DropKind, bigint>>;

function counters(some: Partial<Counters>): Counters {
  return { ...(Object.fromEntries(DROP_KINDS.map((k) => [k, 0n])) as Counters), ...some };
}

test.each<[string, Partial<Counters>[], string[]]>([
  ['nothing', [{}, {}], []],
  ['one', [{ principal: 1n }], ['1 drop on CPU 0']],
  [
    'several CPUs',
    [{ principal: 2n }, { principal: 3n }],
    ['2 drops on CPU 0', '3 drops on CPU 1'],
  ],
  ['aggregation', [{}, { aggregation: 5n }], ['5 aggregation drops on CPU 1']],
  [
    'dynamic variables are counted together',
    [{ dynamic: 1n }, { dynamic: 1n }],
    ['2 dynamic variable drops'],
  ],
  ['one dynamic variable', [{ dynamic: 1n }], ['1 dynamic variable drop']],
  [
    'speculations',
    [{ speculation: 1n, speculationBusy: 1n, speculationUnavailable: 2n }],
    [
      '1 speculative drop',
      '1 failed speculation (available buffer(s) still busy)',
      '2 failed speculations (no speculative buffer available)',
    ],
  ],
  ['nesting', [{ nesting: 2n }], ['2 missed firings (probe fired inside a probe)']],
  ['errors', [{ error: 1n }], ['1 error in ERROR probe enabling']],
])('%s', (_name, perCpu, lines) => {
  expect(new DropReport(false).update(perCpu.map(counters))).toEqual(lines);
});

test('tells only what is new, with tags', () => {
  const report = new DropReport(true);
  expect(report.update([counters({ principal: 2n })])).toEqual([
    '[DTRACEDROP_PRINCIPAL] 2 drops on CPU 0',
  ]);
  expect(report.update([counters({ principal: 2n })])).toEqual([]);
  expect(report.update([counters({ principal: 3n })])).toEqual([
    '[DTRACEDROP_PRINCIPAL] 1 drop on CPU 0',
  ]);
});
