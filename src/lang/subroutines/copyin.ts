import { type Arg, imm, type VReg } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Gen, StringValue, Value } from '../gen.ts';
import { inWords } from '../memory.ts';
import { bytesArgument, copyInto } from '../scratch.ts';
import type { Subroutine } from '../subroutine.ts';

export const copyin: Subroutine = {
  name: 'copyin',
  proto: 'void *(uintptr_t, size_t)',
  lower: copyBytes,
  scratch: { size: 1 },
  doc: 'Copies bytes of the traced process into scratch memory and gives their address there.',
  example: 'syscall::write:entry { printf("%s", stringof(copyin(arg1, 4))); exit(0); }',
};

export const copyinto: Subroutine = {
  name: 'copyinto',
  proto: 'void(uintptr_t, size_t, void *)',
  lower: (g, args) => {
    const [from, bytes, to] = [
      scalarArgument(args, 0),
      bytesArgument(args, 1),
      scalarArgument(args, 2),
    ];
    return copyInto(g, { helper: 'probe_read_user', from, to, bytes });
  },
  scratch: { target: 2 },
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

/**
 * A zero follows the bytes, so that stringof() of text without one ends there; the region has room
 * for it.
 */
function copyBytes(g: Gen, args: readonly Value[]): Value {
  const { b } = g;
  const from = scalarArgument(args, 0);
  const bytes = bytesArgument(args, 1);
  const { place, address } = g.region.allot(bytes);
  readUser(g, 'probe_read_user', g.address(place), bytes, from);
  b.store(1, b.alu('add', place.base, bytes), place.offset, imm(0));
  return integerValue(address);
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
  // Oracle's strsize does not count the closing zero, but here it does.
  const bound = g.options.strsize - (g.options.dialect === 'oracle' ? 1 : 0);
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
