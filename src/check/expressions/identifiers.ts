import type { Span } from '../../diag/index.ts';
import type { Identifier } from '../../syntax/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { integer, parseTypeText, type Type } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { kindOfName } from '../describe.ts';
import { expandInline } from '../inlines.ts';
import { newVariable } from '../scopes.ts';
import { type Checked, isDynamic, type VariableSymbol } from '../symbols.ts';
import { checkEnumerator, checkKernelSymbol } from './kernel-symbols.ts';

/** A name that is read. */
export function checkIdentifier(cx: Context, node: Identifier): Checked {
  if (isKernelName(node)) return solarisVariable(cx, node) ?? checkKernelSymbol(cx, node);
  const known = resolveName(cx, node.name, node.span);
  if (known) return known.kind === 'variable' ? read(cx, known) : known;
  return checkEnumerator(cx, node) ?? undefinedName(cx, node);
}

/** The module D has the program's own names. */
function isKernelName({ module }: Identifier): boolean {
  return module !== undefined && module !== 'D';
}

/** A variable of Solaris' kernel that a library has an expression for. */
function solarisVariable(cx: Context, { name, span }: Identifier): Checked | undefined {
  const inline = `__kernel_${name}`;
  const isKnown = cx.world.options.solaris !== false && cx.globals.has(inline);
  return isKnown ? resolveName(cx, inline, span) : undefined;
}

function undefinedName(cx: Context, node: Identifier): Checked {
  return cx.errorOnce(
    'D_IDENT_UNDEF',
    node.span,
    `failed to resolve ${node.name}: Unknown variable name`,
  );
}

/** What a global name stands for when it stands alone; undefined: nobody knows it. */
export function resolveName(cx: Context, name: string, span: Span): Checked | undefined {
  const argument = cx.parameters.at(-1)?.get(name);
  if (argument) return argument;
  const symbol = cx.globals.get(name);
  if (symbol?.kind === 'constant') {
    return { kind: 'integer', value: symbol.value, type: symbol.type, span };
  }
  const kind = kindOfName(cx, name);
  if (kind === undefined) return undefined;
  if (kind !== 'scalar') return badReference(cx, name, kind, 'scalar', span);
  if (symbol?.kind === 'inline') return expandInline(cx, symbol, [], span);
  if (symbol) return variable(symbol, span);
  return { kind: 'builtin', name, type: builtinType(cx, name), span };
}

export function builtinType(cx: Context, name: string): Type {
  const row = cx.world.variables.get(name);
  const oracle = cx.world.options.dialect === 'oracle' ? row?.oracleType : undefined;
  return parseTypeText(oracle ?? row?.type ?? '@', cx.world.types);
}

export function variable(symbol: VariableSymbol, span: Span): Checked {
  return { kind: 'variable', variable: symbol, type: symbol.type, span };
}

export function badReference(
  cx: Context,
  name: string,
  kind: string,
  as: string,
  span: Span,
): Checked {
  return cx.error('D_IDENT_BADREF', span, `${kind} '${name}' may not be referenced as ${as}`);
}

const prefixes = { global: '', self: 'self->', this: 'this->' } as const;

/** Reading a variable that nobody has assigned so far, in the order of the text, is an error. */
export function read(cx: Context, node: Checked): Checked {
  if (node.kind !== 'variable' && node.kind !== 'element') return node;
  const symbol = symbolOf(cx, node.variable.scope, node.variable.name);
  if (!symbol || !isUnassigned(symbol)) {
    if (symbol) symbol.used = true;
    return node;
  }
  if (node.kind === 'element' && cx.world.options.dialect === 'illumos')
    return number(symbol, node);
  return cx.errorOnce(
    'D_VAR_UNDEF',
    node.span,
    `${prefixes[symbol.scope]}${symbol.name} has not yet been declared or assigned`,
  );
}

/** An element that is read before any is assigned: scripts count so what is on its way. */
function number(symbol: VariableSymbol, node: TypedExpression): TypedExpression {
  symbol.type = integer('long');
  symbol.used = true;
  return { ...node, type: symbol.type };
}

/** Is this the first that is seen of the variable? */
export function isUnassigned(symbol: VariableSymbol): boolean {
  return !symbol.declared && !symbol.used && isDynamic(symbol.type);
}

export function symbolOf(
  cx: Context,
  scope: VariableSymbol['scope'],
  name: string,
): VariableSymbol | undefined {
  if (scope === 'self') return cx.threadLocals.get(name);
  if (scope === 'this') return cx.clauseLocals.get(name);
  const symbol = cx.globals.get(name);
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** A name that is written: made if it is new. */
export function checkTargetName(cx: Context, node: Identifier): Checked {
  if (isKernelName(node)) return checkKernelSymbol(cx, node);
  const known = resolveName(cx, node.name, node.span);
  return known ?? variable(newVariable(cx, 'global', node.name), node.span);
}
