import { describe, expect, test } from 'vitest';
import { CLASS, decode, helpers, JUMP } from '../bpf/index.ts';
import type { Setting } from '../lang/index.ts';
import { type Hook, ProbeIndex, type Provider } from '../providers/index.ts';
import { compileScript } from '../test-compile.ts';

/** Bytes of the map with the scratch memory of BEGIN; undefined if there is none. */
function regionOf(text: string, ...settings: Setting[]): number | undefined {
  const { object } = compileScript(text, { settings });
  return object.maps.find(({ name }) => name.startsWith('ds_'))?.valueBytes;
}

const oracle: Setting = { name: 'dialect', value: 'oracle' };
const small: Setting = { name: 'scratchsize', value: '17' };

/** 72 bytes, and twice the option in whole words. */
describe('scratch memory of a program', () => {
  test.each([
    ['alloca(1);', [], 72 + 2 * 8192],
    ['alloca(1);', [oracle], 72 + 2 * 256],
    ['alloca(1);', [small], 72 + 2 * 24],
    ['copyin(arg0, arg1);', [small], 72 + 2 * 24],
    ['p = (int *)0; *p = 1;', [small], 72 + 2 * 24],
    ['p = (int *)0; trace(*p);', [oracle], undefined],
    ['alloca(1);', [{ name: 'scratchsize', value: '1m' }], 32_760],
  ] as const)('%s', (statements, settings, expected) => {
    expect(regionOf(`BEGIN { ${statements} }`, ...settings)).toBe(expected);
  });

  test('where one clause allots, loads of all are checked in dialect oracle', () => {
    const text = 'tick-1s { alloca(1); } BEGIN { p = (int *)0; trace(*p); }';
    expect(regionOf(text)).toBe(72 + 2 * 8192);
    expect(regionOf(text, oracle)).toBe(72 + 2 * 256);
  });
});

describe('scratch memory of what a probe says of its event', () => {
  const hook: Hook = {
    key: 'p:x',
    program: 'p_x',
    attach: () => ({ kind: 'raw_tracepoint', event: 'x', typed: false }),
    argument: (b) => b.constant(8),
    skipFrames: 0,
  };
  const firing = {
    parameters: [{ name: 'size', type: 'int' }],
    values: ['(uintptr_t)alloca(size)', 'size'],
  };
  const common = 'Private/Private/Common';
  const provider: Provider = {
    name: 'p',
    stability: {
      ...{ provider: common, module: common, function: common },
      ...{ name: common, arguments: common },
    },
    probes: () => [{ provider: 'p', module: '', function: '', name: 'x' }],
    places: () => [{ hook, selector: 0, firing }],
  };

  test('is empty when the clause begins', () => {
    const { object } = compileScript('p:::x { trace(arg0); }', {
      probes: new ProbeIndex([provider]),
    });
    const program = object.programs.find(({ name }) => name === 'p_x');
    const calls = decode(program?.code ?? new Uint8Array()).flatMap(({ code, imm }) =>
      code === (CLASS.jmp | JUMP.call) ? [imm] : [],
    );
    const looked = calls.indexOf(helpers.map_lookup_elem.id);
    expect([looked >= 0, looked < calls.indexOf(helpers.ringbuf_reserve.id)]).toEqual([true, true]);
  });
});
