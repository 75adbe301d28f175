import { bug, type Source } from '../diag/index.ts';
import type { Firing, HookedProbe } from '../providers/index.ts';
import { type Expression, parseProgram } from '../syntax/index.ts';
import {
  firingKey,
  type Probe,
  type TypedClause,
  type TypedExpression,
  type TypedFiring,
  visitClause,
} from '../typed/index.ts';
import { integer, parseTypeText } from '../types/index.ts';
import type { Context } from './context.ts';
import { decay, toValue } from './expressions/convert.ts';
import { builtinType } from './expressions/identifiers.ts';
import { checkExpression } from './expressions/index.ts';
import type { Checked } from './symbols.ts';

type ClausePart = Pick<TypedClause, 'predicate' | 'body'>;

/**
 * Checks what providers say in D of the places of the probes that a clause matches: once of each place,
 * and of arguments only if a clause reads some.
 */
export function checkFirings(
  cx: Context,
  probes: readonly Probe[],
  parts: readonly ClausePart[],
): void {
  const reads = parts.some((part) => readsArguments(cx, part));
  for (const probe of probes) {
    for (const place of cx.world.probes.places(probe)) {
      const { firing } = place;
      if (!firing) continue;
      const key = firingKey(probe.id, place.hook.key, place.selector);
      const known = cx.firings.get(key);
      const said = reads ? firing : { ...firing, values: [], extra: [] };
      if (!known || known.values.length + known.extra.length < sizeOf(said))
        cx.firings.set(key, checkFiring(cx, probe, place, said));
    }
  }
}

function sizeOf({ values, extra = [] }: Firing): number {
  return values.length + extra.length;
}

function readsArguments(cx: Context, part: ClausePart): boolean {
  let found = false;
  visitClause(part, (e) => {
    found ||= e.kind === 'builtin' && cx.world.variables.get(e.name)?.needs === 'arguments';
  });
  return found;
}

function checkFiring(cx: Context, probe: Probe, place: HookedProbe, firing: Firing): TypedFiring {
  const name = `${probe.provider}:::${probe.name} at ${place.hook.key}`;
  const make = (text: string): TypedExpression | undefined => {
    if (text === '') return undefined;
    const source: Source = { kind: 'library', name, text: wrap(text) };
    return /^\d+$/.test(text) ? number(text, source) : checkText(cx, source, firing);
  };
  const when = make(firing.when ?? '');
  return {
    ...(when ? { when } : {}),
    values: firing.values.map(make),
    extra: (firing.extra ?? []).map(make),
  };
}

/** As an inline, an expression is a text that the parser takes. */
function wrap(expression: string): string {
  return `inline int __value = (${expression});`;
}

/** Most probes that count count one: that needs no parser. */
function number(digits: string, source: Source): TypedExpression {
  const span = { source, start: 0, end: source.text.length, line: 1 };
  return { kind: 'integer', value: BigInt(digits), type: integer('int'), span };
}

function checkText(cx: Context, source: Source, { parameters }: Firing): TypedExpression {
  const value = parseValue(cx, source);
  const named = parameters.flatMap(({ name, type }, index) => {
    const isNamed = source.text.includes(name);
    return isNamed ? [[name, rawArgument(cx, index, type, value)] as const] : [];
  });
  cx.parameters.push(new Map<string, Checked>(named));
  const typed = decay(toValue(cx, checkExpression(cx, value)));
  cx.parameters.pop();
  return typed;
}

function parseValue(cx: Context, source: Source): Expression {
  const isType = (name: string, module = ''): boolean =>
    (cx.types.get(name) ?? cx.world.types(name, module)) !== undefined;
  const macros = { positional: [], named: new Map<string, bigint | number>() };
  const { items } = parseProgram(source, { macros, defaultArgs: false, isType });
  const [item] = items;
  return item?.kind === 'inline' ? item.value : bug(`no expression: ${source.text}`);
}

/** An argument of the event, as the type says. */
function rawArgument(
  cx: Context,
  n: number,
  typeText: string,
  { span }: Expression,
): TypedExpression {
  const type = parseTypeText(typeText, (name, module) => {
    return cx.types.get(name) ?? cx.world.types(name, module);
  });
  const name = eventArguments(cx);
  const raw = builtinType(cx, name);
  const index = { kind: 'integer', value: BigInt(n), type: raw, span } as const;
  return {
    kind: 'cast',
    operand: { kind: 'builtin', name, index, type: raw, span },
    type,
    span,
  };
}

function eventArguments(cx: Context): string {
  for (const [name, row] of cx.world.variables) if (row.ofEvent) return name;
  return bug('no variable has the arguments of events');
}
