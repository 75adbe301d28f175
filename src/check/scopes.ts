import type { Context } from './context.ts';
import { dynamicType, type VariableSymbol } from './symbols.ts';

/** Makes a variable that the program uses without having declared it. */
export function newVariable(
  cx: Context,
  scope: VariableSymbol['scope'],
  name: string,
): VariableSymbol {
  return define(cx, {
    kind: 'variable',
    scope,
    name,
    type: dynamicType,
    keys: undefined,
    array: false,
    declared: false,
    used: false,
    program: cx.program,
  });
}

/** Enters a variable into its scope. */
export function define(cx: Context, symbol: VariableSymbol): VariableSymbol {
  cx.variables.push(symbol);
  if (symbol.scope === 'self') cx.threadLocals.set(symbol.name, symbol);
  else if (symbol.scope === 'this') cx.clauseLocals.set(symbol.name, symbol);
  else cx.globals.set(symbol.name, symbol);
  return symbol;
}
