/** A process's argument list as one string, from where its program keeps it. */
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { readMember } from './kernel-memory.ts';
import { byteAt, inWords, powerOfTwo } from './memory.ts';
import { exactZeroBytes, loadWord } from './words.ts';

/** TASK_COMM_LEN. */
const COMM_BYTES = 16;

/**
 * The arguments with blanks between them, cut to `room` bytes with the closing zero. User memory can
 * be read of the running process only, and only where it is resident: of others it is the name of
 * the program. `task` is the address of a task_struct.
 */
export function argumentList(g: Gen, task: VReg, room: number): StringValue {
  const { b } = g;
  const size = powerOfTwo(room);
  const at = g.scratch(size);
  const raw = g.scratch(size);
  const comm = b.alu('add', task, imm(g.kernelOffset('task_struct', 'comm')));
  b.call('probe_read_kernel_str', g.address(at), imm(COMM_BYTES), comm);
  const mm = readMember(g, task, ['task_struct', 'mm'], 8);
  const current = g.once('curthread', () => b.call('get_current_task'));
  const own = readMember(g, current, ['task_struct', 'mm'], 8);
  b.when('ne', mm, imm(0), () =>
    b.when('eq', mm, own, () => {
      const start = readMember(g, mm, ['mm_struct', 'arg_start'], 8);
      const end = readMember(g, mm, ['mm_struct', 'arg_end'], 8);
      const length = b.copy(b.alu('sub', end, start));
      b.when('gt', length, imm(room), () => b.assign(length, imm(room)));
      b.when('ne', length, imm(0), () => {
        const result = b.call('probe_read_user', g.address(raw), length, start);
        b.when('eq', result, imm(0), () => join(g, at, raw, length, room));
      });
    }),
  );
  return { kind: 'string', at, bound: room };
}

/** Each zero becomes a blank, the last one the end. */
function join(g: Gen, to: Place, from: Place, length: VReg, room: number): void {
  const { b } = g;
  b.repeat(inWords(room) / 8, (i) => {
    const offset = b.alu('mul', i, imm(8));
    const word = loadWord(g, from, offset);
    const blanks = b.alu('rsh', exactZeroBytes(b, word), imm(2));
    const here = byteAt(g, to, offset);
    b.store(8, here.base, here.offset, b.alu('or', word, blanks));
  });
  const last = b.alu('and', b.alu('sub', length, imm(1)), imm(powerOfTwo(room) - 1));
  const end = byteAt(g, to, last);
  b.store(1, end.base, end.offset, imm(0));
}
