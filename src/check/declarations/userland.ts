import type { DeclarationSpecifiers } from '../../syntax/index.ts';
import { resolve, type Type } from '../../types/index.ts';

/** `userland T *`: what is declared so points to user memory, which loads then copy in. */
export function withUserland({ qualifiers }: DeclarationSpecifiers, type: Type): Type {
  const pointer = resolve(type);
  if (!qualifiers.includes('userland') || pointer.kind !== 'pointer') return type;
  return { kind: 'pointer', target: pointer.target, userland: true };
}
