import type {
  ArrayDeclarator,
  Declarator,
  FunctionDeclarator,
  NameDeclarator,
  PointerDeclarator,
} from './ast.ts';

/** One step of a declarator, without what it is around. */
export type DeclaratorPart =
  | Omit<PointerDeclarator, 'inner'>
  | Omit<ArrayDeclarator, 'inner'>
  | Omit<FunctionDeclarator, 'inner'>;

/** A declarator in the order in which it reads aloud: "`a` is an array of pointers to …". */
export interface DeclaratorParts {
  readonly core: NameDeclarator;
  readonly parts: readonly DeclaratorPart[];
}

/** Nests the parts: the first one outermost, the name innermost, where the specifiers' type goes. */
export function nestDeclarator({ core, parts }: DeclaratorParts): Declarator {
  return parts.reduceRight<Declarator>((inner, part) => ({ ...part, inner }), core);
}

/** The reverse of `nestDeclarator`. */
export function unnestDeclarator(declarator: Declarator): DeclaratorParts {
  const parts: DeclaratorPart[] = [];
  let at = declarator;
  for (; at.kind !== 'name'; at = at.inner) parts.push(at);
  return { core: at, parts };
}
