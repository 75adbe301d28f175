import type { Call } from '../../syntax/index.ts';
import { parsePrototype, resolve, type SymbolType, type Type } from '../../types/index.ts';
import { checkRefused } from '../actions/refused.ts';
import { type Context, errorNode } from '../context.ts';
import { kindOfName } from '../describe.ts';
import { lengthTag, prototypeOf } from '../dialects.ts';
import { checkConstant, checkSignature, type Signature } from '../signatures.ts';
import { type Checked, dynamicType } from '../symbols.ts';
import { convertArgument } from './convert.ts';
import { checkDefined } from './defined.ts';
import { checkExpression } from './index.ts';

/** A call: of a subroutine, which gives a value, or of an action or aggregating function. */
export function checkCall(cx: Context, node: Call): Checked {
  const name = calledName(cx, node);
  if (typeof name !== 'string') return name;
  const { world } = cx;
  if (name === 'defined') return checkDefined(cx, node);
  const row =
    world.subroutines.get(name) ?? world.aggregations.get(name) ?? world.actions.get(name);
  if (!row) return notFunction(cx, name, node);
  const args = node.arguments.map((a) => checkExpression(cx, a));
  const prototype = parsePrototype(prototypeOf(cx, name, row.proto), world.types);
  const signature: Signature = {
    ...prototype,
    label: `${name}( )`,
    word: 'argument',
    lengthTag: lengthTag(cx, name),
  };
  const fits =
    checkSignature(cx, signature, args, node.span) &&
    checkConstant(cx, signature, world.subroutines.get(name)?.constantArgument, args);
  if (!fits) return failedCall(cx, name, node);
  if (world.subroutines.has(name)) {
    checkRefused(cx, { name, span: node.span });
    const typed = args.map((arg, i) =>
      convertArgument(cx, arg, prototype.parameters[i] ?? arg.type),
    );
    return { kind: 'call', name, args: typed, type: prototype.result, span: node.span };
  }
  if (world.aggregations.has(name)) {
    return { kind: 'aggregating', name, args, type: dynamicType, span: node.span };
  }
  return { kind: 'action', name, args, type: resultType(name, prototype.result), span: node.span };
}

function calledName(cx: Context, node: Call): string | Checked {
  const { callee } = node;
  if (callee.kind === 'identifier') {
    return callee.module === undefined ? callee.name : `${callee.module}\`${callee.name}`;
  }
  return cx.earlyError('D_FUNC_IDENT', node.span, 'function designator is not of function type');
}

function notFunction(cx: Context, name: string, node: Call): Checked {
  const kind = kindOfName(cx, name);
  if (kind === undefined) {
    return cx.earlyError('D_FUNC_UNDEF', node.span, `undefined function name: ${name}`);
  }
  return cx.earlyError(
    'D_FUNC_IDKIND',
    node.span,
    `${kind} '${name}' may not be referenced as a function`,
  );
}

/** Keeps its kind, so that nothing further is said about it, but has the type that fits all. */
function failedCall(cx: Context, name: string, node: Call): Checked {
  if (cx.world.subroutines.has(name)) return errorNode(node.span);
  const kind = cx.world.aggregations.has(name) ? 'aggregating' : 'action';
  return { kind, name, args: [], type: { kind: 'any' }, span: node.span };
}

/** The names of the symbol functions are the forms of their type. */
function resultType(name: string, type: Type): Type {
  return resolve(type).kind === 'symbol'
    ? { kind: 'symbol', form: name as SymbolType['form'] }
    : type;
}
