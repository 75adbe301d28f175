import type { LValue } from '../../typed/index.ts';
import { resolve } from '../../types/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';

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
      return resolve(node.type).kind !== 'array';
    default:
      return node.type.kind === 'any';
  }
}

/** D variables, and what they point to: `*p`, `p[i]`, `p->m`. */
export function isWritable(node: Checked): boolean {
  if (node.kind === 'load') return isWritableAddress(node.address);
  return node.kind === 'variable' || node.kind === 'element' || node.type.kind === 'any';
}

function isWritableAddress(address: Checked): boolean {
  if (address.kind === 'arithmetic') return isWritableAddress(address.left);
  return isWritable(address);
}

/** The place as the typed program has it; undefined if an error was reported about it. */
export function asLvalue(cx: Context, node: Checked): LValue | undefined {
  if (node.kind === 'load') cx.unsupported(node.span, 'stores through pointers are');
  return node.kind === 'variable' || node.kind === 'element' || node.kind === 'load'
    ? node
    : undefined;
}
