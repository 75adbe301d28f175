import type { Declaration, DeclarationSpecifiers, Declarator } from '../../syntax/index.ts';
import {
  isVoid,
  resolve,
  sameType,
  type Type,
  type TypedefType,
  typeByName,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describe, kindOfName, kindOfSymbol } from '../describe.ts';
import { define } from '../scopes.ts';
import { type GlobalSymbol, isDynamic, type VariableSymbol } from '../symbols.ts';
import { type Declared, declare } from './declarators.ts';
import { typeOfSpecifiers } from './specifiers.ts';
import { incompleteMessage, isIncomplete } from './structs.ts';
import { withUserland } from './userland.ts';

/** A declaration outside of clauses: of variables, of a typedef, or of a struct alone. */
export function checkDeclaration(cx: Context, node: Declaration): void {
  const { specifiers } = node;
  if (specifiers.storage.length > 1) {
    cx.earlyError('D_DECL_CLASS', node.span, 'only one storage class allowed in a declaration');
    return;
  }
  const base = typeOfSpecifiers(cx, specifiers);
  if (node.declarators.length === 0) {
    const tagged = specifiers.named && specifiers.named.kind !== 'named';
    if (!tagged && base.kind !== 'any')
      cx.earlyError('D_DECL_USELESS', node.span, 'useless declaration');
    return;
  }
  for (const declarator of node.declarators) checkDeclarator(cx, base, declarator, specifiers);
}

const unusable: ReadonlySet<string> = new Set(['auto', 'register', 'static']);

function checkDeclarator(
  cx: Context,
  base: Type,
  node: Declarator,
  specifiers: DeclarationSpecifiers,
): void {
  const plain = declare(cx, base, node, node.span);
  const declared = { ...plain, type: withUserland(specifiers, plain.type) };
  const [storage] = specifiers.storage;
  if (declared.type.kind === 'any') return;
  if (resolve(declared.type).kind === 'function' && storage !== 'typedef') return;
  if (declared.name?.includes('`')) {
    cx.earlyError(
      'D_DECL_SCOPE',
      node.span,
      `D scoping operator may not be used in a declaration name (${declared.name})`,
    );
  } else if (storage !== undefined && unusable.has(storage)) {
    cx.earlyError('D_DECL_BADCLASS', node.span, 'specified storage class not appropriate in D');
  } else if (storage === 'typedef') declareTypedef(cx, declared);
  else if (storage === 'extern') declareExtern(cx, declared);
  else declareVariable(cx, declared, storage);
}

function declareTypedef(cx: Context, { name = '', type, span }: Declared): void {
  if (kindOfName(cx, name) !== undefined) {
    cx.earlyError('D_DECL_IDRED', span, `global variable identifier redeclared: ${name}`);
  } else if (cx.types.has(name) || typeByName(name)) {
    cx.earlyError('D_DECL_IDRED', span, `typedef redeclared: ${name}`);
  } else {
    const typedef: TypedefType = { kind: 'typedef', name, target: type };
    cx.types.set(name, typedef);
  }
}

/** The declaration of something in C: it makes nothing, but must not contradict itself. */
function declareExtern(cx: Context, { name = '', type, span }: Declared): void {
  const previous = cx.externs.get(name);
  if (!previous) cx.externs.set(name, type);
  else if (!sameType(type, previous)) {
    cx.earlyError(
      'D_DECL_IDRED',
      span,
      `identifier redeclared: D\`${name}\n\t current: ${describe(type)}\n\tprevious: ${describe(previous)}`,
    );
  }
}

function declareVariable(cx: Context, declared: Declared, storage: string | undefined): void {
  const { name = '', type, keys, span } = declared;
  const scope = storage === 'self' || storage === 'this' ? storage : 'global';
  const previous = findPrevious(cx, scope, name);
  const problem =
    declarationProblem(cx, declared, scope) ??
    (previous ? redeclaration(declared, previous) : objectProblem(declared));
  if (problem) {
    cx.earlyError(problem[0], span, problem[1]);
    return;
  }
  if (previous) return;
  define(cx, {
    kind: 'variable',
    scope,
    name,
    type,
    keys: keys?.map((k) => k.type),
    array: keys !== undefined,
    declared: true,
    used: false,
    program: cx.program,
  });
}

function findPrevious(
  cx: Context,
  scope: VariableSymbol['scope'],
  name: string,
): GlobalSymbol | undefined {
  if (scope === 'self') return cx.threadLocals.get(name);
  return scope === 'this' ? cx.clauseLocals.get(name) : cx.globals.get(name);
}

type Problem = readonly [tag: string, message: string];

function declarationProblem(
  cx: Context,
  { name = '', type, keys }: Declared,
  scope: VariableSymbol['scope'],
): Problem | undefined {
  const array = resolve(type);
  if (array.kind === 'array' && array.count === undefined) {
    return [
      'D_DECL_ARRNULL',
      `array declaration requires array dimension or tuple signature: ${name}`,
    ];
  }
  if (scope === 'global' && !cx.globals.has(name) && kindOfName(cx, name) !== undefined) {
    return ['D_DECL_IDRED', `built-in identifier redeclared: ${name}`];
  }
  if (cx.types.has(name) || typeByName(name)) {
    return ['D_DECL_IDRED', `typedef identifier redeclared: ${name}`];
  }
  if (keys && scope === 'this') {
    return ['D_DECL_LOCASSC', `associative arrays may not be declared as local variables: ${name}`];
  }
  return undefined;
}

function objectProblem({ name = '', type }: Declared): Problem | undefined {
  if (isVoid(type) && !isDynamic(type)) {
    return ['D_DECL_VOIDOBJ', `cannot have void object: ${name}`];
  }
  if (!isIncomplete(type)) return undefined;
  return ['D_DECL_INCOMPLETE', incompleteMessage(type, name)];
}

/** A second declaration must say the same. */
function redeclaration(
  { name = '', type, keys }: Declared,
  previous: GlobalSymbol,
): Problem | undefined {
  const kind = keys ? 'associative array' : 'scalar';
  const before = kindOfSymbol(previous);
  if (previous.kind !== 'variable' || kind !== before || !sameType(type, previous.type)) {
    return [
      'D_DECL_IDRED',
      `identifier redeclared: ${name}\n\t current: ${kind} ${describe(type)}` +
        `\n\tprevious: ${before} ${describe(previous.type)}`,
    ];
  }
  return keys && previous.keys
    ? keyRedeclaration(
        name,
        keys.map((k) => k.type),
        previous,
      )
    : undefined;
}

function keyRedeclaration(
  name: string,
  keys: readonly Type[],
  previous: VariableSymbol,
): Problem | undefined {
  const old = previous.keys ?? [];
  const unlike = keys.findIndex((key, i) => old[i] && !sameType(key, old[i]));
  const text = (which: string, what: string): string => `\n\t${which}: associative array${what}`;
  const say = (current: string, before: string): Problem => [
    'D_DECL_IDRED',
    `identifier redeclared: ${name}${text(' current', current)}${text('previous', before)}`,
  ];
  const [a, b] = [keys[unlike], old[unlike]];
  if (a && b) {
    return say(
      `, key #${unlike + 1} of type ${describe(a)}`,
      `, key #${unlike + 1} of type ${describe(b)}`,
    );
  }
  if (keys.length === old.length) return undefined;
  const length = (list: readonly Type[]): string =>
    ` of ${describe(previous.type)}, tuple length ${list.length}`;
  return say(length(keys), length(old));
}
