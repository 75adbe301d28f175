import type { TypeName } from '../../syntax/index.ts';
import type { Type } from '../../types/index.ts';
import type { Context } from '../context.ts';
import { dynamicType } from '../symbols.ts';
import { declare } from './declarators.ts';
import { typeOfSpecifiers } from './specifiers.ts';
import { withUserland } from './userland.ts';

/** Declarations: what the words and declarators of C's syntax mean. */
export { type Declared, declare } from './declarators.ts';
export { typeOfSpecifiers } from './specifiers.ts';
export { incompleteMessage, isIncomplete } from './structs.ts';
export { checkDeclaration } from './variables.ts';

/** The type of a cast, a sizeof, or a translator. */
export function typeOfName(cx: Context, node: TypeName): Type {
  const base = typeOfSpecifiers(cx, node.specifiers);
  const declared = declare(cx, base, node.declarator, node.span);
  return declared.keys ? dynamicType : withUserland(node.specifiers, declared.type);
}
