import { describe, expect, it } from 'vitest';
import type { Location } from './source.ts';
import { createPrinter } from './stacks.ts';

const places: Readonly<Record<string, Location>> = {
  4112: { module: 'libc.so.6', symbol: 'read', offset: 16n },
  4096: { module: 'libc.so.6', symbol: 'read', offset: 0n },
  8192: { module: 'stripped', symbol: '', offset: 0n },
  10240: { module: 'unresolved', symbol: undefined, offset: 2048n },
  12296: { module: '', symbol: 'compiled', offset: 8n },
};

const printer = createPrinter(
  {
    kernel: () => undefined,
    user: (pid, address) => (pid === 7 ? places[Number(address)] : undefined),
  },
  'illumos',
  7,
);

const fieldOf = (...words: readonly bigint[]): Uint8Array =>
  new Uint8Array(BigUint64Array.from(words).buffer);

const forms = ['uaddr', 'usym', 'ufunc', 'umod'] as const;

describe('a user address', () => {
  it.each([
    [0x1010n, ['libc.so.6`read+0x10', 'libc.so.6`read', 'libc.so.6`read', 'libc.so.6']],
    [0x2000n, ['stripped`0x2000', 'stripped`0x2000', 'stripped`0x2000', 'stripped']],
    [0x2800n, ['unresolved:0x800', 'unresolved:0x800', 'unresolved:0x800', 'unresolved']],
    [0x3008n, ['compiled+0x8', 'compiled', 'compiled', '0x3008']],
    [0x4000n, ['0x4000', '0x4000', '0x4000', '0x4000']],
  ])('%s', (address, expected) => {
    const texts = forms.map((form) =>
      printer.symbol(fieldOf(7n, address), { kind: 'symbol', form }),
    );
    expect(texts).toEqual(expected);
  });

  it('without a process belongs to that of -c or -p', () => {
    expect(printer.userAddress(0, 0x1000n)).toBe('libc.so.6`read');
    expect(printer.userAddress(8, 0x1000n)).toBe('0x1000');
  });
});

it('a user stack has its process first, and ends with a zero', () => {
  const frames = printer.frames(fieldOf(7n, 0x1010n, 0x2000n, 0n, 0x1000n), true);
  expect(frames).toEqual(['libc.so.6`read+0x10', 'stripped`0x2000']);
});

it.each([
  ['the loop over the programs of a tracepoint', '__traceiter_sched_switch'],
  ['the way into an interrupt', 'asm_sysvec_apic_timer_interrupt'],
])('a kernel stack does without %s', (_, between) => {
  const symbols = [between, '__schedule', 'schedule'];
  const names = {
    kernel: (pc: bigint) => ({
      module: 'vmlinux',
      symbol: symbols[Number(pc) - 1] ?? '',
      offset: 0n,
    }),
    user: () => undefined,
  };
  const { frames } = createPrinter(names, 'illumos', 0);
  const expected = ['vmlinux`__schedule', 'vmlinux`schedule'];
  expect(frames(fieldOf(1n, 2n, 3n), false)).toEqual(expected);
  expect(frames(fieldOf(2n, 3n), false)).toEqual(expected);
});
