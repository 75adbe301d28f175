import { asm, encode, helpers, type Insn } from '../../bpf/index.ts';
import * as bpf from '../bpf.ts';
import { errorText } from '../error-text.ts';
import { BPF_TRACE_KPROBE_MULTI, multiLink, perfLink } from '../links.ts';
import { perfEvent } from '../perf-attr.ts';
import { ATTACH_TYPE, PROG_TYPE } from '../program-types.ts';
import { storageBtf } from '../storage-btf.ts';
import { ERRNO, type Sys } from '../sys.ts';
import { type Asked, atLeast } from './capability.ts';

/**
 * What the rows of the table try: each does a small thing that only a kernel with the capability takes,
 * leaves nothing behind, and gives what the kernel says against it.
 */

type Attempt = (machine: Asked) => string | undefined;

const END: readonly Insn[] = [asm.aluImm('mov', 0, 0), asm.exit()];
const PLAIN = { attachType: 0, attachBtfId: 0 };

type Kind = Pick<bpf.ProgLoad, 'type' | 'attachType' | 'attachBtfId'>;

/** Loads a program that is never run; `check` may do more with it. */
function loading(
  sys: Sys,
  kind: Partial<Kind>,
  insns: readonly Insn[] = END,
  check: (program: number) => string | undefined = () => undefined,
): string | undefined {
  const load = { ...PLAIN, type: PROG_TYPE.rawTracepoint, ...kind };
  const program = bpf.progLoad(sys, { ...load, code: encode(insns), name: 'trial' });
  if (program < 0) return refused(program);
  const why = check(program);
  sys.close(program);
  return why;
}

/** Makes a map, and does something with it. */
function making(
  sys: Sys,
  map: Partial<bpf.MapCreate>,
  use: (map: number) => string | undefined = () => undefined,
): string | undefined {
  const small = { type: MAP.hash, keyBytes: 4, valueBytes: 8, entries: 1, flags: 0, name: 'trial' };
  const fd = bpf.mapCreate(sys, { ...small, ...map });
  if (fd < 0) return refused(fd);
  const why = use(fd);
  sys.close(fd);
  return why;
}

/** enum bpf_map_type. */
const MAP = { hash: 1, percpuArray: 6, ringbuf: 27, taskStorage: 29 } as const;
const BPF_F_NO_PREALLOC = 1;

function refused(result: number): string {
  return `it refuses: ${errorText(-result)}`;
}

const unless = (result: number, ...fine: readonly number[]): string | undefined =>
  result >= 0 || fine.includes(result) ? undefined : refused(result);

/** A raw tracepoint program of these instructions. */
const program =
  (...insns: readonly Insn[]): Attempt =>
  ({ sys }) =>
    loading(sys, {}, [...insns, ...END]);

/** No descriptor: what looks at it has liked everything before it. */
const NONE = -1;

const typedId = (machine: Asked, kind: 'function' | 'typedef', name: string): number | undefined =>
  machine.types()?.find(kind, name);

/** Every kernel has it. */
const SOME_FUNCTION = 'vfs_read';
const NO_ARGUMENTS = new Uint8Array(12 * 8);

function fentry(machine: Asked): string | undefined {
  const attachBtfId = typedId(machine, 'function', SOME_FUNCTION);
  if (attachBtfId === undefined) return 'its BTF has no functions, for fentry';
  // There loading succeeds, and what attaching needs has come later.
  if (machine.processor === 'aarch64' && !atLeast(machine.release, '6.4'))
    return 'it is older than Linux 6.4, for fentry';
  const kind = { type: PROG_TYPE.tracing, attachType: ATTACH_TYPE.fentry, attachBtfId };
  const first = [
    asm.aluImm('mov', 2, 0),
    asm.aluReg('mov', 3, 10),
    asm.aluImm('add', 3, -8),
    asm.callHelper(helpers.get_func_arg.id),
  ];
  return loading(machine.sys, kind, [...first, ...END])?.replace('refuses', 'refuses fentry');
}

function kprobeMulti({ sys }: Asked): string | undefined {
  const kind = { type: PROG_TYPE.kprobe, attachType: BPF_TRACE_KPROBE_MULTI };
  const why = loading(sys, kind, END, (fd) => {
    // Of no functions at all: what is there says that this is invalid.
    const link = multiLink(sys, fd, [], false);
    return link === -ERRNO.EOPNOTSUPP ? 'it has no fprobes (CONFIG_FPROBE)' : undefined;
  });
  return why?.replace('refuses', 'refuses kprobe.multi');
}

function typedTracepoint(machine: Asked): string | undefined {
  const attachBtfId = typedId(machine, 'typedef', 'btf_trace_sys_enter');
  if (attachBtfId === undefined) return 'its BTF has no tracepoints';
  const kind = { type: PROG_TYPE.tracing, attachType: ATTACH_TYPE.typedTracepoint, attachBtfId };
  return loading(machine.sys, kind);
}

function taskStorage({ sys }: Asked): string | undefined {
  const { bytes, keyType, valueType } = storageBtf(8);
  const fd = bpf.btfLoad(sys, bytes);
  if (fd < 0) return refused(fd);
  const btf = { fd, keyType, valueType };
  const map = { type: MAP.taskStorage, entries: 0, flags: BPF_F_NO_PREALLOC, btf };
  const why = making(sys, map);
  sys.close(fd);
  return why;
}

/** Of a map that is not preallocated, which programs of perf events had no use of before. */
function allocator({ sys }: Asked): string | undefined {
  return making(sys, { flags: BPF_F_NO_PREALLOC }, (map) => {
    const [first, second] = asm.loadMap(1);
    const use = [{ ...first, imm: map }, second, ...END];
    return loading(sys, { type: PROG_TYPE.perfEvent }, use);
  });
}

export const trials = {
  load: program(),
  // 6.12 takes none that leads to the next instruction.
  mayGoto: program(asm.aluImm('mov', 0, 0), asm.mayGoto(1), asm.aluImm('mov', 0, 1)),
  farJump: program(asm.aluImm('mov', 0, 0), asm.jumpFar(0)),
  sendSignal: program(asm.aluImm('mov', 1, 0), asm.callHelper(helpers.send_signal.id)),
  userRegisters: program(
    asm.callHelper(helpers.get_current_task_btf.id),
    asm.aluReg('mov', 1, 0),
    asm.callHelper(helpers.task_pt_regs.id),
  ),
  fentry,
  kprobeMulti,
  typedTracepoint,
  taskStorage,
  allocator,
  ringBuffer: ({ sys }) => making(sys, { ...RING, entries: sys.pageBytes() }),
  testRun: ({ sys }) =>
    loading(sys, {}, END, (fd) => unless(bpf.progTestRun(sys, fd, NO_ARGUMENTS))),
  takeFromHash: ({ sys }) =>
    making(sys, {}, (map) => unless(bpf.mapLookupAndDelete(sys, map, KEY, VALUE), -ERRNO.ENOENT)),
  batch: ({ sys }) =>
    making(sys, { type: MAP.percpuArray }, (map) =>
      unless(bpf.mapLookupBatch(sys, map, { ...BATCH, count: 0 }).error),
    ),
  // The cookie is looked at before the program is.
  rawCookie: ({ sys }) => unless(bpf.rawTracepointOpen(sys, NONE, 'none', 1), -ERRNO.EBADF),
  // That there is no event is found out where such links are known.
  perfCookie: ({ sys }) =>
    loading(sys, { type: PROG_TYPE.perfEvent }, END, (fd) =>
      unless(perfLink(sys, fd, NONE, 1), -ERRNO.EBADF),
    ),
  clock: ({ sys }) => {
    const event = sys.perfEventOpen(CLOCK, 0);
    if (event >= 0) sys.close(event);
    return unless(event);
  },
} satisfies Readonly<Record<string, Attempt>>;

const RING = { type: MAP.ringbuf, keyBytes: 0, valueBytes: 0 };
/** A CPU's clock that never starts. */
const CLOCK = perfEvent({ config: 0, samplePeriod: 1_000_000_000n, flags: 1 });
const KEY = new Uint8Array(4);
const VALUE = new Uint8Array(8);
const BATCH = { next: new Uint8Array(4), keys: KEY, values: VALUE };
