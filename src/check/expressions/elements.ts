import type { Span } from '../../diag/index.ts';
import type { Expression, Identifier, Index } from '../../syntax/index.ts';
import { type Context, errorNode } from '../context.ts';
import { describeType, kindOfName, variableKind } from '../describe.ts';
import { expandInline } from '../inlines.ts';
import { newVariable } from '../scopes.ts';
import { checkSignature, keySignature, keyTypes } from '../signatures.ts';
import { type Checked, dynamicType, isUnvalued, type VariableSymbol } from '../symbols.ts';
import { addPointers, isOutside } from './additive.ts';
import { builtinArray, builtinElement } from './builtin-arrays.ts';
import { convertTo } from './convert.ts';
import { badReference, isUnassigned, read, resolveName, symbolOf } from './identifiers.ts';
import { checkExpression } from './index.ts';
import { itemOf } from './places.ts';
import { dereference } from './pointers.ts';
import { checkScopedName, isScopedName } from './scoped.ts';

/** `a[k]` that is read. */
export function checkIndex(cx: Context, node: Index): Checked {
  return read(cx, checkElement(cx, node));
}

/** `a[k]`: an element of an associative array, or an inline with parameters, else C's `*(a + k)`. */
export function checkElement(cx: Context, node: Index): Checked {
  const inline = inlineArray(cx, node.object);
  if (inline) {
    return expandInline(
      cx,
      inline,
      node.keys.map((k) => checkExpression(cx, k)),
      node.span,
    );
  }
  const builtin = builtinArray(cx, node.object);
  if (builtin !== undefined) return builtinElement(cx, builtin, node);
  const object = checkIndexed(cx, node.object);
  if (object.kind === 'array') return arrayElement(cx, object.variable, node);
  if (object.kind !== 'variable') return pointerElement(cx, object, node);
  const symbol = symbolOf(cx, object.variable.scope, object.variable.name);
  return symbol && isUnassigned(symbol)
    ? firstSubscript(cx, symbol, node)
    : pointerElement(cx, read(cx, object), node);
}

function inlineArray(cx: Context, node: Expression) {
  if (node.kind !== 'identifier' || node.module !== undefined) return undefined;
  const symbol = cx.globals.get(node.name);
  return symbol?.kind === 'inline' && symbol.parameters ? symbol : undefined;
}

/** What stands before the bracket. A name that nobody knows becomes an associative array. */
function checkIndexed(cx: Context, node: Expression): Checked {
  if (isScopedName(node)) return checkScopedName(cx, node);
  if (node.kind === 'identifier' && node.module === undefined) return checkIndexedName(cx, node);
  return checkExpression(cx, node);
}

function checkIndexedName(cx: Context, node: Identifier): Checked {
  const { name, span } = node;
  const symbol = symbolOf(cx, 'global', name);
  if (symbol?.array) return arrayNode(symbol, span);
  if (symbol && isUnassigned(symbol)) {
    return badReference(cx, name, variableKind(symbol), 'associative array', span);
  }
  const isNew = kindOfName(cx, name) === undefined && !cx.parameters.at(-1)?.has(name);
  if (isNew) return arrayNode(asArray(newVariable(cx, 'global', name)), span);
  return resolveName(cx, name, span) ?? errorNode(span);
}

function arrayNode(symbol: VariableSymbol, span: Span): Checked {
  return { kind: 'array', variable: symbol, type: dynamicType, span };
}

function asArray(symbol: VariableSymbol): VariableSymbol {
  symbol.array = true;
  return symbol;
}

/** `self->x[k]` makes an array of a variable that is new. */
function firstSubscript(cx: Context, symbol: VariableSymbol, node: Index): Checked {
  if (symbol.scope !== 'this') return arrayElement(cx, asArray(symbol), node);
  return cx.error(
    'D_ARR_LOCAL',
    node.span,
    `local variables may not be used as associative arrays: ${symbol.name}`,
  );
}

function arrayElement(cx: Context, symbol: VariableSymbol, node: Index): Checked {
  const keys = node.keys.map((key) => checkExpression(cx, key));
  const signature = symbol.keys && keySignature(`${symbol.name}[ ]`, symbol.keys);
  if (signature && !checkSignature(cx, signature, keys, node.span)) return errorNode(node.span);
  symbol.keys ??= keyTypes(cx, keys, 'associative array', node.span);
  const types = symbol.keys;
  if (!types) return errorNode(node.span);
  return {
    kind: 'element',
    variable: symbol,
    keys: keys.map((key, i) => convertTo(cx, key, types[i] ?? key.type)),
    type: symbol.type,
    span: node.span,
  };
}

/** C's `*(a + k)`. */
function pointerElement(cx: Context, object: Checked, node: Index): Checked {
  const [key, ...more] = node.keys.map((k) => checkExpression(cx, k));
  if (!key || more.length > 0) {
    return cx.error(
      'D_ARR_BADREF',
      node.span,
      `cannot access ${nodeName(object)} as an associative array`,
    );
  }
  if (object.type.kind === 'any') return errorNode(node.span);
  if (isOutside(cx, object, key, node.span)) return errorNode(node.span);
  const item = itemOf(cx, object, key, node.span);
  return item ?? dereference(cx, addPointers(cx, '+', object, key, node.span), node.span);
}

/** How DTrace's messages call an operand that is not a type's fault. */
function nodeName(node: Checked): string {
  if (node.kind === 'variable') return `scalar ${node.variable.name}`;
  if (node.kind === 'builtin') return `scalar ${node.name}`;
  if (node.kind === 'string') return `string constant "${node.value}"`;
  if (node.kind === 'integer')
    return `integer constant 0x${BigInt.asUintN(64, node.value).toString(16)}`;
  return isUnvalued(node) ? describeType(node) : 'expression';
}
