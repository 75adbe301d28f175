import type { Span } from '../../diag/index.ts';
import type { DeclarationSpecifiers } from '../../syntax/index.ts';
import {
  anyType,
  integerTypes,
  stringType,
  type Type,
  typeByName,
  voidType,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import { openingBrace } from '../lines.ts';
import { declareEnum } from './enums.ts';
import { declareStruct } from './structs.ts';

/** The type that the words before the declarators name. */
export function typeOfSpecifiers(cx: Context, node: DeclarationSpecifiers): Type {
  const words = readWords(cx, node);
  if (!words) return anyType;
  const { named } = node;
  if (!named) return simpleType(cx, words, node.span);
  if (named.kind === 'named') return namedType(cx, named.name, named.module ?? '', node.span);
  return named.kind === 'enum' ? declareEnum(cx, named) : declareStruct(cx, named);
}

interface Words {
  /** `char`, `int`, `string` …; undefined if there are only attributes. */
  readonly base: string | undefined;
  readonly signed: boolean;
  readonly unsigned: boolean;
  readonly short: boolean;
  readonly longs: number;
}

const attributes: ReadonlySet<string> = new Set(['short', 'long', 'signed', 'unsigned']);

function readWords(cx: Context, node: DeclarationSpecifiers): Words | undefined {
  const bases = node.words.filter((w) => !attributes.has(w));
  const count = (word: string): number => node.words.filter((w) => w === word).length;
  if (bases.length + (node.named ? 1 : 0) > 1) {
    cx.earlyError('D_DECL_COMBO', spanOf(node), 'invalid type combination');
    return undefined;
  }
  const words = {
    base: bases[0],
    signed: count('signed') > 0,
    unsigned: count('unsigned') > 0,
    short: count('short') > 0,
    longs: count('long'),
  };
  const problem = findProblem(words, node.named !== undefined);
  if (!problem) return words;
  cx.earlyError(problem[0], spanOf(node), `invalid type declaration: ${problem[1]}`);
  return undefined;
}

/** With a definition of a struct among the words, they are looked at when that begins. */
function spanOf({ named, span }: DeclarationSpecifiers): Span {
  return named && named.kind !== 'named' ? openingBrace(named.span) : span;
}

const floats: ReadonlySet<string> = new Set(['float', 'double']);

function findProblem(
  w: Words,
  named: boolean,
): readonly [tag: string, message: string] | undefined {
  const sign = w.signed || w.unsigned;
  const size = w.short || w.longs > 0;
  if (w.base === 'char' && size) {
    return ['D_DECL_CHARATTR', 'short and long may not be used with char type'];
  }
  if (w.base === 'void' && (sign || size)) {
    return ['D_DECL_VOIDATTR', 'attributes may not be used with void type'];
  }
  const float = w.base !== undefined && floats.has(w.base);
  const other = named || w.base === 'string';
  if (sign && (float || other)) {
    return ['D_DECL_SIGNINT', 'signed and unsigned may only be used with integer type'];
  }
  if (w.longs > 0 && other) {
    return [
      'D_DECL_LONGINT',
      'long and long long may only be used with integer or floating-point type',
    ];
  }
  return undefined;
}

/** The type of keywords alone, found by the canonical order of its words. */
function simpleType(cx: Context, w: Words, span: Span): Type {
  const size = [w.short && 'short', w.longs % 2 === 1 && 'long', w.longs > 1 && 'long long'];
  const sized = size.some((s) => s !== false);
  const base = sized && (w.base === undefined || w.base === 'int') ? '' : (w.base ?? 'int');
  const words = [w.signed && 'signed', w.unsigned && 'unsigned', ...size].filter(
    (s) => s !== false,
  );
  const name = [...words, base].join(' ');
  const type = simpleTypes.get(name.replace(/^signed (?!char)/, '').trim());
  return type ?? unknownType(cx, name, span);
}

const simpleTypes: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...integerTypes,
  ['void', voidType],
  ['string', stringType],
  ['float', { kind: 'float', name: 'float', bytes: 4 }],
  ['double', { kind: 'float', name: 'double', bytes: 8 }],
  ['long double', { kind: 'float', name: 'long double', bytes: 16 }],
]);

function unknownType(cx: Context, name: string, span: Span): Type {
  const message = `failed to resolve type ${name}: Unknown type name`;
  return cx.earlyError('D_UNKNOWN', span, message).type;
}

/** A type by its name: declared in D, intrinsic, or the kernel's. */
function namedType(cx: Context, name: string, module: string, span: Span): Type {
  const own = module === '' ? (cx.types.get(name) ?? typeByName(name)) : undefined;
  const type = own ?? cx.world.types(name, module);
  if (type) return type;
  const full = module === '' ? name : `${module}\`${name}`;
  return unknownType(cx, full, span);
}
