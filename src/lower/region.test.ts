import { describe, expect, test } from 'vitest';
import type { Setting } from '../lang/index.ts';
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
