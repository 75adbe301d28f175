import type { LValue } from '../../typed/index.ts';
import { resolve } from '../../types/index.ts';
import type { Checked } from '../symbols.ts';
import { isPlace, wholeOf } from './places.ts';

/** Has it a place? Builtin variables have one too, but D does not let you write there. */
export function isLvalue(node: Checked): boolean {
  switch (node.kind) {
    case 'variable':
    case 'element':
    case 'builtin':
    case 'array':
    case 'aggregation':
      return true;
    case 'load':
      // An array of the kernel's is one, as symbols all are; what a pointer leads to is not.
      return resolve(node.type).kind !== 'array' || isSymbol(node.address);
    case 'member':
    case 'item':
      return resolve(node.type).kind !== 'array' && isLvalue(wholeOf(node));
    case 'character':
    case 'bits':
      return isLvalue(wholeOf(node));
    default:
      return node.type.kind === 'any';
  }
}

/** Only what has a name has an address that is known beforehand. */
function isSymbol({ kind }: Checked): boolean {
  return kind === 'integer' || kind === 'published';
}

/** D variables, and what they point to: `*p`, `p[i]`, `p->m`. */
export function isWritable(node: Checked): boolean {
  const whole = wholeOf(node);
  if (whole.kind === 'load') return isWritableAddress(whole.address);
  return whole.kind === 'variable' || whole.kind === 'element' || whole.type.kind === 'any';
}

function isWritableAddress(address: Checked): boolean {
  if (address.kind === 'arithmetic') return isWritableAddress(address.left);
  if (address.kind === 'address') return isWritable(address.of);
  return isWritable(address);
}

/** The place as the typed program has it; undefined if an error was reported about it. */
export function asLvalue(node: Checked): LValue | undefined {
  return isPlace(node) ? node : undefined;
}
