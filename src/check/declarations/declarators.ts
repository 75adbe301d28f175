import type { Span } from '../../diag/index.ts';
import type { ArrayDeclarator, Declarator, Parameter } from '../../syntax/index.ts';
import { anyType, isVoid, type Type } from '../../types/index.ts';
import { type Context, errorNode } from '../context.ts';
import { describe } from '../describe.ts';
import { positiveConstant } from '../expressions/convert.ts';
import { checkExpression } from '../expressions/index.ts';
import { dynamicType, isDynamic } from '../symbols.ts';
import { typeOfSpecifiers } from './specifiers.ts';

/** What a declarator makes of the type before it. */
export interface Declared {
  /** Absent in an abstract declarator. */
  readonly name: string | undefined;
  readonly type: Type;
  /** Present for an associative array; then `type` is its elements'. */
  readonly keys?: readonly DeclaredKey[];
  readonly span: Span;
}

interface DeclaredKey {
  readonly name: string | undefined;
  readonly type: Type;
}

/**
 * The type of what a declarator declares. Its outermost node is what the name is ("an array of"),
 * the name is innermost, where the specifiers' type goes.
 */
export function declare(
  cx: Context,
  base: Type,
  node: Declarator | undefined,
  span: Span,
): Declared {
  if (!node) return { name: undefined, type: base, span };
  if (node.kind === 'name') return { name: node.name, type: base, span: node.span };
  const inner = declare(cx, base, node.inner, span);
  const target = inner.keys ? dynamicType : inner.type;
  switch (node.kind) {
    case 'pointer':
      return { name: inner.name, type: { kind: 'pointer', target }, span: inner.span };
    case 'function': {
      const parameters = checkParameters(cx, node.parameters, 'function', functionRules);
      const types = parameters.map((p) => p.type);
      const type = { kind: 'function', result: target, parameters: types } as const;
      return { name: inner.name, type, span: inner.span };
    }
    case 'array':
      return declareArray(cx, inner, node);
  }
}

function declareArray(cx: Context, inner: Declared, node: ArrayDeclarator): Declared {
  const { name, span, type } = inner;
  if (inner.keys) {
    cx.earlyError('D_DECL_DYNOBJ', node.span, 'cannot declare array of associative arrays');
  } else if (isVoid(type)) {
    cx.earlyError('D_DECL_VOIDOBJ', node.span, 'cannot declare array of void');
  }
  if (node.keys) {
    return { name, type, span, keys: checkParameters(cx, node.keys, 'array', arrayRules) };
  }
  const count = node.size ? dimension(cx, node) : undefined;
  return { name, span, type: { kind: 'array', element: type, count } };
}

const maximum = 0xffff_ffffn;

function dimension(cx: Context, node: ArrayDeclarator): number {
  const size = node.size ? checkExpression(cx, node.size) : errorNode(node.span);
  const count = positiveConstant(size);
  if (count !== undefined && count <= maximum) return Number(count);
  if (size.type.kind === 'any') return 1;
  if (count !== undefined) cx.earlyError('D_DECL_ARRBIG', node.span, 'array dimension too big');
  else {
    cx.earlyError(
      'D_DECL_ARRSUB',
      node.span,
      'positive integral constant expression or tuple signature expected as array declaration subscript',
    );
  }
  return 1;
}

/** What a list of parameters may contain. */
interface ParameterRules {
  readonly variadic: boolean;
  readonly void: boolean;
  readonly anonymous: boolean;
}

const functionRules: ParameterRules = { variadic: true, void: true, anonymous: true };
const arrayRules: ParameterRules = { variadic: false, void: false, anonymous: true };

/** The types (and names) of parameters or keys; a lone `void` is none. */
function checkParameters(
  cx: Context,
  list: readonly Parameter[],
  kind: string,
  rules: ParameterRules,
): readonly DeclaredKey[] {
  const declared = list.map((node, i) => checkParameter(cx, node, i, kind, rules));
  const voids = declared.filter((d) => isVoid(d.type) && !isDynamic(d.type));
  const [first] = list;
  if (first && voids.length > 0 && list.length > 1) {
    cx.earlyError('D_DECL_PROTO_VOID', first.span, 'void must be sole parameter');
  }
  return voids.length > 0 ? [] : declared;
}

function checkParameter(
  cx: Context,
  node: Parameter,
  index: number,
  kind: string,
  rules: ParameterRules,
): DeclaredKey {
  const { span } = node;
  if (!node.specifiers) {
    if (!rules.variadic) {
      cx.earlyError(
        'D_DECL_PROTO_VARARGS',
        span,
        `${kind} prototype may not use a variable-length argument list`,
      );
    }
    return { name: undefined, type: anyType };
  }
  if (node.specifiers.storage.some((s) => s !== 'register')) {
    cx.earlyError(
      'D_DECL_PARMCLASS',
      span,
      'inappropriate storage class for function or associative array parameter',
    );
  }
  const base = typeOfSpecifiers(cx, node.specifiers);
  const declared = declare(cx, base, node.declarator, span);
  const type = declared.keys ? dynamicType : declared.type;
  const problem = parameterProblem(declared.name, type, index, kind, rules);
  if (problem) cx.earlyError(problem[0], span, problem[1]);
  return { name: declared.name, type };
}

function parameterProblem(
  name: string | undefined,
  type: Type,
  index: number,
  kind: string,
  rules: ParameterRules,
): readonly [tag: string, message: string] | undefined {
  const isBad = isDynamic(type) || (isVoid(type) && !rules.void);
  if (isBad) {
    const which = `${name ?? '(anonymous)'}, parameter #${index + 1}`;
    return [
      'D_DECL_PROTO_TYPE',
      `${kind} prototype may not use parameter of type ${describe(type)}: ${which}`,
    ];
  }
  if (isVoid(type)) {
    return name === undefined
      ? undefined
      : ['D_DECL_PROTO_NAME', `void parameter may not have a name: ${name}`];
  }
  if (name !== undefined || rules.anonymous) return undefined;
  return ['D_DECL_PROTO_NAME', `parameter declaration requires a name: parameter #${index + 1}`];
}
