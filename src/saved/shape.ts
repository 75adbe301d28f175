import type { BtfTypes } from '../types/index.ts';

/**
 * Size and kind of a type, as far as code depends on them: names of integers do not count, those of structs
 * that a pointer leads to do, as further members are found by them.
 */
export function shapeOf(btf: BtfTypes, type: number): string {
  const id = btf.strip(type);
  const kind = btf.kind(id);
  switch (kind) {
    case 'typedef':
      return shapeOf(btf, btf.target(id));
    case 'int':
      // Kernels were built with a signed one until Linux 6.2; in D it is signed anyway.
      if (btf.name(id) === 'char') return 'char';
      return `${btf.isSigned(id) ? 'int' : 'uint'}${btf.bytes(id) * 8}_t`;
    case 'enum':
    case 'enum64':
      return `enum of ${btf.bytes(id)} bytes`;
    case 'pointer':
      return `${shapeOf(btf, btf.target(id))} *`;
    case 'array': {
      const { element, count } = btf.array(id);
      return `${shapeOf(btf, element)} [${count}]`;
    }
    case 'struct':
    case 'union':
      return `${kind} ${btf.name(id)}`.trim();
    case 'forward':
      return `${btf.flag(id) ? 'union' : 'struct'} ${btf.name(id)}`;
    default:
      return kind;
  }
}
