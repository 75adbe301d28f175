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
import { readBits } from './bits.ts';
import { readCharacter } from './characters.ts';
import { lowerTruth } from './condition.ts';
import { lowerConditional } from './conditional.ts';
import { lowerAddress, readPart } from './parts.ts';
import { lowerBounded } from './place.ts';
import { lowerLoad, lowerStringof } from './pointer.ts';
import { lowerPublished } from './published.ts';
import { lowerStructure } from './structure.ts';
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
      return lowerCast(g, e);
    case 'member':
    case 'item':
      return readPart(g, e);
    case 'character':
      return integer(readCharacter(g, e));
    case 'bits':
      return integer(readBits(g, e));
    case 'address':
      return integer(lowerAddress(g, e.of));
    case 'bounded':
      return integer(lowerBounded(g, e.index, e.count));
    case 'stringof':
      return lowerStringof(g, e);
    case 'call':
      return lowerCall(g, e.name, e.args);
    case 'comma':
      return e.expressions.map((x) => lower(g, x)).at(-1) ?? bug('empty comma expression');
    case 'load':
      return lowerLoad(g, e);
    case 'published':
      return integer(lowerPublished(g, e));
    case 'structure':
      return lowerStructure(g, e);
    case 'symbol':
      return lower(g, e.address);
    case 'stack':
      return bug('a stack is lowered where it is stored');
    default:
      return assertNever(e);
  }
}

/** A cast to the type of a struct, or to void, changes nothing. */
function lowerCast(g: ClauseGen, { operand, type }: TypedExpression & { kind: 'cast' }): Value {
  const value = lower(g, operand);
  if (value.kind !== 'integer') return value;
  return integer(g.b.extend(scalarBytes(type), isSigned(type), value.reg));
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
  const { index } = e;
  return row.lower(g, index?.kind === 'integer' ? Number(index.value) : undefined);
}

function lowerCall(g: ClauseGen, name: string, args: readonly TypedExpression[]): Value {
  const row = subroutines.get(name) ?? bug(`no subroutine ${name}`);
  return row.lower(
    g,
    args.map((a) => lower(g, a)),
  );
}
