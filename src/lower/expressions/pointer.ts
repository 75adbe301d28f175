import { imm, type VReg } from '../../ir/index.ts';
import type { Value } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { resolve, sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { isSigned, scalarBytes } from '../layout.ts';
import { lower, lowerInteger } from './index.ts';

type Load = Extract<TypedExpression, { kind: 'load' }>;

/** `*p`: a checked load of kernel memory; a bad address is a fault. A `string` is its bytes there. */
export function lowerLoad(g: ClauseGen, e: Load): Value {
  const kind = resolve(e.type).kind;
  if (kind === 'string') return readString(g, e.address);
  if (kind === 'struct' || kind === 'union' || kind === 'array') return loadMemory(g, e);
  return { kind: 'integer', reg: loadScalar(g, e) };
}

/** Structs and arrays are copied to scratch, to be recorded from there. */
function loadMemory(g: ClauseGen, e: Load): Value {
  const bytes = sizeOf(e.type, g.options.strsize);
  const address = lowerInteger(g, e.address);
  const at = g.scratch(padded(bytes));
  const result = g.b.call('probe_read_kernel', g.address(at), imm(bytes), address);
  g.faultIfNegative(result, 'badAddress', address);
  return { kind: 'memory', at, bytes };
}

function loadScalar(g: ClauseGen, e: Load): VReg {
  const { b } = g;
  const bytes = scalarBytes(e.type);
  const address = lowerInteger(g, e.address);
  const slot = b.slot(8);
  const result = b.call('probe_read_kernel', b.slotAddress(slot), imm(bytes), address);
  g.faultIfNegative(result, 'badAddress', address);
  const value = b.load(bytes, b.slotAddress(slot), 0, isSigned(e.type));
  b.release(slot);
  return value;
}

/** A string read from kernel memory; of a string, the string itself. */
export function lowerStringof(g: ClauseGen, operand: TypedExpression): Value {
  return resolve(operand.type).kind === 'string' ? lower(g, operand) : readString(g, operand);
}

function readString(g: ClauseGen, from: TypedExpression): Value {
  const { b } = g;
  const bound = g.options.strsize;
  const address = lowerInteger(g, from);
  const at = g.scratch(bound);
  const length = b.call('probe_read_kernel_str', g.address(at), imm(bound), address);
  g.faultIfNegative(length, 'badAddress', address);
  return { kind: 'string', at, bound };
}
