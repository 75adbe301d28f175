import { VARIABLE } from '../../bpf/index.ts';
import type { VReg } from '../../ir/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import type { ClauseGen } from '../gen.ts';

/**
 * The address of our copy of a kernel variable, as a number: to the verifier, what was stored and
 * loaded is one. That of a pointer is followed by what it points to, whose address is not known before.
 */
export function lowerPublished(g: ClauseGen, e: TypedExpression & { kind: 'published' }): VReg {
  const { b } = g;
  const { name, bytes, pointer = false } = e;
  return g.once(`published ${name}`, () => {
    const map = g.module.map(variableMap(name, bytes, pointer));
    const at = (offset: number): VReg => b.mapValue(map, offset);
    if (pointer) b.store(8, at(VARIABLE.value), 0, at(VARIABLE.value + POINTER_BYTES));
    const cell = at(VARIABLE.address);
    b.store(8, cell, 0, at(VARIABLE.value));
    return b.load(8, cell);
  });
}

const POINTER_BYTES = 8;

function variableMap(name: string, bytes: Uint8Array, pointer: boolean) {
  const start = VARIABLE.value + (pointer ? POINTER_BYTES : 0);
  const initial = new Uint8Array(start + bytes.length);
  initial.set(bytes, start);
  const valueBytes = initial.length;
  const shape = { kind: 'array', keyBytes: 4, valueBytes, entries: 1, mmap: true } as const;
  return { name: `of_${name}`, ...shape, initial, variable: name };
}
