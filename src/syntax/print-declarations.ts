import { assertNever } from '../diag/index.ts';
import type {
  AggregateType,
  DeclarationSpecifiers,
  Declarator,
  Enumerator,
  EnumType,
  MemberDeclaration,
  MemberDeclarator,
  NamedType,
  Parameter,
  TypeName,
} from './ast.ts';
import { type DeclaratorPart, unnestDeclarator } from './declarators.ts';
import { printExpression } from './print-expressions.ts';

/** Storage, qualifiers, words, then what names the type, whatever their order in the text was. */
export function printSpecifiers(specifiers: DeclarationSpecifiers): string {
  const { storage, qualifiers, words, named } = specifiers;
  return [...storage, ...qualifiers, ...words, ...(named ? [printNamed(named)] : [])].join(' ');
}

function printNamed(named: NamedType | AggregateType | EnumType): string {
  switch (named.kind) {
    case 'named':
      return scoped(named.name, named.module);
    case 'struct':
    case 'union':
      return tagged(named, named.members?.map(printMember).join(' '));
    case 'enum':
      return tagged(named, named.enumerators?.map(printEnumerator).join(', '));
    default:
      return assertNever(named);
  }
}

function tagged({ kind, tag, module }: AggregateType | EnumType, body: string | undefined): string {
  const name = tag === undefined ? '' : ` ${scoped(tag, module)}`;
  return `${kind}${name}${body === undefined ? '' : ` { ${body} }`}`;
}

function scoped(name: string, module: string | undefined): string {
  return module === undefined ? name : `${module}\`${name}`;
}

function printMember({ specifiers, declarators }: MemberDeclaration): string {
  const list = declarators.map(printMemberDeclarator).join(', ');
  return `${printSpecifiers(specifiers)}${list === '' ? '' : ` ${list}`};`;
}

function printMemberDeclarator({ declarator, bits }: MemberDeclarator): string {
  const parts = [declarator && printDeclarator(declarator), bits && `: ${printExpression(bits)}`];
  return parts.filter((part) => part).join(' ');
}

function printEnumerator({ name, value }: Enumerator): string {
  return value ? `${name} = ${printExpression(value)}` : name;
}

/** Back from inside out to C's way of writing it. */
export function printDeclarator(declarator: Declarator): string {
  const { core, parts } = unnestDeclarator(declarator);
  return parts.reduce(printPart, core.name ?? '');
}

function printPart(inner: string, part: DeclaratorPart): string {
  switch (part.kind) {
    case 'pointer':
      return ['*', ...part.qualifiers.map((word) => `${word} `), inner].join('');
    case 'array': {
      const size = part.keys ? printParameters(part.keys) : part.size && printExpression(part.size);
      return `${suffixable(inner)}[${size ?? ''}]`;
    }
    case 'function':
      return `${suffixable(inner)}(${printParameters(part.parameters)})`;
    default:
      return assertNever(part);
  }
}

function suffixable(inner: string): string {
  return inner.startsWith('*') ? `(${inner})` : inner;
}

export function printParameters(parameters: readonly Parameter[]): string {
  return parameters.map(printParameter).join(', ');
}

function printParameter({ specifiers, declarator }: Parameter): string {
  if (specifiers === undefined) return '...';
  return printTyped(specifiers, declarator);
}

export function printTypeName({ specifiers, declarator }: TypeName): string {
  return printTyped(specifiers, declarator);
}

function printTyped(specifiers: DeclarationSpecifiers, declarator: Declarator | undefined): string {
  return [printSpecifiers(specifiers), ...(declarator ? [printDeclarator(declarator)] : [])].join(
    ' ',
  );
}
