import { imm, type VReg } from '../../ir/index.ts';
import { copyBytes, forget, type Place, type Value, zeroFill } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { resolve, sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { isMemory, isSigned, scalarBytes } from '../layout.ts';
import { integer, lower, lowerInteger } from './index.ts';
import { fixedPlace, isRoot, type Part, rootOf, withPlace } from './place.ts';

/** The value of a member or array element; zero if the variable was never set. */
export function readPart(g: ClauseGen, e: Part): Value {
  if (resolve(e.type).kind === 'string') return readText(g, e);
  if (isMemory(e.type)) return readBytes(g, e);
  const result = g.b.constant(0);
  const bytes = scalarBytes(e.type);
  const found = (at: Place): void =>
    g.b.assign(result, g.b.load(bytes, at.base, at.offset, isSigned(e.type)));
  withPlace(g, e, { mode: 'find', found, absent: nothing });
  return integer(result);
}

const nothing = (): void => undefined;

/** A copy: what follows a string in a struct is not its own, as operations on whole words want it. */
function readText(g: ClauseGen, e: Part): Value {
  const { b } = g;
  const bound = sizeOf(e.type, g.options.strsize);
  const to = g.scratch(padded(bound));
  b.store(8, to.base, to.offset, imm(0));
  const found = (at: Place): void =>
    void b.call('probe_read_kernel_str', g.address(to), imm(bound), g.address(at));
  withPlace(g, e, { mode: 'find', found, absent: nothing });
  return { kind: 'string', at: to, bound };
}

function readBytes(g: ClauseGen, e: Part): Value {
  const bytes = sizeOf(e.type, g.options.strsize);
  const fixed = fixedPlace(g, e);
  if (fixed) return { kind: 'memory', at: fixed, bytes };
  const at = g.scratch(padded(bytes));
  zeroFill(g, at, bytes);
  const found = (from: Place): void => copyBytes(g, at, from, bytes);
  withPlace(g, e, { mode: 'find', found, absent: nothing });
  return { kind: 'memory', at, bytes };
}

/**
 * The address of a place, or of a string's characters, as a number: for the verifier it is one no
 * more, so that any arithmetic may follow. 0 for what has no memory.
 */
export function lowerAddress(g: ClauseGen, of: TypedExpression): VReg {
  const { b } = g;
  if (of.kind === 'character')
    return b.alu('add', lowerAddress(g, of.object), lowerInteger(g, of.index));
  const isText = resolve(of.type).kind === 'string';
  if (isRoot(of) ? isText : !isRoot(rootOf(of))) return valueAddress(g, of);
  const result = b.constant(0);
  const found = (at: Place): void => b.assign(result, forget(g, g.address(at)));
  withPlace(g, of, { mode: 'find', found, absent: nothing });
  return result;
}

/** Of a string that is missing it is 0, which is no address. */
function valueAddress(g: ClauseGen, e: TypedExpression): VReg {
  const value = lower(g, e);
  if (value.kind === 'integer') return value.reg;
  const address = g.b.copy(forget(g, g.address(value.at)));
  const missing = value.kind === 'string' ? value.missing : undefined;
  if (missing !== undefined) g.b.when('ne', missing, imm(0), () => g.b.assign(address, imm(0)));
  return address;
}
