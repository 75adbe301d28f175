import type { Span } from '../../diag/index.ts';
import type { ProbeArgument } from '../../providers/index.ts';
import type { ProbeDescription } from '../../syntax/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { isString, parseTypeText, pointedTo, resolve, type Type } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { typicalProbe } from '../stability.ts';
import type { Checked } from '../symbols.ts';
import { translateArgument } from '../translators.ts';
import { textAt } from './convert.ts';
import { builtinType } from './identifiers.ts';

/**
 * `args[n]`: of the type that the provider tells of the probes for which the clause is checked. They must be alike
 * in that.
 */
export function probeArgument(cx: Context, name: string, index: number, span: Span): Checked {
  const { description, world } = cx;
  if (!description) {
    const text = `${name}[ ] may not be referenced outside of a probe clause`;
    return cx.error('D_ARGS_NONE', span, text);
  }
  const typical = cx.typical ?? typicalProbe(description, world);
  const probe = cx.unlike === undefined ? typical : undefined;
  if (!probe) {
    const text = `${name}[ ] may not be referenced because probe description ${describe(description)} matches an unstable set of probes`;
    return cx.error('D_ARGS_MULTI', span, text, cx.unlike);
  }
  const argument = world.probes.typedArguments(probe)[index];
  if (argument) return typedArgument(cx, { name, index, span }, argument);
  const text = `index ${index} is out of range for ${describe(description)} ${name}[ ]`;
  return cx.error('D_ARGS_IDX', span, text, world.probes.untyped?.(probe));
}

function describe({ id, provider, module, function: fn, name }: ProbeDescription): string {
  return id === undefined ? `${provider}:${module}:${fn}:${name}` : `${id}`;
}

interface Place {
  readonly name: string;
  readonly index: number;
  readonly span: Span;
}

function typedArgument(cx: Context, place: Place, { type, from }: ProbeArgument): Checked {
  const { name, index, span } = place;
  const target = knownType(cx, type);
  const source = from ? knownType(cx, from.type) : target;
  if (target && ['struct', 'union'].includes(resolve(target).kind)) {
    const text = `${name}[${index}] is a ${type} by value, of which arg${index} is the first word`;
    return cx.error('D_ARGS_TYPE', span, text);
  }
  if (!target || !source) {
    const which = target ? 'native' : 'translated';
    return cx.error('D_ARGS_TYPE', span, `failed to resolve ${which} type for ${name}[${index}]`);
  }
  const native = nativeArgument(cx, from ? { ...place, index: from.index } : place, source);
  if (!from) return native;
  return isString(target) ? textAt(native, span) : translateArgument(cx, index, native, target);
}

/** D libraries declare what providers promise. */
function knownType(cx: Context, text: string): Type | undefined {
  const { types, world } = cx;
  const type = parseTypeText(text, (name, module) => types.get(name) ?? world.types(name, module));
  let inner: Type | undefined = type;
  while (inner) {
    if (inner.kind === 'any') return undefined;
    inner = pointedTo(inner);
  }
  return type;
}

/** The number that the hook gives, as the type says. */
function nativeArgument(cx: Context, { name, index, span }: Place, type: Type): TypedExpression {
  const raw = builtinType(cx, name);
  const key = { kind: 'integer', value: BigInt(index), type: raw, span } as const;
  const operand = { kind: 'builtin', name, index: key, type: raw, span } as const;
  return { kind: 'cast', operand, type, span };
}
