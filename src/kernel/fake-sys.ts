import { bug } from '../diag/index.ts';
import type { Sys } from './sys.ts';

/** One call of bpf(2), with the memory that its pointers pointed to. */
export interface BpfCall {
  readonly command: number;
  readonly attr: DataView;
  /** What the pointer at this offset of the attribute points to. */
  at(offset: number): Uint8Array;
}

export interface FakeSys extends Sys {
  readonly calls: BpfCall[];
  readonly closed: number[];
}

/**
 * A kernel for unit tests: records each bpf(2) call and answers it with `answer`, by default with a new
 * descriptor. Everything not overridden is a failure of the test.
 */
export function fakeSys(
  answer: (call: BpfCall, index: number) => number = (_call, index) => 100 + index,
  overrides: Partial<Sys> = {},
): FakeSys {
  const calls: BpfCall[] = [];
  const closed: number[] = [];
  const memory = new Map<bigint, Uint8Array>();
  const unexpected = (name: string) => (): never => bug(`unexpected ${name}`);
  const bpf = (command: number, attr: Uint8Array): number => {
    const view = new DataView(attr.buffer, attr.byteOffset, attr.byteLength);
    const at = (offset: number): Uint8Array =>
      memory.get(view.getBigUint64(offset, true)) ?? bug(`no pointer at ${offset}`);
    const call = { command, attr: view, at };
    return answer(call, calls.push(call) - 1);
  };
  return {
    calls,
    closed,
    bpf,
    bpfElsewhere: async (command, attr) => Math.max(bpf(command, attr), -1),
    address: (bytes) => {
      const address = BigInt(memory.size + 1) << 20n;
      memory.set(address, bytes);
      return address;
    },
    close: (fd) => {
      closed.push(fd);
      return 0;
    },
    pageBytes: () => 4096,
    perfEventOpen: unexpected('perf_event_open'),
    ioctl: unexpected('ioctl'),
    map: unexpected('mmap'),
    watch: unexpected('watch'),
    edgeTriggered: unexpected('epoll_create'),
    rearm: unexpected('epoll_wait'),
    pidfdOpen: unexpected('pidfd_open'),
    pipe: unexpected('pipe'),
    ptrace: unexpected('ptrace'),
    waitpid: unexpected('waitpid'),
    system: unexpected('system'),
    onCpu: (_cpu, work) => work(),
    ...overrides,
  };
}
