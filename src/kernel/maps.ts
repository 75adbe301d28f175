import { readFileSync } from 'node:fs';
import type { MapEntry } from '../backend/index.ts';
import type { MapKind, MapSpec } from '../bpf/index.ts';
import * as bpf from './bpf.ts';
import { answers, type CapabilityName } from './capabilities/answers.ts';
import { must, refusal } from './failure.ts';
import { storageBtf } from './storage-btf.ts';
import { ERRNO, type Mapping, type Sys } from './sys.ts';

const BPF_F_NO_PREALLOC = 1 << 0;
const BPF_F_RDONLY_PROG = 1 << 7;
const BPF_F_MMAPABLE = 1 << 10;
const BPF_NOEXIST = 1n;
const BPF_EXIST = 2n;

interface KindInfo {
  readonly type: number;
  readonly perCpu: boolean;
  readonly needs?: CapabilityName;
}

/** enum bpf_map_type. */
const KINDS: Readonly<Record<MapKind, KindInfo>> = {
  hash: { type: 1, perCpu: false },
  array: { type: 2, perCpu: false },
  perf_array: { type: 4, perCpu: false },
  percpu_hash: { type: 5, perCpu: true },
  percpu_array: { type: 6, perCpu: true },
  lru_hash: { type: 9, perCpu: false },
  ringbuf: { type: 27, perCpu: false, needs: 'ring-buffer' },
  task_storage: { type: 29, perCpu: false, needs: 'task-storage' },
};

/** A map that exists in the kernel. */
export class KernelMap {
  readonly fd: number;
  readonly spec: MapSpec;
  readonly #sys: Sys;
  readonly #cpus: number;
  #mapping: Mapping | undefined;

  constructor(sys: Sys, spec: MapSpec, fd: number, cpus: number) {
    this.#sys = sys;
    this.spec = spec;
    this.fd = fd;
    this.#cpus = KINDS[spec.kind].perCpu ? cpus : 1;
  }

  /** The whole value area of an mmapable array, shared with the programs. */
  memory(): DataView {
    this.#mapping ??= this.#map();
    return new DataView(this.#mapping.buffer);
  }

  /** Every element at about this moment; concurrent updates may or may not be in it. */
  entries(): MapEntry[] {
    const found: MapEntry[] = [];
    const keySlot = Math.max(this.spec.keyBytes, 4);
    let count = Math.min(Math.max(this.spec.entries, 1), FIRST_BATCH);
    let from: Uint8Array | undefined;
    for (;;) {
      const next = new Uint8Array(keySlot);
      const keys = new Uint8Array(count * this.spec.keyBytes);
      const values = new Uint8Array(count * this.#elementBytes);
      const batch = { next, keys, values, count, ...(from ? { from } : {}) };
      const read = bpf.mapLookupBatch(this.#sys, this.fd, batch);
      if (read.error === -ERRNO.ENOSPC) {
        // A hash bucket is read whole or not at all, and this one is longer than the batch.
        count *= 2;
        continue;
      }
      must(read.error, `failed to read map ${this.spec.name}`);
      for (let i = 0; i < read.count; i++) found.push(this.#entry(keys, values, i));
      if (read.last) return found;
      from = next;
    }
  }

  /** The element of a key, or undefined. */
  lookup(key: Uint8Array): MapEntry | undefined {
    const value = new Uint8Array(this.#elementBytes);
    return this.#found(bpf.mapLookup(this.#sys, this.fd, key, value), key, value);
  }

  take(key: Uint8Array): MapEntry | undefined {
    const value = new Uint8Array(this.#elementBytes);
    return this.#found(bpf.mapLookupAndDelete(this.#sys, this.fd, key, value), key, value);
  }

  /** Zero on every CPU, if the element still exists. */
  clear(key: Uint8Array): void {
    const zero = new Uint8Array(this.#elementBytes);
    const result = bpf.mapUpdate(this.#sys, this.fd, key, zero, BPF_EXIST);
    if (result !== -ERRNO.ENOENT) must(result, `failed to clear map ${this.spec.name}`);
  }

  /** Adds an element, unless there is one of the key. */
  add(key: Uint8Array, value: Uint8Array): void {
    const result = bpf.mapUpdate(this.#sys, this.fd, key, value, BPF_NOEXIST);
    if (result !== -ERRNO.EEXIST) must(result, `failed to fill map ${this.spec.name}`);
  }

  /** Does the kernel get memory for an element when it is made? */
  get isLazy(): boolean {
    return this.spec.kind === 'percpu_hash' && lazyElements(this.spec);
  }

  /**
   * Makes the kernel get memory for some elements, for this CPU. It has little beforehand, and none can
   * be had while interrupts are off, as they are at many events.
   */
  warmUp(): void {
    const key = new Uint8Array(this.spec.keyBytes);
    bpf.mapUpdate(this.#sys, this.fd, key, new Uint8Array(this.#elementBytes), BPF_NOEXIST);
    this.take(key);
  }

  unmap(): void {
    this.#mapping?.unmap();
    this.#mapping = undefined;
  }

  /** The kernel keeps, and copies out, each CPU's value rounded up to 8 bytes. */
  get #stride(): number {
    return roundUp(this.spec.valueBytes, 8);
  }

  get #elementBytes(): number {
    return this.#cpus === 1 && !KINDS[this.spec.kind].perCpu
      ? this.spec.valueBytes
      : this.#stride * this.#cpus;
  }

  #map(): Mapping {
    const bytes = roundUp(this.#stride * this.spec.entries, this.#sys.pageBytes());
    const mapping = this.#sys.map(this.fd, 0, bytes, true);
    if (typeof mapping === 'number') throw refusal(-mapping, `failed to map ${this.spec.name}`);
    return mapping;
  }

  #found(result: number, key: Uint8Array, value: Uint8Array): MapEntry | undefined {
    if (result === -ERRNO.ENOENT) return undefined;
    must(result, `failed to read map ${this.spec.name}`);
    return this.#entry(key.slice(), value, 0);
  }

  #entry(keys: Uint8Array, values: Uint8Array, index: number): MapEntry {
    const { keyBytes, valueBytes } = this.spec;
    const start = index * this.#elementBytes;
    const perCpu: Uint8Array[] = [];
    for (let cpu = 0; cpu < this.#cpus; cpu++) {
      const at = start + cpu * this.#stride;
      perCpu.push(values.subarray(at, at + valueBytes));
    }
    return { key: keys.subarray(index * keyBytes, (index + 1) * keyBytes), values: perCpu };
  }
}

const FIRST_BATCH = 1024;

/** Creates a map, writes its initial value and freezes it if it is constant. SystemError when refused. */
export function createMap(sys: Sys, spec: MapSpec, cpus: number): KernelMap {
  const kind = KINDS[spec.kind];
  const btf = spec.kind === 'task_storage' ? loadStorageBtf(sys, spec) : undefined;
  const fd = bpf.mapCreate(sys, {
    type: kind.type,
    keyBytes: spec.keyBytes,
    valueBytes: spec.valueBytes,
    entries: entriesOf(sys, spec),
    flags: flagsOf(spec),
    name: spec.name,
    ...(btf ? { btf } : {}),
  });
  if (btf) sys.close(btf.fd);
  must(fd, `failed to create map ${spec.name} (${describe(spec)})`, kind.needs);
  return fill(sys, new KernelMap(sys, spec, fd, cpus));
}

function describe(spec: MapSpec): string {
  return spec.kind === 'ringbuf' ? `${spec.entries} bytes` : `${spec.entries} elements`;
}

function fill(sys: Sys, map: KernelMap): KernelMap {
  const { spec, fd } = map;
  if (spec.initial) {
    const value = new Uint8Array(spec.valueBytes);
    value.set(spec.initial);
    must(bpf.mapUpdate(sys, fd, new Uint8Array(4), value), `failed to initialize map ${spec.name}`);
  }
  if (spec.constant) must(bpf.mapFreeze(sys, fd), `failed to freeze map ${spec.name}`);
  return map;
}

function loadStorageBtf(sys: Sys, spec: MapSpec): NonNullable<bpf.MapCreate['btf']> {
  const btf = storageBtf(spec.valueBytes);
  const fd = must(bpf.btfLoad(sys, btf.bytes), `failed to load types of map ${spec.name}`);
  return { fd, keyType: btf.keyType, valueType: btf.valueType };
}

function entriesOf(sys: Sys, spec: MapSpec): number {
  if (spec.kind === 'task_storage') return 0;
  return spec.kind === 'ringbuf' ? ringBytes(spec.entries, sys.pageBytes()) : spec.entries;
}

/** A ring's size must be a power of two of pages. */
export function ringBytes(wanted: number, pageBytes: number): number {
  let bytes = pageBytes;
  while (bytes < wanted) bytes *= 2;
  return bytes;
}

function flagsOf(spec: MapSpec): number {
  return (
    (lazyElements(spec) ? BPF_F_NO_PREALLOC : 0) |
    (spec.constant ? BPF_F_RDONLY_PROG : 0) |
    (spec.mmap ? BPF_F_MMAPABLE : 0)
  );
}

/**
 * Preallocating a per-CPU hash touches entries × CPUs × value bytes at start-up. Before the BPF memory
 * allocator the alternative was kmalloc in tracing context, which could deadlock or fail at random.
 * Plain hashes are preallocated: their updates are then faster.
 */
function lazyElements({ kind, preallocated }: MapSpec): boolean {
  if (kind === 'task_storage') return true;
  return kind === 'percpu_hash' && preallocated !== true && answers.has('bpf-allocator');
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

/** How many CPUs the kernel keeps per-CPU values for: the highest of `0-3,8` plus one. */
export function possibleCpus(): number {
  return lastCpu(readFileSync('/sys/devices/system/cpu/possible', 'latin1')) + 1;
}

/** The last number of a CPU list. */
export function lastCpu(list: string): number {
  return Number(/(\d+)\s*$/.exec(list)?.[1] ?? 0);
}
