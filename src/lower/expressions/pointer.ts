import { imm, type VReg } from '../../ir/index.ts';
import type { Value } from '../../lang/index.ts';
import { isUserland, type TypedExpression } from '../../typed/index.ts';
import { isStruct, pointedTo, resolve, sizeOf } from '../../types/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { isMemory, isSigned, scalarBytes } from '../layout.ts';
import { lower, lowerInteger } from './index.ts';

type Load = Extract<TypedExpression, { kind: 'load' }>;
type Stringof = Extract<TypedExpression, { kind: 'stringof' }>;

/** The helpers that read, by whose memory it is. */
const readers = {
  kernel: { bytes: 'probe_read_kernel', text: 'probe_read_kernel_str' },
  user: { bytes: 'probe_read_user', text: 'probe_read_user_str' },
} as const;

function readersOf(address: TypedExpression) {
  return readers[isUserland(address) ? 'user' : 'kernel'];
}

/** `*p`: a checked load of memory; a bad address is a fault. A `string` is its bytes there. */
export function lowerLoad(g: ClauseGen, e: Load): Value {
  if (resolve(e.type).kind === 'string') return readString(g, e.address, g.options.strsize);
  return isMemory(e.type) ? loadMemory(g, e) : { kind: 'integer', reg: loadScalar(g, e) };
}

/** Structs and arrays are copied to scratch, to be recorded from there. */
function loadMemory(g: ClauseGen, e: Load): Value {
  const bytes = sizeOf(e.type, g.options.strsize);
  const address = readable(g, e.address, bytes);
  const at = g.scratch(padded(bytes));
  const result = g.b.call(readersOf(e.address).bytes, g.address(at), imm(bytes), address);
  requireRead(g, result, e.address, address);
  return { kind: 'memory', at, bytes };
}

function loadScalar(g: ClauseGen, e: Load): VReg {
  const { b } = g;
  const bytes = scalarBytes(e.type);
  const address = readable(g, e.address, bytes);
  const slot = b.slot(8);
  const result = b.call(readersOf(e.address).bytes, b.slotAddress(slot), imm(bytes), address);
  requireRead(g, result, e.address, address);
  const value = b.load(bytes, b.slotAddress(slot), 0, isSigned(e.type));
  b.release(slot);
  return value;
}

/** A string read from memory; of a string, the string itself. */
export function lowerStringof(g: ClauseGen, e: Stringof): Value {
  if (resolve(e.operand.type).kind === 'string') return lower(g, e.operand);
  return readString(g, e.operand, g.module.bounds.of(e));
}

function readString(g: ClauseGen, from: TypedExpression, bound: number): Value {
  const { b } = g;
  const address = readable(g, from, 1);
  const at = g.scratch(bound);
  const length = b.call(readersOf(from).text, g.address(at), imm(bound), address);
  requireRead(g, length, from, address);
  return { kind: 'string', at, bound };
}

/** The address, after a check that it does not lie in scratch memory that was not allotted. */
function readable(g: ClauseGen, from: TypedExpression, bytes: number): VReg {
  const address = g.options.dialect === 'oracle' ? fromBase(g, from) : lowerInteger(g, from);
  if (!isUserland(from)) g.region.readable(address, imm(bytes));
  return address;
}

/** In Oracle's dialect a member through a null pointer faults with the pointer, not the member's address. */
function fromBase(g: ClauseGen, e: TypedExpression): VReg {
  if (e.kind !== 'arithmetic' || e.operator !== '+' || e.right.kind !== 'integer')
    return lowerInteger(g, e);
  const { left, right } = e;
  const base = fromBase(g, left);
  if (left.kind !== 'arithmetic' && left.kind !== 'builtin')
    g.b.when('eq', base, imm(0), () => g.fault('badAddress', imm(0)));
  return g.b.alu('add', base, imm(right.value));
}

/** Faults if the helper could not read. To Oracle's D a member of what is at NULL is NULL's fault. */
function requireRead(g: ClauseGen, result: VReg, from: TypedExpression, address: VReg): void {
  const offset = memberOffset(from);
  g.b.when('slt', result, imm(0), () => {
    if (g.options.dialect === 'oracle' && offset > 0n)
      g.b.when('eq', address, imm(offset), () => g.fault('badAddress', imm(0)));
    g.fault('badAddress', address);
  });
}

/** Bytes from the struct that is pointed to. */
function memberOffset(address: TypedExpression): bigint {
  if (address.kind !== 'arithmetic' || address.right.kind !== 'integer') return 0n;
  const target = pointedTo(address.left.type);
  const inside = memberOffset(address.left);
  return inside > 0n || (target && isStruct(target)) ? inside + address.right.value : 0n;
}
