import { ERRNO, type Sys } from './sys.ts';

/**
 * bpf(2), one function per command: each encodes its part of `union bpf_attr`
 * (include/uapi/linux/bpf.h) and returns what the system call returns, −errno included.
 */

const COMMAND = {
  mapCreate: 0,
  lookup: 1,
  update: 2,
  progLoad: 5,
  testRun: 10,
  objectInfo: 15,
  rawTracepointOpen: 17,
  btfLoad: 18,
  lookupAndDelete: 21,
  mapFreeze: 22,
  lookupBatch: 24,
} as const;

/** Kernels take a shorter `bpf_attr` than their own, and a longer one if the rest is zero. */
const ATTR_BYTES = 128;
const NAME_BYTES = 16;

/** `union bpf_attr`, piece by piece. */
export class Attr {
  readonly bytes = new Uint8Array(ATTR_BYTES);
  readonly #view = new DataView(this.bytes.buffer);
  readonly #sys: Sys;
  /** What the attribute points to; the garbage collector knows nothing of addresses. */
  readonly #pointees: Uint8Array[] = [];

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  u32(offset: number, value: number): this {
    this.#view.setUint32(offset, value, true);
    return this;
  }

  u64(offset: number, value: bigint): this {
    this.#view.setBigUint64(offset, value, true);
    return this;
  }

  pointer(offset: number, to: Uint8Array | undefined): this {
    if (to === undefined || to.byteLength === 0) return this;
    this.#pointees.push(to);
    return this.u64(offset, this.#sys.address(to));
  }

  /** An array of pointers to texts, each ended by a zero. */
  texts(offset: number, texts: readonly string[]): this {
    const bytes = Buffer.from(texts.map((text) => `${text}\0`).join(''), 'latin1');
    this.#pointees.push(bytes);
    let next = this.#sys.address(bytes);
    const pointers = texts.map((text) => {
      const at = next;
      next += BigInt(text.length + 1);
      return at;
    });
    return this.pointer(offset, new Uint8Array(BigUint64Array.from(pointers).buffer));
  }

  /** An object name: at most 15 characters out of [A-Za-z0-9_.], else the kernel says EINVAL. */
  name(offset: number, name: string): this {
    const clean = name.replace(/[^A-Za-z0-9_.]/g, '_').slice(0, NAME_BYTES - 1);
    this.bytes.set(Buffer.from(clean, 'latin1'), offset);
    return this;
  }

  readU32(offset: number): number {
    return this.#view.getUint32(offset, true);
  }

  run(command: number): number {
    const result = this.#sys.bpf(command, this.bytes);
    this.#pointees.length = 0;
    return result;
  }

  async runElsewhere(command: number): Promise<number> {
    const result = await this.#sys.bpfElsewhere(command, this.bytes);
    this.#pointees.length = 0;
    return result;
  }
}

export interface MapCreate {
  readonly type: number;
  readonly keyBytes: number;
  readonly valueBytes: number;
  readonly entries: number;
  readonly flags: number;
  readonly name: string;
  readonly btf?: { readonly fd: number; readonly keyType: number; readonly valueType: number };
}

export function mapCreate(sys: Sys, map: MapCreate): number {
  const attr = new Attr(sys)
    .u32(0, map.type)
    .u32(4, map.keyBytes)
    .u32(8, map.valueBytes)
    .u32(12, map.entries)
    .u32(16, map.flags)
    .name(28, map.name);
  if (map.btf) attr.u32(48, map.btf.fd).u32(52, map.btf.keyType).u32(56, map.btf.valueType);
  return attr.run(COMMAND.mapCreate);
}

function element(sys: Sys, fd: number, key: Uint8Array, value: Uint8Array): Attr {
  return new Attr(sys).u32(0, fd).pointer(8, key).pointer(16, value);
}

/** Fills `value`, which for a per-CPU map has every possible CPU's, each rounded up to 8 bytes. */
export function mapLookup(sys: Sys, fd: number, key: Uint8Array, value: Uint8Array): number {
  return element(sys, fd, key, value).run(COMMAND.lookup);
}

export function mapUpdate(
  sys: Sys,
  fd: number,
  key: Uint8Array,
  value: Uint8Array,
  flags = 0n,
): number {
  return element(sys, fd, key, value).u64(24, flags).run(COMMAND.update);
}

/** Since 5.14 for hashes. */
export function mapLookupAndDelete(
  sys: Sys,
  fd: number,
  key: Uint8Array,
  value: Uint8Array,
): number {
  return element(sys, fd, key, value).run(COMMAND.lookupAndDelete);
}

/** From now on the program side's view of a BPF_F_RDONLY_PROG map is constant to the verifier. */
export function mapFreeze(sys: Sys, fd: number): number {
  return new Attr(sys).u32(0, fd).run(COMMAND.mapFreeze);
}

export interface Batch {
  /** Where to go on: what the last call left in `next`; absent at the start. */
  readonly from?: Uint8Array;
  readonly next: Uint8Array;
  readonly keys: Uint8Array;
  readonly values: Uint8Array;
  readonly count: number;
}

/** `last` is set when the walk is over, `error` when the call was refused; `count` elements were read. */
export function mapLookupBatch(
  sys: Sys,
  fd: number,
  batch: Batch,
): { readonly count: number; readonly last: boolean; readonly error: number } {
  const attr = new Attr(sys)
    .pointer(0, batch.from)
    .pointer(8, batch.next)
    .pointer(16, batch.keys)
    .pointer(24, batch.values)
    .u32(32, batch.count)
    .u32(36, fd);
  const result = attr.run(COMMAND.lookupBatch);
  if (result >= 0) return { count: attr.readU32(32), last: false, error: 0 };
  if (result === -ERRNO.ENOENT) return { count: attr.readU32(32), last: true, error: 0 };
  return { count: 0, last: true, error: result };
}

export interface ProgLoad {
  readonly type: number;
  readonly code: Uint8Array;
  readonly name: string;
  readonly attachType: number;
  readonly attachBtfId: number;
  /** Descriptor of the BTF that the id is of; absent: the kernel's own. */
  readonly attachBtf?: number;
}

const LICENSE = Buffer.from('GPL\0', 'latin1');

/** What the verifier shall write down (include/linux/bpf_verifier.h, BPF_LOG_LEVEL1, 2 and STATS). */
export const LOG_REASON = 1;
export const LOG_ALL = 7;

export interface VerifierLog {
  readonly bytes: Uint8Array;
  readonly level: number;
}

/** `log` asks the verifier for its reasoning, which costs time; ENOSPC if there is no room for it. */
export function progLoad(sys: Sys, prog: ProgLoad, log?: VerifierLog): number {
  const attr = progLoadAttr(sys, prog);
  if (log) attr.u32(24, log.level).u32(28, log.bytes.byteLength).pointer(32, log.bytes);
  return attr.run(COMMAND.progLoad);
}

/** On another thread: −1 for whatever error. */
export function progLoadElsewhere(sys: Sys, prog: ProgLoad): Promise<number> {
  return progLoadAttr(sys, prog).runElsewhere(COMMAND.progLoad);
}

function progLoadAttr(sys: Sys, prog: ProgLoad): Attr {
  return new Attr(sys)
    .u32(0, prog.type)
    .u32(4, prog.code.byteLength / 8)
    .pointer(8, prog.code)
    .pointer(16, LICENSE)
    .name(48, prog.name)
    .u32(68, prog.attachType)
    .u32(108, prog.attachBtfId)
    .u32(112, prog.attachBtf ?? 0);
}

/** BPF_PROG_TEST_RUN of a raw tracepoint program (5.10), on this thread's CPU. */
export function progTestRun(sys: Sys, fd: number, context: Uint8Array): number {
  return new Attr(sys)
    .u32(0, fd)
    .u32(40, context.byteLength)
    .pointer(48, context)
    .run(COMMAND.testRun);
}

/** A link; closing it detaches. BTF-typed programs know their event already and have no `event`. */
export function rawTracepointOpen(sys: Sys, fd: number, event?: string, cookie = 0): number {
  const name = event === undefined ? undefined : Buffer.from(`${event}\0`, 'latin1');
  const attr = new Attr(sys).pointer(0, name).u32(8, fd).u64(16, BigInt(cookie));
  return attr.run(COMMAND.rawTracepointOpen);
}

export function btfLoad(sys: Sys, btf: Uint8Array): number {
  return new Attr(sys).pointer(0, btf).u32(16, btf.byteLength).run(COMMAND.btfLoad);
}

const PROG_INFO_BYTES = 232;
const RECURSION_MISSES = 208;

/** How often the program was not run because it was running already on that CPU (5.12). */
export function recursionMisses(sys: Sys, fd: number): bigint {
  const info = new Uint8Array(PROG_INFO_BYTES);
  const attr = new Attr(sys).u32(0, fd).u32(4, PROG_INFO_BYTES).pointer(8, info);
  if (attr.run(COMMAND.objectInfo) < 0) return 0n;
  return new DataView(info.buffer).getBigUint64(RECURSION_MISSES, true);
}
