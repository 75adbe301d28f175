import { assertNever, bug } from '../../diag/index.ts';
import { imm, type VReg } from '../../ir/index.ts';
import {
  constantString,
  type StringValue,
  subroutines,
  type Value,
  variables,
} from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { probePart } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { isSigned, scalarBytes } from '../layout.ts';
import { lowerArithmetic } from './arithmetic.ts';
import { lowerAssignment, lowerUpdate } from './assignment.ts';
import { lowerTruth } from './condition.ts';
import { lowerConditional } from './conditional.ts';
import { lowerLoad, lowerStringof } from './pointer.ts';
import { readVariable } from './variable.ts';

/** The code of an expression, and where its value is. */
export function lower(g: ClauseGen, e: TypedExpression): Value {
  switch (e.kind) {
    case 'integer':
      return { kind: 'integer', reg: g.b.constant(e.value), constant: e.value };
    case 'string':
      return constantString(g, e.value);
    case 'variable':
    case 'element':
      return readVariable(g, e);
    case 'builtin':
      return lowerBuiltin(g, e);
    case 'negate':
      return integer(g.b.negate(lowerInteger(g, e.operand)));
    case 'complement':
      return integer(g.b.alu('xor', lowerInteger(g, e.operand), imm(-1)));
    case 'not':
    case 'comparison':
    case 'logical':
      return integer(lowerTruth(g, e));
    case 'arithmetic':
      return integer(lowerArithmetic(g, e));
    case 'conditional':
      return lowerConditional(g, e);
    case 'assignment':
      return lowerAssignment(g, e);
    case 'update':
      return integer(lowerUpdate(g, e));
    case 'cast':
      return integer(g.b.extend(scalarBytes(e.type), isSigned(e.type), lowerInteger(g, e.operand)));
    case 'stringof':
      return lowerStringof(g, e.operand);
    case 'call':
      return lowerCall(g, e.name, e.args);
    case 'comma':
      return e.expressions.map((x) => lower(g, x)).at(-1) ?? bug('empty comma expression');
    case 'load':
      return lowerLoad(g, e);
    case 'symbol':
      return lower(g, e.address);
    case 'stack':
      return bug('a stack is lowered where it is stored');
    default:
      return assertNever(e);
  }
}

export function integer(reg: VReg): Value {
  return { kind: 'integer', reg };
}

/** An expression whose value is a scalar. */
export function lowerInteger(g: ClauseGen, e: TypedExpression): VReg {
  const value = lower(g, e);
  return value.kind === 'integer' ? value.reg : bug(`${e.kind} is not an integer`);
}

/** An expression whose value is a string; an integer zero is the empty string (NULL). */
export function lowerString(g: ClauseGen, e: TypedExpression): StringValue {
  const value = lower(g, e);
  if (value.kind === 'string') return value;
  return e.kind === 'integer' ? nullString(g) : bug(`${e.kind} is not a string`);
}

/** D's NULL string: 0 where a string is wanted. */
function nullString(g: ClauseGen): StringValue {
  return { ...constantString(g, ''), missing: g.b.constant(1) };
}

function lowerBuiltin(g: ClauseGen, e: TypedExpression & { kind: 'builtin' }): Value {
  const part = probePart(e);
  if (part) return g.probeText(part);
  const row = variables.get(e.name) ?? bug(`no builtin ${e.name}`);
  return row.lower(g);
}

function lowerCall(g: ClauseGen, name: string, args: readonly TypedExpression[]): Value {
  const row = subroutines.get(name) ?? bug(`no subroutine ${name}`);
  return row.lower(
    g,
    args.map((a) => lower(g, a)),
  );
}
