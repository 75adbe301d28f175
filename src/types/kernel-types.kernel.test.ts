/** The running kernel's types, all of them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BtfTypes } from './btf.ts';
import { KernelTypes } from './kernel-types.ts';
import { sizeOf } from './layout.ts';
import { resolve, type StructType, type Type } from './type.ts';

const btf = new BtfTypes(readFileSync('/sys/kernel/btf/vmlinux'));
const types = new KernelTypes(btf);
const all = Array.from({ length: btf.length }, (_, id) => types.type(id));

function isStruct(type: Type): type is StructType {
  return type.kind === 'struct' || type.kind === 'union';
}

test('every member lies in its struct', () => {
  const structs = new Set(all.filter(isStruct));
  const outside = [...structs].flatMap((s) =>
    (s.layout?.members ?? [])
      .filter((m) => m.bitOffset + (m.bits || sizeOf(m.type, 0) * 8) > sizeOf(s, 0) * 8)
      .map((m) => `${s.kind} ${s.name}.${m.name}`),
  );
  expect(structs.size).toBeGreaterThan(5000);
  expect(outside).toEqual([]);
});

test('a whole struct has the size that the kernel says', () => {
  const sizes = ['struct list_head', 'struct callback_head', 'struct path'].map((name) => {
    const type = types.find(name);
    return type && sizeOf(type, 0);
  });
  expect(sizes).toEqual([16, 16, 16]);
});

test('pointers lead to types, and typedefs end', () => {
  const strange = all.filter((t) => t.kind === 'pointer' && resolve(t.target).kind === 'any');
  expect(strange).toEqual([]);
});
