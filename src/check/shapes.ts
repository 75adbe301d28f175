import type { Shape, ShapeMember } from '../bpf/index.ts';
import { resolve, sizeOf, type Type, typeName } from '../types/index.ts';

/**
 * A type as plain data, for print(). Pointers are not followed, so it ends, however the types of the
 * kernel refer to each other; a type that is found again is the same shape again.
 */
export function shapeOf(type: Type, strsize: number): Shape {
  const made = new Map<Type, Shape>();
  const shape = (t: Type): Shape => {
    const known = made.get(t) ?? makeShape(t, strsize, shape);
    made.set(t, known);
    return known;
  };
  return shape(type);
}

function makeShape(type: Type, strsize: number, shape: (type: Type) => Shape): Shape {
  const t = resolve(type);
  const common = { name: nameOf(type), bytes: sizeOf(t, strsize) };
  switch (t.kind) {
    case 'integer':
      return { ...common, kind: 'integer', signed: t.signed, character: t.name === 'char' };
    case 'float':
      return { ...common, kind: 'float' };
    case 'pointer':
      return { ...common, kind: 'pointer', code: resolve(t.target).kind === 'function' };
    case 'enum': {
      const names = (t.enumerators ?? []).map((e) => [e.value, e.name] as const);
      return { ...common, kind: 'enum', names };
    }
    case 'struct':
    case 'union': {
      const members = t.layout?.members.map(
        (m): ShapeMember => ({
          name: m.name,
          bitOffset: m.bitOffset,
          bits: m.bits,
          shape: shape(m.type),
        }),
      );
      return members ? { ...common, kind: 'struct', members } : { ...common, kind: 'opaque' };
    }
    case 'array':
      return { ...common, kind: 'array', element: shape(t.element), count: t.count ?? 0 };
    case 'string':
      return { ...common, kind: 'string' };
    default:
      return { ...common, kind: 'opaque' };
  }
}

/** As C writes it, without the blank that stands for the missing name of a struct. */
function nameOf(type: Type): string {
  if (type.kind !== 'pointer') return typeName(type).trimEnd();
  const target = resolve(type.target);
  if (target.kind !== 'function') return typeName(type);
  return `${typeName(target.result)} (*)(${target.parameters.map(typeName).join(', ')})`;
}
