import { type Arg, imm, type VReg } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Gen, StringValue, Value } from '../gen.ts';
import { forget, inWords } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';

/** Most bytes copied in by a call whose size is not a constant; more faults, for want of scratch. */
const MOST_COPIED = 4096;
/** Scratch memory is a per-CPU map value, which the kernel limits to 32 KiB. */
const MOST_CONSTANT = 16384;

export const copyin: Subroutine = {
  name: 'copyin',
  proto: 'void *(uintptr_t, size_t)',
  lower: copyBytes,
  keepsScratch: true,
  doc: 'Copies bytes of the traced process into scratch memory and gives their address there.',
  example: 'syscall::write:entry { printf("%s", stringof(copyin(arg1, 4))); exit(0); }',
};

export const copyinto: Subroutine = {
  name: 'copyinto',
  proto: 'void(uintptr_t, size_t, void *)',
  lower: copyInto,
  doc: 'Copies bytes of the traced process to an address in scratch memory.',
  example: 'syscall::write:entry { copyinto(arg1, 4, copyin(arg1, 8)); exit(0); }',
};

export const copyinstr: Subroutine = {
  name: 'copyinstr',
  proto: 'string(uintptr_t, [size_t])',
  lower: (g, args) => {
    const limit = args.length > 1 ? scalarArgument(args, 1) : undefined;
    return copyText(g, scalarArgument(args, 0), limit);
  },
  doc: 'The string at an address of the traced process, at most strsize or so many bytes.',
  example: 'syscall::openat:entry { printf("%s\\n", copyinstr(arg1)); exit(0); }',
};

/** How many bytes to copy, and the most that can be. */
interface Amount {
  readonly bytes: Arg;
  readonly most: number;
}

/** Faults if it is more than scratch memory has room for. */
function amount(g: Gen, args: readonly Value[], index: number): Amount {
  const bytes = scalarArgument(args, index);
  const value = args[index];
  const constant = value?.kind === 'integer' ? value.constant : undefined;
  if (constant !== undefined && constant >= 0n && constant <= MOST_CONSTANT)
    return { bytes: imm(constant), most: Number(constant) };
  g.b.when('gt', bytes, imm(MOST_COPIED), () => g.fault('noScratch'));
  return { bytes, most: MOST_COPIED };
}

/** A zero follows the bytes, so that stringof() of text without one ends there. */
function copyBytes(g: Gen, args: readonly Value[]): Value {
  const { b } = g;
  const address = scalarArgument(args, 0);
  const { bytes, most } = amount(g, args, 1);
  const at = g.scratch(most + 1);
  const to = g.address(at);
  readUser(g, 'probe_read_user', to, bytes, address);
  b.store(1, b.alu('add', to, bytes), 0, imm(0));
  // As a plain number, with which D may calculate: the verifier restricts what is done to pointers.
  return integerValue(forget(g, to));
}

/**
 * What was allotted before lies below the new place, at the same base. So its distance from the
 * base proves a destination, and the new place is what the verifier counts behind it.
 */
function copyInto(g: Gen, args: readonly Value[]): Value {
  const { b } = g;
  const [address, to] = [scalarArgument(args, 0), scalarArgument(args, 2)];
  const { bytes, most } = amount(g, args, 1);
  const spare = g.scratch(most);
  const distance = b.alu('sub', to, forget(g, spare.base));
  b.when('gt', distance, imm(spare.offset), () => g.fault('badAddress', to));
  readUser(g, 'probe_read_user', b.alu('add', spare.base, distance), bytes, address);
  return integerValue(b.constant(0));
}

function readUser(
  g: Gen,
  helper: 'probe_read_user' | 'probe_read_user_str',
  to: VReg,
  bytes: Arg,
  address: VReg,
): void {
  g.faultIfNegative(g.b.call(helper, to, bytes, address), 'badAddress', address);
}

function copyText(g: Gen, address: VReg, limit: VReg | undefined): StringValue {
  const bound = g.options.strsize;
  const at = g.scratch(inWords(bound));
  // A limit of 0 reads nothing, not even a zero.
  if (limit !== undefined) g.b.store(1, at.base, at.offset, imm(0));
  const room = limit === undefined ? imm(bound) : limitedRoom(g, limit, bound);
  readUser(g, 'probe_read_user_str', g.address(at), room, address);
  return { kind: 'string', at, bound };
}

/** The limit counts the closing zero in Oracle's dialect, and does not on illumos. */
function limitedRoom(g: Gen, limit: VReg, bound: number): VReg {
  const { b } = g;
  const extra = g.options.dialect === 'oracle' ? 0 : 1;
  const room = b.copy(limit);
  b.when('gt', room, imm(bound - extra), () => b.assign(room, imm(bound - extra)));
  return b.alu('add', room, imm(extra));
}
