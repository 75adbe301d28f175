/** A process's argument list as one string, from where its program keeps it. */
import {
  type MapSpec,
  PROCESS_ARGUMENTS,
  PROCESS_ARGUMENTS_BYTES,
  PROCESS_ARGUMENTS_MAP,
  PROCESS_ARGUMENTS_TEXT_BYTES,
} from '../bpf/index.ts';
import { imm, type VReg } from '../ir/index.ts';
import type { Gen, Place, StringValue } from './gen.ts';
import { readMember } from './kernel-memory.ts';
import { repeat } from './loops.ts';
import { byteAt, inWords, powerOfTwo } from './memory.ts';
import { exactZeroBytes, loadWord } from './words.ts';

/** TASK_COMM_LEN. */
const COMM_BYTES = 16;

/** The kernel makes room for a new process by forgetting one that nothing was asked of for long. */
const keptArguments: MapSpec = {
  name: PROCESS_ARGUMENTS_MAP,
  kind: 'lru_hash',
  keyBytes: 4,
  valueBytes: PROCESS_ARGUMENTS_BYTES,
  entries: 8192,
};

/**
 * The arguments with blanks between them, cut to `room` bytes with the closing zero; without any, the
 * name of the program. User memory can be read of the running process only, and only where it is
 * resident; of others it is what they began with. `task` is the address of a task_struct.
 */
export function argumentList(g: Gen, task: VReg, room: number): StringValue {
  const { b } = g;
  const size = powerOfTwo(room);
  const at = g.scratch(size);
  const raw = g.scratch(size);
  const comm = b.alu('add', task, imm(g.kernelOffset('task_struct', 'comm')));
  b.call('probe_read_kernel_str', g.address(at), imm(COMM_BYTES), comm);
  const length = b.constant(0);
  readOwn(g, task, { at: raw, length, room });
  if (g.isElsewhere || task !== g.taskAddress())
    b.when('eq', length, imm(0), () => readKept(g, task, { at: raw, length, room }));
  b.when('ne', length, imm(0), () => join(g, at, raw, length, room));
  return { kind: 'string', at, bound: room };
}

/** Where the arguments are to be, and how many bytes of them: 0 if they cannot be had. */
interface Wanted {
  readonly at: Place;
  readonly length: VReg;
  readonly room: number;
}

function readOwn(g: Gen, task: VReg, { at, length, room }: Wanted): void {
  const { b } = g;
  const mm = readMember(g, task, ['task_struct', 'mm'], 8);
  const current = g.once('curthread', () => b.call('get_current_task'));
  const own = readMember(g, current, ['task_struct', 'mm'], 8);
  b.when('ne', mm, imm(0), () =>
    b.when('eq', mm, own, () => {
      const start = readMember(g, mm, ['mm_struct', 'arg_start'], 8);
      const end = readMember(g, mm, ['mm_struct', 'arg_end'], 8);
      const wanted = b.copy(b.alu('sub', end, start));
      b.when('gt', wanted, imm(room), () => b.assign(wanted, imm(room)));
      // While a new program is made ready, only the start is known yet.
      b.when('gt', end, start, () => {
        const result = b.call('probe_read_user', g.address(at), wanted, start);
        b.when('eq', result, imm(0), () => b.assign(length, wanted));
      });
    }),
  );
}

function readKept(g: Gen, task: VReg, { at, length, room }: Wanted): void {
  const { b } = g;
  g.map(keptArguments);
  const key = g.local(8);
  b.store(8, key.base, key.offset, imm(0));
  b.store(4, key.base, key.offset, readMember(g, task, ['task_struct', 'tgid'], 4));
  b.lookup(PROCESS_ARGUMENTS_MAP, g.address(key), (kept) => {
    const bytes = Math.min(room, PROCESS_ARGUMENTS_TEXT_BYTES);
    const text = b.alu('add', kept, imm(PROCESS_ARGUMENTS.text));
    b.call('probe_read_kernel', g.address(at), imm(bytes), text);
    b.assign(length, b.load(8, kept, PROCESS_ARGUMENTS.length));
    b.when('gt', length, imm(bytes), () => b.assign(length, imm(bytes)));
  });
}

/** Each zero becomes a blank, the last one the end. */
function join(g: Gen, to: Place, from: Place, length: VReg, room: number): void {
  const { b } = g;
  repeat(g, inWords(room) / 8, (i) => {
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
