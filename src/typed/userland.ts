import { resolve, type Type } from '../types/index.ts';
import type { TypedExpression } from './typed.ts';

/**
 * Does an address lie in user memory? That is so of what a `userland` pointer leads to, parts of it,
 * and pointers found there.
 */
export function isUserland(address: TypedExpression): boolean {
  const type = resolve(address.type);
  if (type.kind === 'pointer' && type.userland) return true;
  switch (address.kind) {
    case 'arithmetic':
      return isUserland(address.left) || isUserland(address.right);
    case 'cast':
      return type.kind === 'pointer' && isUserland(address.operand);
    case 'load':
      return type.kind === 'pointer' && isUserland(address.address);
    case 'conditional':
      return isUserland(address.consequent) || isUserland(address.alternate);
    case 'comma': {
      const last = address.expressions.at(-1);
      return last !== undefined && isUserland(last);
    }
    default:
      return false;
  }
}

/** A pointer's type, marked if the address that it is given lies in user memory. */
export function keepUserland(type: Type, address: TypedExpression): Type {
  const pointer = resolve(type);
  if (pointer.kind !== 'pointer' || pointer.userland || !isUserland(address)) return type;
  return { kind: 'pointer', target: pointer.target, userland: true };
}
