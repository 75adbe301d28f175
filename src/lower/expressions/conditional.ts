import { copyBytes, copyString, type Value } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { resolve, sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { isMemory } from '../layout.ts';
import { lowerCondition } from './condition.ts';
import { integer, lower, lowerInteger, lowerString } from './index.ts';
import { lowerMemory } from './memory.ts';

type Conditional = Extract<TypedExpression, { kind: 'conditional' }>;

/** `c ? a : b`; a string result is copied, so that it has one place whichever arm ran. */
export function lowerConditional(g: ClauseGen, e: Conditional): Value {
  if (resolve(e.type).kind === 'string') return stringConditional(g, e);
  if (isMemory(e.type)) return memoryConditional(g, e);
  const result = g.b.constant(0);
  arms(g, e, (arm) => {
    if (resolve(arm.type).kind === 'void') lower(g, arm);
    else g.b.assign(result, lowerInteger(g, arm));
  });
  return integer(result);
}

function stringConditional(g: ClauseGen, e: Conditional): Value {
  const bound = g.module.bounds.of(e);
  const at = g.scratch(padded(bound));
  arms(g, e, (arm) => {
    copyString(g, at, padded(bound), lowerString(g, arm));
  });
  return { kind: 'string', at, bound };
}

/** So is a struct. */
function memoryConditional(g: ClauseGen, e: Conditional): Value {
  const bytes = sizeOf(e.type, g.options.strsize);
  const at = g.scratch(padded(bytes));
  arms(g, e, (arm) => copyBytes(g, at, lowerMemory(g, arm).at, bytes));
  return { kind: 'memory', at, bytes };
}

function arms(g: ClauseGen, e: Conditional, arm: (e: TypedExpression) => void): void {
  const { b } = g;
  const yes = b.label();
  const no = b.label();
  const after = b.label();
  lowerCondition(g, e.condition, yes, no);
  b.bind(yes);
  b.scoped(() => arm(e.consequent));
  b.jump(after);
  b.bind(no);
  b.scoped(() => arm(e.alternate));
  b.bind(after);
}
