import { expect, test } from 'vitest';
import { aarch64 } from './aarch64.ts';
import type { Machine } from './machine.ts';
import { parseOperands } from './operands.ts';
import { x86_64 } from './x86_64.ts';

const memory = { kind: 'memory', displacement: 0n } as const;
const stackPointer = { offset: 152, bytes: 8 };

test.each<[Machine, string, unknown]>([
  [x86_64, '8@%rdi', { kind: 'register', register: { offset: 112, bytes: 8 } }],
  [x86_64, '4@%edi', { kind: 'register', register: { offset: 112, bytes: 4 } }],
  [x86_64, '2@%r9w', { kind: 'register', register: { offset: 64, bytes: 2 } }],
  [x86_64, '1@%sil', { kind: 'register', register: { offset: 104, bytes: 1 } }],
  [x86_64, '1@%ah', { kind: 'register', register: { offset: 81, bytes: 1 } }],
  [x86_64, '8@$5', { kind: 'constant', value: 5n }],
  [x86_64, '-4@$-1', { kind: 'constant', value: -1n }],
  [x86_64, '8@$0x10', { kind: 'constant', value: 16n }],
  [x86_64, '8@(%rsp)', { ...memory, base: stackPointer }],
  [x86_64, '8@8(%rsp)', { ...memory, displacement: 8n, base: stackPointer }],
  [x86_64, '-4@-20(%rbp)', { ...memory, displacement: -20n, base: { offset: 32, bytes: 8 } }],
  [
    x86_64,
    '4@16(%rax,%rbx,4)',
    {
      ...memory,
      displacement: 16n,
      base: { offset: 80, bytes: 8 },
      index: { offset: 40, bytes: 8, scale: 4, signed: false },
    },
  ],
  [x86_64, '8@(,%rcx,8)', { ...memory, index: { offset: 88, bytes: 8, scale: 8, signed: false } }],
  [x86_64, '4@counter4(%rip)', { ...memory, base: { offset: 128, bytes: 8 }, symbol: 'counter4' }],
  [
    x86_64,
    '4@counter+4(%rip)',
    { ...memory, displacement: 4n, base: { offset: 128, bytes: 8 }, symbol: 'counter' },
  ],
  [x86_64, '8@%xmm0', undefined],
  [x86_64, '8@x0', undefined],
  [aarch64, '8@x0', { kind: 'register', register: { offset: 0, bytes: 8 } }],
  [aarch64, '-4@w19', { kind: 'register', register: { offset: 152, bytes: 4 } }],
  [aarch64, '8@sp', { kind: 'register', register: { offset: 248, bytes: 8 } }],
  [aarch64, '4@1', { kind: 'constant', value: 1n }],
  [aarch64, '-4@#-2', { kind: 'constant', value: -2n }],
  [aarch64, '8@[sp]', { ...memory, base: { offset: 248, bytes: 8 } }],
  [aarch64, '8@[sp, 8]', { ...memory, displacement: 8n, base: { offset: 248, bytes: 8 } }],
  [aarch64, '-4@[x29, -16]', { ...memory, displacement: -16n, base: { offset: 232, bytes: 8 } }],
  [aarch64, '8@[x29,#16]', { ...memory, displacement: 16n, base: { offset: 232, bytes: 8 } }],
  [
    aarch64,
    '4@[x1, x2, lsl 2]',
    {
      ...memory,
      base: { offset: 8, bytes: 8 },
      index: { offset: 16, bytes: 8, scale: 4, signed: false },
    },
  ],
  [
    aarch64,
    '8@[x1, w2, sxtw 3]',
    {
      ...memory,
      base: { offset: 8, bytes: 8 },
      index: { offset: 16, bytes: 4, scale: 8, signed: true },
    },
  ],
  [aarch64, '8@%rdi', undefined],
  [aarch64, '8@x31', undefined],
])('$0.name: %s', ({ operands }, text, place) => {
  const [operand] = parseOperands(text.slice(text.indexOf('@') + 1), operands);
  expect(operand?.place).toEqual(place);
});

test.each<[Machine, string, readonly unknown[]]>([
  [x86_64, '', []],
  [x86_64, '4@%edi -8@16(%rsp) 8f@%rax %rbx', ['4', '-8', '8f', '8']],
  [aarch64, '4@w0 -8@[sp, 16] 1@[x0, x1, lsl 3] -2@5', ['4', '-8', '1', '-2']],
  [aarch64, '8@v0 4@w1', [undefined, '4']],
])('$0.name: the sizes of %s', ({ operands }, text, sizes) => {
  const found = parseOperands(text, operands);
  expect(found.map((o) => o && `${o.signed ? '-' : ''}${o.bytes}${o.float ? 'f' : ''}`)).toEqual(
    sizes,
  );
});
