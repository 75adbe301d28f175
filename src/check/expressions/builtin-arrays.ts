import type { Expression, Index } from '../../syntax/index.ts';
import { isSigned } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describeType } from '../describe.ts';
import type { Checked } from '../symbols.ts';
import { builtinType } from './identifiers.ts';
import { checkExpression } from './index.ts';
import { probeArgument } from './probe-arguments.ts';

/** The name of a builtin that is an array, if the expression is one: `uregs`. */
export function builtinArray(cx: Context, node: Expression): string | undefined {
  if (node.kind !== 'identifier' || node.module !== undefined) return undefined;
  const isArray = cx.world.variables.get(node.name)?.elements !== undefined;
  return isArray && !cx.globals.has(node.name) ? node.name : undefined;
}

/** An element; its index must be a constant. Illumos finds out at run time that it is too large. */
export function builtinElement(cx: Context, name: string, { keys, span }: Index): Checked {
  const [index, ...more] = keys.map((key) => checkExpression(cx, key));
  if (!index || more.length > 0) {
    const count = `${keys.length} arg${keys.length === 1 ? '' : 's'}`;
    const text = `${name}[ ] prototype mismatch: ${count} passed, 1 expected`;
    return cx.error('D_PROTO_LEN', span, text);
  }
  if (index.type.kind === 'any') return { ...index, span } as Checked;
  if (index.kind !== 'integer') {
    const text =
      `${name}[ ] argument #1 is incompatible with prototype:\n` +
      `\tprototype: integer constant\n\t argument: ${describeType(index)}`;
    return cx.error('D_PROTO_ARG', span, text);
  }
  if (cx.world.variables.get(name)?.typedByProbe) {
    return probeArgument(cx, name, Number(index.value), span);
  }
  if (isSigned(index.type) && index.value < 0n) {
    return cx.error('D_REGS_IDX', span, `index ${index.value} is out of range for array ${name}`);
  }
  const { elements = 0 } = cx.world.variables.get(name) ?? {};
  if (index.value >= BigInt(elements) && cx.world.options.dialect === 'oracle') {
    return cx.error('D_UNKNOWN', span, `${name}[]: index out of bounds (${index.value})`);
  }
  return { kind: 'builtin', name, index, type: builtinType(cx, name), span };
}
