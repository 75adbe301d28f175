import { expect, test } from 'vitest';
import { type Hook, ProbeIndex, type Provider } from '../providers/index.ts';
import { compileScript } from '../test-compile.ts';

const common = 'Private/Private/Common';

function provider(interrupts: NonNullable<Hook['interrupts']>): Provider {
  const hook: Hook = {
    key: 'p:x',
    program: 'p_x',
    attach: () => ({ kind: 'raw_tracepoint', event: 'x', typed: false }),
    argument: (b) => b.constant(8),
    interrupts,
    skipFrames: 0,
  };
  return {
    name: 'p',
    stability: {
      ...{ provider: common, module: common, function: common },
      ...{ name: common, arguments: common },
    },
    probes: () => [{ provider: 'p', module: '', function: '', name: 'x' }],
    places: () => [{ hook, selector: 0 }],
  };
}

const one = 'p:::x { @a[pid] = count(); }';
const two = `${one} p:::x { @b[tid] = count(); }`;

test.each([
  ['event', one, false],
  ['event', two, false],
  ['masked event', one, false],
  ['masked event', two, true],
  ['timer', one, true],
] as const)('%s, %s: elements that are made beforehand: %s', (interrupts, text, expected) => {
  const probes = new ProbeIndex([provider(interrupts)]);
  const { maps } = compileScript(text, { probes }).object;
  const tables = maps.filter(({ kind }) => kind === 'percpu_hash');
  expect(tables.map(({ preallocated }) => preallocated)).toContain(expected);
  expect(tables.map(({ preallocated }) => preallocated)).not.toContain(!expected);
});
