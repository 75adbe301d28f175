import { expect, test } from 'vitest';
import { CompileError } from '../../diag/index.ts';
import { parseProgram } from '../../syntax/index.ts';
import { integer, type KernelNames, type KernelSymbol } from '../../types/index.ts';
import { check } from '../check.ts';
import { printTyped } from '../print.ts';
import { testWorld } from '../testing.ts';

const unsigned = integer('unsigned int');
const symbols: Readonly<Record<string, KernelSymbol>> = {
  plain: { address: 0x1000n, type: unsigned, perCpu: false },
  each: { address: 0x20n, type: unsigned, perCpu: true },
  __per_cpu_offset: { address: 0x3000n, type: undefined, perCpu: false },
  untyped: { address: 0x4000n, type: undefined, perCpu: false },
  linux_banner: {
    address: undefined,
    type: undefined,
    perCpu: false,
    published: { bytes: Buffer.from('Linux\n\0') },
  },
  hidden: { address: undefined, type: unsigned, perCpu: false },
  jiffies: { address: 0x5000n, type: undefined, perCpu: false },
  only: { address: 0x6000n, type: integer('char'), perCpu: false },
  call: {
    address: 0x7000n,
    type: { kind: 'function', result: unsigned, parameters: [] },
    perCpu: false,
  },
};

const names: KernelNames = {
  enumerator: (name) => (name === 'BUSY' ? { value: 3n, type: unsigned } : undefined),
  symbol: (name, module) => (name === 'only' && module !== 'gadget' ? undefined : symbols[name]),
  hint: 'look elsewhere',
};

/** The statement as it was understood, or what is wrong with it. */
function outcome(text: string): string {
  const source = { name: 'test.d', text, kind: 'script' } as const;
  const macros = { positional: ['test.d'], named: new Map<string, bigint>() };
  try {
    const program = parseProgram(source, { macros, defaultArgs: false, isType: () => false });
    const typed = check([program], { ...testWorld('illumos'), names });
    return printTyped(typed).split('\n')[1]?.trim() ?? '';
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const [{ tag, hint }] = error.diagnostics;
    return `${tag} ${hint}`;
  }
}

const plain = '*4096:unsigned int *:unsigned int';

test.each([
  ['BEGIN { trace(`plain); }', `trace(${plain})`],
  ['BEGIN { trace(gadget`only); }', 'trace(*24576:char *:char)'],
  ['BEGIN { trace(`call); }', 'trace(28672:function pointer)'],
  ['BEGIN { @[`call] = count(); }', '@_[28672:function pointer] = count()'],
  ['BEGIN { trace(&`plain); }', 'trace(4096:unsigned int *)'],
  ['extern short untyped; BEGIN { trace(`untyped); }', 'trace(*16384:short *:short)'],
  ['BEGIN { trace(`jiffies); }', 'trace(*20480:unsigned long *:unsigned long)'],
  [
    'BEGIN { trace(`each); }',
    'trace(*(32:unsigned long + *(12288:unsigned long + (cpu:unsigned long * 8:unsigned long)' +
      ':unsigned long):unsigned long:unsigned long):unsigned int *:unsigned int)',
  ],
  ['BEGIN { trace(&`linux_banner); }', 'trace(&`linux_banner:char [7] *)'],
  ['BEGIN { trace(`linux_banner[1]); }', 'trace(*(&`linux_banner:char * + 1:long):char *:char)'],
  ['BEGIN { trace(BUSY); }', 'trace(3:unsigned int)'],
  ['BEGIN { BUSY = 1; trace(BUSY); }', '(BUSY:int = 1:int):int'],
])('%s', (text, expected) => {
  expect(outcome(text)).toBe(expected);
});

test.each([
  ['BEGIN { trace(`untyped); }', 'D_SYM_NOTYPES the kernel says nothing of its type'],
  ['BEGIN { trace(`hidden); }', 'D_IDENT_UNDEF look elsewhere'],
  ['BEGIN { trace(`none); }', 'D_IDENT_UNDEF look elsewhere'],
  ['BEGIN { trace(`only); }', 'D_IDENT_UNDEF look elsewhere'],
  ['BEGIN { `plain = 1; }', 'D_OP_WRITE'],
  ['BEGIN { trace(IDLE); }', 'D_IDENT_UNDEF'],
])('%s is refused', (text, expected) => {
  expect(outcome(text)).toContain(expected);
});
