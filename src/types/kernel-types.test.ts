import { expect, test } from 'vitest';
import { BtfTypes, joinBtf } from './btf.ts';
import { typeName } from './intrinsic.ts';
import { KernelTypes } from './kernel-types.ts';
import { findMember, sizeOf } from './layout.ts';
import { info, makeBtf } from './testing.ts';
import { resolve, type Type } from './type.ts';

const K = {
  ...{ int: 1, pointer: 2, array: 3, struct: 4, union: 5, enum: 6, forward: 7, typedef: 8 },
  ...{ volatile: 9, const: 10, function: 12, prototype: 13, variable: 14, section: 15, float: 16 },
  ...{ typeTag: 18, enum64: 19 },
} as const;
const SIGNED = 1 << 24;

const kernel = makeBtf([
  ['int', info(K.int), 4, SIGNED | 32], // 1
  ['char', info(K.int), 1, 8], // 2: of kernels, unsigned
  ['long unsigned int', info(K.int), 8, 64], // 3
  ['node', info(K.struct, 4), 40, 'next', 5, 0, 'name', 6, 64, '', 7, 192, 'state', 8, 256], // 4
  ['', info(K.pointer), 4], // 5
  ['', info(K.array), 0, 2, 1, 16], // 6
  ['', info(K.union, 2), 8, 'number', 3, 0, 'link', 5, 0], // 7
  ['state_t', info(K.typedef), 9], // 8
  ['', info(K.volatile), 10], // 9
  ['state', info(K.enum, 2, true), 4, 'IDLE', 0xffffffff, 'BUSY', 3], // 10
  ['flags', info(K.struct, 2, true), 4, 'low', 1, 3 << 24, 'high', 1, (5 << 24) | 3], // 11
  ['node', info(K.forward), 0], // 12
  ['handler_t', info(K.typedef), 14], // 13
  ['', info(K.pointer), 15], // 14
  ['', info(K.prototype, 2), 1, '', 5, '', 3], // 15
  ['', info(K.pointer), 17], // 16
  ['user', info(K.typeTag), 2], // 17
  ['buffer_t', info(K.typedef), 16], // 18
  ['huge', info(K.enum64, 1), 8, 'HUGE', 5, 1], // 19
  ['owner_t', info(K.typedef), 12], // 20
  ['counter', info(K.variable), 3, 1], // 21
  ['run', info(K.function, 1), 15], // 22
  ['wide', info(K.int), 16, 128], // 23
  ['double', info(K.float), 8], // 24
  ['lost', info(K.forward, 0, true), 0], // 25
  ['lost_t', info(K.typedef), 25], // 26
  ['_Bool', info(K.int), 1, (4 << 24) | 8], // 27
  ['single', info(K.variable), 3, 1], // 28
  ['.data..percpu', info(K.section, 2), 64, 3, 0, 8, 21, 8, 8], // 29
]);
const types = new KernelTypes(new BtfTypes(kernel));

function named(name: string): Type {
  const type = types.find(name);
  if (!type) throw new Error(`no ${name}`);
  return type;
}

function member(struct: string, name: string) {
  const type = resolve(named(struct));
  const layout = 'layout' in type ? type.layout : undefined;
  return layout && findMember(layout, name);
}

test.each([
  ['struct node', 'struct node', 40],
  ['int', 'int', 4],
  ['long unsigned int', 'unsigned long', 8],
  ['state_t', 'enum state', 4],
  ['enum huge', 'enum huge', 8],
  ['handler_t', 'function pointer', 8],
  ['owner_t', 'struct node', 40],
  ['lost_t', 'union lost', 0],
  ['_Bool', '_Bool', 1],
])('%s', (name, text, bytes) => {
  expect([typeName(resolve(named(name))), sizeOf(named(name), 0)]).toEqual([text, bytes]);
});

test.each(['struct nothing', 'node', 'union node', 'state', 'counter'])('no type %s', (name) => {
  expect(types.find(name)).toBeUndefined();
});

test.each([
  ['struct node', 'next', 0, 0, 'struct node *'],
  ['struct node', 'name', 64, 0, 'char [16]'],
  ['struct node', 'number', 192, 0, 'unsigned long'],
  ['struct node', 'link', 192, 0, 'struct node *'],
  ['struct flags', 'high', 3, 5, 'int'],
])('%s has %s', (struct, name, bitOffset, bits, type) => {
  const found = member(struct, name);
  expect(found && { ...found, type: typeName(found.type) }).toEqual({
    name,
    bitOffset,
    bits,
    type,
  });
});

test('a struct leads to itself', () => {
  const next = member('struct node', 'next')?.type;
  expect(next?.kind === 'pointer' && next.target).toBe(named('struct node'));
});

test.each([
  ['IDLE', -1n],
  ['BUSY', 3n],
  ['HUGE', 0x1_0000_0005n],
  ['LAZY', undefined],
  ['node', undefined],
])('enumerator %s is %s', (name, value) => {
  expect(types.enumerator(name)?.value).toBe(value);
});

test('a function', () => {
  const type = types.symbol('run')?.type;
  expect(type?.kind === 'function' && [type.result, ...type.parameters].map(typeName)).toEqual([
    'int',
    'struct node *',
    'unsigned long',
  ]);
});

test.each([
  ['counter', true],
  ['single', false],
])('variable %s', (name, perCpu) => {
  expect(types.symbol(name)).toEqual({ type: named('long unsigned int'), perCpu });
});

test('pointers to user memory are known', () => {
  expect(resolve(named('buffer_t'))).toMatchObject({ kind: 'pointer', userland: true });
});

test("a module's types stand on the kernel's", () => {
  const strings = kernel.subarray(24 + kernel.readUInt32LE(12)).toString('latin1');
  const module = makeBtf(
    [
      ['gadget', info(K.struct, 2), 8, 'state', 10, 0, 'count', 1, 32], // 30
      ['gadget_t', info(K.typedef), 30],
    ],
    strings,
  );
  const joined = new KernelTypes(new BtfTypes(joinBtf(kernel, module)));
  const gadget = resolve(joined.find('gadget_t') ?? { kind: 'any' });
  const members = 'layout' in gadget ? gadget.layout?.members : undefined;
  expect(members?.map((m) => `${m.name}: ${typeName(m.type)}`)).toEqual([
    'state: enum state',
    'count: int',
  ]);
  expect(joined.find('struct node')).toBeDefined();
});
