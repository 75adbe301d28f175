import { imm, type VReg } from '../../ir/index.ts';
import type { Value } from '../../lang/index.ts';
import type { LValue, TypedExpression } from '../../typed/index.ts';
import { resolve } from '../../types/index.ts';
import type { ClauseGen } from '../gen.ts';
import { arrayElementKey } from '../keys.ts';
import { isMemory, isSigned } from '../layout.ts';
import { arithmetic } from './arithmetic.ts';
import { integer, lowerInteger, lowerString } from './index.ts';
import { modify, store } from './integers.ts';
import { assignMemory } from './memory.ts';
import { assignString } from './text.ts';
import { threadStorage } from './thread.ts';

type Assignment = Extract<TypedExpression, { kind: 'assignment' }>;
type Update = Extract<TypedExpression, { kind: 'update' }>;

/** `x = e` and `x op= e`; the value is what x then holds. */
export function lowerAssignment(g: ClauseGen, e: Assignment): Value {
  const { operator, target, value } = e;
  if (resolve(target.type).kind === 'string') {
    const text = lowerString(g, value);
    assignString(g, target, text);
    return text;
  }
  if (isMemory(target.type)) return assignMemory(g, target, value);
  if (operator === undefined) {
    if (value.kind === 'integer' && value.value === 0n) return clearInteger(g, target);
    return integer(store(g, target, lowerInteger(g, value)));
  }
  const signed = isSigned(operator === '>>' ? target.type : e.type);
  return integer(
    modify(g, target, (old) => arithmetic(g, operator, signed, old, lowerInteger(g, value))),
  );
}

/** `x++`, `--x` …: the value before or after. */
export function lowerUpdate(g: ClauseGen, e: Update): VReg {
  const before = g.b.constant(0);
  const after = modify(g, e.target, (old) => {
    g.b.assign(before, old);
    return g.b.alu('add', old, imm(e.delta));
  });
  return e.prefix ? after : before;
}

/** Setting a variable to zero makes no storage for it. */
function clearInteger(g: ClauseGen, target: LValue): Value {
  const { b } = g;
  const zero = b.constant(0);
  const isVariable = target.kind === 'variable' || target.kind === 'element';
  const home = isVariable ? g.module.storage.home(target.variable) : undefined;
  if (home?.in === 'self') {
    const storage = threadStorage(g, 'find');
    b.when('ne', storage, imm(0), () => b.store(8, storage, home.offset, imm(0)));
  } else if (isVariable && home?.in === 'hash') {
    const key = arrayElementKey(g, target, home);
    b.call('map_delete_elem', b.map(home.map), key.address());
    key.release();
  } else store(g, target, zero);
  return integer(zero);
}
