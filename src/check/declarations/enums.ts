import type { Enumerator, EnumType as EnumNode } from '../../syntax/index.ts';
import type { EnumType, Type } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { kindOfName } from '../describe.ts';
import { checkExpression } from '../expressions/index.ts';
import { lookahead, openingBrace } from '../lines.ts';
import { isDynamic } from '../symbols.ts';

interface Constant {
  readonly name: string;
  readonly value: bigint;
}

/** An enum: defined here, or only named. Its enumerators become global constants. */
export function declareEnum(cx: Context, node: EnumNode): Type {
  const name = `enum ${node.tag ?? '(anon)'}`;
  const known = node.tag === undefined ? undefined : cx.types.get(name);
  if (!node.enumerators)
    return known ?? cx.world.types(name, node.module ?? '') ?? forward(cx, node);
  if (known?.kind === 'enum' && known.enumerators) {
    return cx.earlyError('D_DECL_TYPERED', openingBrace(node.span), `type redeclared: ${name}`)
      .type;
  }
  const enumerators: Constant[] = [];
  const type: EnumType = { kind: 'enum', name: node.tag ?? '', enumerators };
  if (node.tag !== undefined) cx.types.set(name, type);
  for (const enumerator of node.enumerators) declareEnumerator(cx, type, enumerators, enumerator);
  return type;
}

function forward(cx: Context, node: EnumNode): Type {
  const type: EnumType = { kind: 'enum', name: node.tag ?? '', enumerators: undefined };
  cx.types.set(`enum ${node.tag}`, type);
  return type;
}

function declareEnumerator(
  cx: Context,
  type: EnumType,
  before: Constant[],
  node: Enumerator,
): void {
  const { name } = node;
  const span = lookahead(node.span);
  if (before.some((e) => e.name === name)) {
    cx.earlyError(
      'D_UNKNOWN',
      span,
      `failed to define enumerator '${name}': Duplicate member or variable name`,
    );
    return;
  }
  const value = enumeratorValue(cx, before, node);
  if (value === undefined) return;
  before.push({ name, value });
  if (kindOfName(cx, name) !== undefined) {
    cx.earlyError('D_DECL_IDRED', span, `identifier redeclared: ${name}`);
    return;
  }
  cx.globals.set(name, { kind: 'constant', name, value, type, enumerator: true });
}

const intMax = 0x7fff_ffffn;

function enumeratorValue(
  cx: Context,
  before: readonly Constant[],
  { name, value, span: node }: Enumerator,
): bigint | undefined {
  const span = lookahead(node);
  if (!value) return (before.at(-1)?.value ?? -1n) + 1n;
  const checked = checkExpression(cx, value);
  if (checked.kind !== 'integer' || isDynamic(checked.type)) {
    cx.earlyError(
      'D_DECL_ENCONST',
      span,
      `enumerator '${name}' must be assigned to an integral constant expression`,
    );
    return undefined;
  }
  const number = BigInt.asIntN(64, checked.value);
  if (number <= intMax && number >= -intMax - 1n) return number;
  cx.earlyError('D_DECL_ENOFLOW', span, `enumerator '${name}' value overflows INT_MAX (${intMax})`);
  return undefined;
}
