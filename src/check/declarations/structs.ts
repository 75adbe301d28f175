import type {
  AggregateType,
  Declarator,
  MemberDeclaration,
  MemberDeclarator,
} from '../../syntax/index.ts';
import {
  integerOf,
  isVoid,
  layOut,
  type MemberSpec,
  resolve,
  type StructLayout,
  type StructType,
  sizeOf,
  type Type,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import { describe } from '../describe.ts';
import { positiveConstant } from '../expressions/convert.ts';
import { checkExpression } from '../expressions/index.ts';
import { openingBrace } from '../lines.ts';
import { isDynamic } from '../symbols.ts';
import { type Declared, declare } from './declarators.ts';
import { typeOfSpecifiers } from './specifiers.ts';

/** A type whose members become known while others point to it already. */
interface OpenStruct extends StructType {
  layout: StructLayout | undefined;
}

/** A struct or union: defined here, or only named. */
export function declareStruct(cx: Context, node: AggregateType): Type {
  const name = `${node.kind} ${node.tag ?? '(anon)'}`;
  const known = node.tag === undefined ? undefined : cx.types.get(name);
  if (!node.members) return known ?? cx.world.types(name, node.module ?? '') ?? forward(cx, node);
  if (known && 'layout' in known && known.layout) {
    return cx.earlyError('D_DECL_TYPERED', openingBrace(node.span), `type redeclared: ${name}`)
      .type;
  }
  const type = (known as OpenStruct | undefined) ?? forward(cx, node);
  type.layout = { bytes: 0, members: [] };
  const members = node.members.flatMap((m) => checkMembers(cx, m));
  reportDuplicates(cx, node);
  type.layout = layOut(node.kind, members, cx.world.options.strsize);
  return type;
}

function forward(cx: Context, node: AggregateType): OpenStruct {
  const type: OpenStruct = { kind: node.kind, name: node.tag ?? '', layout: undefined };
  if (node.tag !== undefined) cx.types.set(`${node.kind} ${node.tag}`, type);
  return type;
}

/** Reports the second of two members with one name, where it stands. */
function reportDuplicates(cx: Context, { members = [] }: AggregateType): void {
  const seen = new Set<string>();
  for (const { declarator } of members.flatMap((m) => m.declarators)) {
    const name = declarator && declaredName(declarator);
    if (!name) continue;
    if (!seen.has(name)) seen.add(name);
    else {
      cx.earlyError(
        'D_UNKNOWN',
        declarator.span,
        `failed to define member '${name}': Duplicate member or variable name`,
      );
    }
  }
}

function declaredName(node: Declarator): string | undefined {
  return node.kind === 'name' ? node.name : declaredName(node.inner);
}

function checkMembers(cx: Context, node: MemberDeclaration): readonly MemberSpec[] {
  const base = typeOfSpecifiers(cx, node.specifiers);
  const { named } = node.specifiers;
  const anonymous = named && 'members' in named && named.members && named.tag === undefined;
  if (node.declarators.length === 0 && anonymous) return [{ name: '', type: base, bits: 0 }];
  return node.declarators.flatMap((d) => checkMember(cx, base, d));
}

function checkMember(cx: Context, base: Type, node: MemberDeclarator): readonly MemberSpec[] {
  const declared = declare(cx, base, node.declarator, node.span);
  const problem = memberProblem(cx, declared, node);
  if (problem) {
    cx.earlyError(problem[0], node.span, problem[1]);
    return [];
  }
  const name = declared.name ?? '';
  const bits = node.bits ? checkBits(cx, declared, node) : 0;
  return bits === undefined ? [] : [{ name, type: declared.type, bits }];
}

function memberProblem(
  cx: Context,
  { name, type, keys }: Declared,
  { bits }: MemberDeclarator,
): readonly [tag: string, message: string] | undefined {
  if (keys || isDynamic(type)) return ['D_DECL_DYNOBJ', `cannot have dynamic member: ${name}`];
  if (name === undefined && bits && resolve(type).kind === 'integer') {
    return ['D_DECL_MNAME', 'member declaration requires a name'];
  }
  const t = resolve(type);
  if (isIncomplete(t)) {
    return ['D_DECL_INCOMPLETE', incompleteMessage(type, name)];
  }
  const flexible = t.kind === 'array' && t.count === undefined;
  const sized = isVoid(t)
    ? false
    : flexible || t.kind === 'any' || sizeOf(t, cx.world.options.strsize) > 0;
  return sized ? undefined : ['D_DECL_VOIDOBJ', `cannot have void member: ${name}`];
}

/** Only named so far: a struct or union without members, an enum without enumerators. */
export function isIncomplete(type: Type): boolean {
  const t = resolve(type);
  if (t.kind === 'struct' || t.kind === 'union') return !t.layout || t.layout.bytes === 0;
  return t.kind === 'enum' && t.enumerators === undefined;
}

/** CTF, and so DTrace, calls every struct or union that is only named a struct. */
export function incompleteMessage(type: Type, name: string | undefined): string {
  const t = resolve(type);
  const forward = (t.kind === 'struct' || t.kind === 'union') && !t.layout;
  return `incomplete struct/union/enum ${forward ? `struct ${t.name}` : describe(type)}: ${name}`;
}

/** The width of a bit-field; undefined if there is none to store. */
function checkBits(cx: Context, declared: Declared, node: MemberDeclarator): number | undefined {
  const { name, type } = declared;
  const width = node.bits && checkExpression(cx, node.bits);
  if (!width || width.type.kind === 'any') return undefined;
  if (name === undefined && width.kind === 'integer' && width.value === 0n) return undefined;
  const bits = positiveConstant(width);
  const label = name ?? '(anon)';
  if (bits === undefined) {
    cx.earlyError(
      'D_DECL_BFCONST',
      node.span,
      'positive integral constant expression expected as bit-field size',
    );
  } else if (resolve(type).kind !== 'integer') {
    cx.earlyError('D_DECL_BFTYPE', node.span, `invalid type for bit-field: ${label}`);
  } else if (bits > BigInt(integerOf(type).bytes * 8)) {
    cx.earlyError('D_DECL_BFSIZE', node.span, `bit-field too big for type: ${label}`);
  } else return Number(bits);
  return undefined;
}
