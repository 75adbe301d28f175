import { type Arg, imm, type VReg } from '../../ir/index.ts';
import { integerValue, scalarArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { forget, inWords } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';

/** Most bytes copied in by one call; more is DTrace's fault for want of scratch space. */
export const MOST_COPIED = 4096;

export const copyin: Subroutine = {
  name: 'copyin',
  proto: 'void *(uintptr_t, size_t)',
  lower: (g, args) => integerValue(copyBytes(g, scalarArgument(args, 0), scalarArgument(args, 1))),
  doc: 'Copies bytes of the traced process into scratch memory and gives their address there.',
  example: 'syscall::write:entry { printf("%s", stringof(copyin(arg1, 4))); exit(0); }',
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

/** A zero follows the bytes, so that stringof() of text without one ends there. */
function copyBytes(g: Gen, address: VReg, bytes: VReg): VReg {
  const { b } = g;
  b.when('gt', bytes, imm(MOST_COPIED), () => g.fault('noScratch'));
  const size = b.alu('and', bytes, imm(2 * MOST_COPIED - 1));
  const at = g.scratch(2 * MOST_COPIED);
  readUser(g, 'probe_read_user', g.address(at), size, address);
  b.store(1, b.alu('add', at.base, size), at.offset, imm(0));
  return forget(g, g.address(at));
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

/** The limit counts the closing zero in Oracle's dialect, and does not on illumos. */
function copyText(g: Gen, address: VReg, limit: VReg | undefined): StringValue {
  const { b, options } = g;
  const bound = options.strsize;
  const at = g.scratch(inWords(bound));
  let room: Arg = imm(bound);
  if (limit !== undefined) {
    room = b.copy(limit);
    b.when('gt', room, imm(bound), () => b.assign(room as VReg, imm(bound)));
  }
  readUser(g, 'probe_read_user_str', g.address(at), room, address);
  return { kind: 'string', at, bound };
}
