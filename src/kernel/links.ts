import { Attr } from './bpf.ts';
import type { Sys } from './sys.ts';

/** The commands of bpf(2) that have to do with functions: links to many of them, and BTF of modules. */
const COMMAND = { objectInfo: 15, btfFd: 19, nextBtf: 23, linkCreate: 28 } as const;

/** enum bpf_attach_type. */
const BPF_PERF_EVENT = 41;
export const BPF_TRACE_KPROBE_MULTI = 42;

/** A link of a program to a perf event (5.15), which get_attach_cookie tells from others. */
export function perfLink(sys: Sys, fd: number, event: number, cookie: number): number {
  return new Attr(sys)
    .u32(0, fd)
    .u32(4, event)
    .u32(8, BPF_PERF_EVENT)
    .u64(16, BigInt(cookie))
    .run(COMMAND.linkCreate);
}

const KPROBE_MULTI_RETURN = 1;

/** A link of a program to the functions at all of these addresses (5.18), each with its cookie. */
export function multiLink(
  sys: Sys,
  fd: number,
  places: readonly { readonly address: bigint; readonly cookie: number }[],
  atReturn: boolean,
): number {
  return multiAttr(sys, fd, places, atReturn)
    .pointer(32, words(places.map(({ address }) => address)))
    .run(COMMAND.linkCreate);
}

/** The same by names, which the kernel looks up; of several that have one, it takes the first that can be traced. */
export function multiLinkByName(
  sys: Sys,
  fd: number,
  functions: readonly { readonly name: string; readonly cookie: number }[],
  atReturn: boolean,
): number {
  const names = functions.map(({ name }) => name);
  return multiAttr(sys, fd, functions, atReturn).texts(24, names).run(COMMAND.linkCreate);
}

function multiAttr(
  sys: Sys,
  fd: number,
  functions: readonly { readonly cookie: number }[],
  atReturn: boolean,
): Attr {
  return new Attr(sys)
    .u32(0, fd)
    .u32(8, BPF_TRACE_KPROBE_MULTI)
    .u32(16, atReturn ? KPROBE_MULTI_RETURN : 0)
    .u32(20, functions.length)
    .pointer(40, words(functions.map(({ cookie }) => BigInt(cookie))));
}

function words(values: readonly bigint[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values).buffer);
}

const BTF_INFO_BYTES = 32;
const NAME_ROOM = 64;

/** A descriptor of a module's BTF (5.11); −ENOENT if there is none of that name. */
export function moduleBtf(sys: Sys, module: string): number {
  for (let id = 0; ; ) {
    const next = new Attr(sys).u32(0, id);
    const end = next.run(COMMAND.nextBtf);
    if (end < 0) return end;
    id = next.readU32(4);
    const fd = new Attr(sys).u32(0, id).run(COMMAND.btfFd);
    if (fd < 0) continue;
    if (btfName(sys, fd) === module) return fd;
    sys.close(fd);
  }
}

/** '' of BTF that a program has brought. */
function btfName(sys: Sys, fd: number): string {
  const name = new Uint8Array(NAME_ROOM);
  const info = new Uint8Array(BTF_INFO_BYTES);
  const view = new DataView(info.buffer);
  view.setBigUint64(16, sys.address(name), true);
  view.setUint32(24, NAME_ROOM, true);
  const attr = new Attr(sys).u32(0, fd).u32(4, BTF_INFO_BYTES).pointer(8, info);
  if (attr.run(COMMAND.objectInfo) < 0) return '';
  return Buffer.from(name.subarray(0, name.indexOf(0))).toString('latin1');
}
