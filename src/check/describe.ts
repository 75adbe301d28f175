import { type Type, typeName } from '../types/index.ts';
import type { Context } from './context.ts';
import { type Checked, type GlobalSymbol, isDynamic, type VariableSymbol } from './symbols.ts';

/** The type of an operand as DTrace's messages name it. */
export function describeType(node: Checked): string {
  switch (node.kind) {
    case 'aggregation':
      return 'aggregation';
    case 'aggregating':
      return 'aggregating function';
    case 'array':
      return variableKind(node.variable);
    case 'translated':
      return isDynamic(node.type) ? 'pointer to translated data' : 'translated data';
    case 'variable':
    case 'element':
      return isDynamic(node.type) ? kindOfVariable(node) : describe(node.type);
    default:
      return describe(node.type);
  }
}

function kindOfVariable(node: { readonly kind: 'variable' | 'element' }): string {
  return node.kind === 'element' ? 'associative array' : 'scalar';
}

export function describe(type: Type): string {
  return isDynamic(type) ? 'dynamic variable' : typeName(type);
}

export function variableKind(symbol: VariableSymbol): string {
  return symbol.array ? 'associative array' : 'scalar';
}

/** DTrace's word for the kind of a name; undefined if the name is unknown. */
export function kindOfName(cx: Context, name: string): string | undefined {
  const symbol = cx.globals.get(name);
  if (symbol) return kindOfSymbol(symbol);
  const { world } = cx;
  if (scopeNames.has(name)) return 'pointer';
  const variable = world.variables.get(name);
  if (variable) return variable.elements === undefined ? 'scalar' : 'associative array';
  if (world.subroutines.has(name)) return 'function';
  if (world.aggregations.has(name)) return 'aggregating function';
  return world.actions.has(name) ? 'tracing function' : undefined;
}

export const scopeNames: ReadonlySet<string> = new Set(['self', 'this']);

export function kindOfSymbol(symbol: GlobalSymbol): string {
  switch (symbol.kind) {
    case 'variable':
      return variableKind(symbol);
    case 'constant':
      return symbol.enumerator ? 'enumerator' : 'scalar';
    case 'inline':
      return symbol.parameters ? 'associative array' : 'scalar';
  }
}
